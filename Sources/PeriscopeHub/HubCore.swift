import NIOCore
import NIOPosix
import PeriscopeWire

/// The hub's state: who is connected, and as what.
///
/// Lives on the hub's one thread and nowhere else.
///
/// Connections report here, in the order things happen; events go out to the inbox and, as relays, to the readers.
final class HubCore {
    struct App {
        let connection: HubConnection
        /// What readers are told: the hello, with the adapters that attached since.
        var hello: WireHello
        var strings = InternedStrings()
        var stacks = CallStacks()
        /// Plans that it was asked for and owes.
        var ledger = PlanLedger<Asker>()
        /// What its profiler saw.
        var sampled = SampledNodes()
        /// Who turned its profiler on.
        var profileAskers: Set<ProfileAsker> = []
    }

    let eventLoop: any EventLoop
    let options: HubOptions
    let policy: PeerPolicy
    /// The inbox is full: nobody reads until it is taken from.
    private(set) var isPaused = false
    var numbers = AppNumbers()
    var executables: ServerExecutables
    /// How many plans were asked for, which numbers them.
    var questions: UInt64 = 0
    let askable: AskableApps
    let profilable: AskableApps

    private let inbox: HubInbox
    /// Every open connection, oldest first.
    private var connections: [HubConnection] = []
    var apps: [UInt64: App] = [:]
    private var readers: [HubConnection] = []
    /// This viewer's connection to another's hub, while it is a reader.
    private(set) var upstream: ReaderConnection?
    private var isStopped = false

    init(
        eventLoop: any EventLoop, options: HubOptions, policy: PeerPolicy, inbox: HubInbox, askable: AskableApps,
        profilable: AskableApps
    ) {
        self.eventLoop = eventLoop
        self.options = options
        self.policy = policy
        self.inbox = inbox
        self.askable = askable
        self.profilable = profilable
        executables = ServerExecutables(limit: options.executables)
    }

    // MARK: The inbox

    func emit(_ event: HubEvent, bytes: Int = 0, isDroppable: Bool = false) {
        // An event without a message of its own still takes room.
        if !inbox.offer(event, bytes: bytes + 64, isDroppable: isDroppable) { isPaused = true }
    }

    func notice(_ reason: String) {
        emit(.refused(reason: reason), isDroppable: true)
    }

    /// The inbox has room again.
    func resume() {
        isPaused = false
        for connection in connections { connection.readMore() }
        upstream?.readMore()
    }

    // MARK: Connections come and go

    /// Whether the connection may stay; if not, it has been told why.
    func admit(_ connection: HubConnection) -> Bool {
        if isStopped {
            connection.part("The viewer has ended.", isRefusal: false)
            return false
        }
        guard let peer = connection.peer, policy.allows(peer.uid) else {
            refuseUser(connection)
            return false
        }
        if connections.count >= options.connections {
            guard let silent = connections.first(where: { $0.isStranger }) else {
                notice("A connection from \(peer.name) was refused: \(options.connections) are open already.")
                connection.part("\(options.connections) connections are open already.", isRefusal: true)
                return false
            }
            notice(
                "\(options.connections) connections were open; one from \(silent.name) that had said nothing "
                    + "made room.")
            silent.part("Others needed the place, and no hello had come.", isRefusal: false)
        }
        connections.append(connection)
        return true
    }

    private func refuseUser(_ connection: HubConnection) {
        guard let peer = connection.peer else {
            notice("A connection was refused, because the system does not say whose it is.")
            connection.part("The system does not say whose connection this is.", isRefusal: true)
            return
        }
        notice(
            "A connection from \(peer.name), of another user (uid \(peer.uid)), was refused. "
                + "To let it in, start the viewer with --allow-uid \(peer.uid).")
        connection.part(
            "This viewer belongs to uid \(policy.ownUID) and takes no connections from uid \(peer.uid). "
                + "Start it with --allow-uid \(peer.uid).", isRefusal: true)
    }

    func closed(_ connection: HubConnection) {
        connections.removeAll { $0 === connection }
    }

    // MARK: Servers

    /// The number of the server that said this hello, or a sentence why it cannot stay.
    func addServer(_ connection: HubConnection, _ hello: WireHello) -> Result<UInt64, WireError> {
        let number = numbers.number(of: hello)
        if let earlier = apps[number] {
            removeServer(number, reason: "The server connected anew.", isOrderly: false)
            earlier.connection.drop()
        }
        guard apps.count < options.servers else {
            notice(
                "The server \(hello.app) (\(connection.name)) was refused: \(options.servers) are connected already.")
            return .failure(.refused("\(options.servers) servers are connected to this viewer already."))
        }
        connection.send(.hello(WireFrame.hello(role: .hub)))
        apps[number] = App(connection: connection, hello: hello)
        let executable = executables.open(.certain(connection.peer?.pid ?? 0), hello)
        // First, since whoever hears of the app may ask it at once.
        if hello.knowsPlans { askable.insert(number) }
        if hello.knowsProfiles { profilable.insert(number) }
        emit(
            .appConnected(
                app: number, hello: hello, strings: [], stacks: [], modules: [], profileNodes: WireProfileNodes(),
                executable: executable))
        for reader in readers { introduce(number, to: reader) }
        return .success(number)
    }

