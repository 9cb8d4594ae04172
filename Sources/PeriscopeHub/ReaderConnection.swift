import NIOCore
import PeriscopeWire

/// A reader's connection to the hub of another viewer: relays in, events out.
///
/// Lives on the hub's thread.
final class ReaderConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let core: HubCore
    /// Told once: nil when the hub has said hello, else why it will not, or no longer, be read from.
    private let attached: (Result<Void, HubError>) -> Void
    private let lost: (_ reason: String) -> Void
    let path: String
    private let pid: Int32

    private var session = WireSession(role: .reader)
    private var context: ChannelHandlerContext?
    private var deadline: Scheduled<Void>?
    private var isAttached = false
    private var isOver = false
    private var farewell: String?
    /// Our number for each of the hub's.
    private var numbers: [UInt64: UInt64] = [:]
    /// Plans that the hub was asked for, by our number of the app.
    private var ledger = PlanLedger<UInt64>()
    /// By the hub's number of the app; as many as it ever relayed and a person switched here.
    private var switches: [UInt64: ProfileSwitch] = [:]

    /// - Parameters:
    ///   - attached: Called once, with success when the hub has said hello.
    ///   - lost: Called once after that, when the connection is gone.
    init(
        _ core: HubCore, path: String, pid: Int32, attached: @escaping (Result<Void, HubError>) -> Void,
        lost: @escaping (_ reason: String) -> Void
    ) {
        self.core = core
        self.path = path
        self.pid = pid
        self.attached = attached
        self.lost = lost
    }

    // A connected descriptor is handed to NIO, so that the channel is active when, or before, this handler is added.
    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { begin(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        begin(context)
    }

    private func begin(_ context: ChannelHandlerContext) {
        guard self.context == nil, !isOver else { return }
        self.context = context
        var envelope = WireEnvelope()
        envelope.hello = WireFrame.hello(role: .reader)
        let bytes = (try? WireFrame.encode(envelope)) ?? []
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(core.options.attachTimeout)) {
            self.end(.silentHub(path: self.path, pid: self.pid))
        }
        readMore()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var events: [(WireEvent, Int)] = []
        unwrapInboundIn(data).withUnsafeReadableBytes { bytes in
            session.receive(bytes) { events.append(($0, $1)) }
        }
        for (event, bytes) in events where !isOver { handle(event, bytes: bytes) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        readMore()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(.busy(path: path))
    }

    /// Asks for more bytes, unless the inbox is full.
    func readMore() {
        if !isOver, !core.isPaused { context?.read() }
    }

    /// Leaves in good order; nobody is told.
    func part() {
        guard !isOver else { return }
        isOver = true
        deadline?.cancel()
        guard let context else { return }
        let channel = context.channel
        let buffer = ByteBuffer(bytes: WireFrame.goodbye("The reading viewer has ended.", refused: false))
        context.writeAndFlush(wrapOutboundOut(buffer)).whenComplete { _ in channel.close(promise: nil) }
    }

    private func handle(_ event: WireEvent, bytes: Int) {
        switch event {
        case .hello:
            deadline?.cancel()
            isAttached = true
            attached(.success(()))
        case .relay(let relay):
            receive(relay, bytes: bytes)
        case .goodbye(let goodbye):
            farewell = goodbye.reason
            end(.refusedByHub(goodbye.reason))
        case .failed(let error):
            farewell = "\(error)"
            end(.refusedByHub("\(error)"))
        case .batch, .sample, .planRequest, .planAnswer, .profileRequest:
            // The session lets none of them through to a reader.
            break
        }
    }

    private func receive(_ relay: WireRelay, bytes: Int) {
        if case .connected(let connected) = relay.news { return connect(relay.app, connected, bytes: bytes) }
        // An app that is gone by now still has its answer.
        if case .planAnswer(let answer) = relay.news { return received(answer) }
        guard let number = numbers[relay.app] else { return }
        switch relay.news {
        case .batch(let batch): core.emit(.batch(app: number, batch), bytes: bytes)
        case .sample(let sample): core.emit(.sample(app: number, sample), bytes: bytes, isDroppable: true)
        case .disconnected(let disconnected):
            numbers[relay.app] = nil
            core.profilable.remove(number)
            abandonQuestions(of: number, .serverGone)
            core.emit(.appDisconnected(app: number, reason: disconnected.reason, orderly: disconnected.orderly))
        case .connected, .planAnswer, nil: break
        }
    }

    private func connect(_ app: UInt64, _ connected: WireRelayConnected, bytes: Int) {
        if let earlier = numbers[app] {
            core.profilable.remove(earlier)
            abandonQuestions(of: earlier, .serverGone)
            core.emit(.appDisconnected(app: earlier, reason: "The server connected anew.", orderly: false))
        }
        // A hub relays 64 servers at most, and says when each is gone.
        guard numbers[app] != nil || numbers.count < core.options.servers else { return }
        let number = core.numbers.number(of: connected.hello)
        numbers[app] = number
        // First, since whoever hears of the app may ask it at once.
        if connected.hello.knowsPlans, session.peer?.knowsPlans == true { core.askable.insert(number) }
        if connected.hello.knowsProfiles, session.peer?.knowsProfiles == true { core.profilable.insert(number) }
        let process = ServerExecutables.Process.claimed(Int32(exactly: connected.hello.pid) ?? 0)
        let executable = core.executables.open(process, connected.hello)
        core.emit(
            .appConnected(
                app: number, hello: connected.hello, strings: connected.strings, stacks: connected.stacks,
                modules: connected.modules, profileNodes: connected.profileNodes, executable: executable),
            bytes: bytes)
    }

    // MARK: Plans

    /// False: the app is none of the hub's, or the hub is gone.
    func ask(_ request: WirePlanRequest, of number: UInt64) -> Bool {
        guard !isOver, let context, let app = numbers.first(where: { $0.value == number })?.key else { return false }
        guard ledger.count < core.options.plansOfReader else {
            core.emit(.planAnswer(app: number, PlanProblem.tooMany.answer(to: request.id)))
            return true
        }
        core.questions += 1
        let question = core.questions
        var envelope = WireEnvelope()
        envelope.planRequest = request
        envelope.planRequest.id = question
        envelope.planRequest.app = app
        guard let bytes = try? WireFrame.encode(envelope) else {
            core.emit(.planAnswer(app: number, PlanProblem.tooLong.answer(to: request.id)))
            return true
        }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        // The hub waits for the server as long; this is for a hub that was suspended.
        let wait = TimeAmount(core.options.planTimeout) + .seconds(1)
        let timeout = core.eventLoop.assumeIsolated().scheduleTask(in: wait) {
            self.received(PlanProblem.timedOut.answer(to: question))
        }
        ledger.note(.init(asker: number, id: request.id, timeout: timeout), as: question)
        return true
    }

    private func received(_ answer: WirePlanAnswer) {
        guard let question = ledger.take(answer.id) else { return }
        core.emit(.planAnswer(app: question.asker, answer.cut(id: question.id)), bytes: answer.steps.count * 64)
    }

    private func abandonQuestions(of number: UInt64, _ problem: PlanProblem) {
        core.askable.remove(number)
        for question in ledger.takeAll(where: { $0 == number }) {
            core.emit(.planAnswer(app: number, problem.answer(to: question.id)))
        }
    }

    // MARK: Profiles

    /// Tells the hub that an app's profiler is to be on or off; false: the app is none of the hub's, or it is gone.
    func profile(_ isOn: Bool, of number: UInt64) -> Bool {
        guard !isOver, let app = numbers.first(where: { $0.value == number })?.key else { return false }
        if let isOn = switches[app, default: ProfileSwitch()].want(isOn) { tell(isOn, app) }
        return true
    }

    private func tell(_ isOn: Bool, _ app: UInt64) {
        var envelope = WireEnvelope()
        envelope.profileRequest.on = isOn
        envelope.profileRequest.app = app
        guard let context, let bytes = try? WireFrame.encode(envelope) else { return }
        let buffer = wrapOutboundOut(ByteBuffer(bytes: bytes))
        context.writeAndFlush(buffer).assumeIsolated().whenComplete { _ in
            if !self.isOver, let next = self.switches[app]?.taken() { self.tell(next, app) }
        }
    }

    /// The connection is over, one way or another; the first reason counts.
    func end(_ error: HubError) {
        guard !isOver else { return }
        isOver = true
        deadline?.cancel()
        context?.close(promise: nil)
        context = nil
        guard isAttached else { return attached(.failure(error)) }
        let reason = "The viewer that passed this on is gone."
        for number in numbers.values.sorted() {
            core.profilable.remove(number)
            abandonQuestions(of: number, .hubGone)
            core.emit(.appDisconnected(app: number, reason: reason, orderly: false))
        }
        lost(farewell ?? reason)
    }
}