    func received(_ batch: WireBatch, from number: UInt64, bytes: Int) {
        apps[number]?.strings.add(reset: batch.stringsReset, strings: batch.strings)
        apps[number]?.stacks.add(batch.stacks)
        apps[number]?.sampled.add(batch)
        for adapter in batch.adapters where apps[number]?.hello.adapters.contains(adapter) == false {
            apps[number]?.hello.adapters.append(adapter)
        }
        emit(.batch(app: number, batch), bytes: bytes)
        relay(number, .batch(batch))
    }

    func received(_ sample: WireProcessSample, from number: UInt64, bytes: Int) {
        emit(.sample(app: number, sample), bytes: bytes, isDroppable: true)
        relay(number, .sample(sample))
    }

    func removeServer(_ number: UInt64, reason: String, isOrderly: Bool) {
        guard var app = apps.removeValue(forKey: number) else { return }
        askable.remove(number)
        profilable.remove(number)
        abandonQuestions(&app.ledger, of: number)
        emit(.appDisconnected(app: number, reason: reason, orderly: isOrderly))
        relay(number, .disconnected(disconnected(reason, isOrderly: isOrderly)))
    }

    // MARK: Readers

    func addReader(_ connection: HubConnection) -> Result<Void, WireError> {
        guard readers.count < options.readers else {
            notice("A further viewer (\(connection.name)) was refused: \(options.readers) read along already.")
            return .failure(.refused("\(options.readers) viewers read along with this one already."))
        }
        connection.send(.hello(WireFrame.hello(role: .hub)))
        for number in apps.keys.sorted() { introduce(number, to: connection) }
        readers.append(connection)
        emit(.readerAttached(count: readers.count))
        return .success(())
    }

    func removeReader(_ connection: HubConnection) {
        guard let index = readers.firstIndex(where: { $0 === connection }) else { return }
        readers.remove(at: index)
        forgetQuestions(of: connection)
        forgetProfiles(of: connection)
        emit(.readerLeft(count: readers.count))
    }

    /// Lets go of a reader that does not keep up: it must not slow the hub, nor grow it.
    func dismiss(_ reader: HubConnection) {
        notice("A further viewer (\(reader.name)) did not keep up and was let go. It may attach again.")
        removeReader(reader)
        reader.part("This viewer did not keep up with what it was sent, and was let go.", isRefusal: false)
    }

    private func relay(_ number: UInt64, _ news: WireRelay.OneOf_News) {
        guard !readers.isEmpty else { return }
        guard let frame = frame(number, news) else {
            // Without this message the reader's intern table would be out of step from here on.
            for reader in readers { dismiss(reader) }
            return
        }
        for reader in readers where !reader.relay(frame) { dismiss(reader) }
    }

    /// Sends news to one reader alone.
    func tell(_ reader: HubConnection, _ number: UInt64, _ news: WireRelay.OneOf_News) {
        guard readers.contains(where: { $0 === reader }), let frame = frame(number, news) else { return }
        if !reader.relay(frame) { dismiss(reader) }
    }

    /// Tells a reader of a server, with its intern table, its call stacks and its sampled ones as they stand.
    private func introduce(_ number: UInt64, to reader: HubConnection) {
        guard let app = apps[number] else { return }
        let introduction = Introduction(
            app.hello, strings: app.strings.all, stacks: app.stacks.all, sampled: app.sampled)
        for news in introduction.news {
            if let frame = frame(number, news) { _ = reader.relay(frame) }
        }
    }

    private func frame(_ number: UInt64, _ news: WireRelay.OneOf_News) -> ByteBuffer? {
        var relay = WireRelay()
        relay.app = number
        relay.news = news
        var envelope = WireEnvelope()
        envelope.relay = relay
        return (try? WireFrame.encode(envelope)).map { ByteBuffer(bytes: $0) }
    }

    private func disconnected(_ reason: String, isOrderly: Bool) -> WireRelayDisconnected {
        var disconnected = WireRelayDisconnected()
        disconnected.reason = reason
        disconnected.orderly = isOrderly
        return disconnected
    }

    // MARK: Being a reader, and the end

    func setUpstream(_ connection: ReaderConnection?) {
        upstream = connection
    }

    /// Says goodbye to everyone.
    ///
    /// The socket is gone by now, so that a reader can take it.
    func stop() {
        isStopped = true
        readers = []
        apps = [:]
        askable.removeAll()
        profilable.removeAll()
        for connection in connections { connection.part("The viewer has ended.", isRefusal: false) }
        upstream?.part()
        upstream = nil
    }
}
