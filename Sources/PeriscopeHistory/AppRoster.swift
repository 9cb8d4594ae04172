internal import PeriscopeWire

/// The server processes that were seen, and the connections they came by.
///
/// A process is known by its name, pid and start time. It keeps the hub's number of its first connection; where two
/// hubs gave one number to two processes, as when this viewer moved from one hub to another, the later one gets a new.
struct AppRoster: Sendable {
    struct Slot: Sendable {
        var record: AppRecord
        /// The call site book's number of its build.
        var build = 0
        /// Its name and configuration, numbered.
        var family = 0
        var pool = TextPool()
        /// Spans of requests in flight.
        var open: Set<UInt64> = []
        /// Connections that are up now; more than one only while an old one has not been noticed to be gone.
        var connections = 0
        /// Requests in the history.
        var held = 0
    }

    struct Connection: Sendable {
        var app: AppID
        var strings = InternedStrings()
        var statements = ConnectionStatements()
        var nodes = NodeMap()
    }

    private struct Identity: Hashable, Sendable {
        var name: String
        var pid: UInt64
        var startedAt: UnixNanoseconds
        /// Of processes in files, whose start is not known: two builds in a container all have pid 1.
        var build: BuildKey?
        var configuration = 0
    }

    private struct BuildFamily: Hashable, Sendable {
        var name: String
        var configuration: Int
    }

    /// In order of connection.
    private(set) var slots: [Slot] = []
    /// By the hub's number.
    private var connections: [UInt64: Connection] = [:]
    private var positions: [AppID: Int] = [:]
    private var identities: [Identity: AppID] = [:]
    private var builds: [BuildFamily: [String: Int]] = [:]
    private var families: [BuildFamily: Int] = [:]
    /// Numbers that no hub gives: hubs count from 1.
    private var ownNumber: UInt64 = 1 << 62

    func position(of id: AppID) -> Int? { positions[id] }

    func connection(_ number: UInt64) -> Connection? { connections[number] }

    /// Changes an app in place.
    mutating func edit<R>(_ id: AppID, _ body: (inout Slot) -> R) -> R? {
        guard let position = positions[id] else { return nil }
        return body(&slots[position])
    }

    /// Takes in a connection's hello.
    ///
    /// The hub's number must not be connected any more. Returns the app's id, which is an old one for a process that was
    /// here before.
    mutating func connect(_ number: UInt64, hello: WireHello, strings: [String], at now: UnixNanoseconds) -> AppID {
        let identity = Identity(name: hello.app, pid: hello.pid, startedAt: hello.startedUnixNs)
        let id = identities[identity] ?? newID(preferring: number)
        identities[identity] = id
        let isKnown = positions[id] != nil
        if !isKnown { add(AppRecord(id: id, hello: hello, buildNumber: buildNumber(hello), at: now)) }
        connections[number] = Connection(app: id)
        _ = edit(id) { slot in
            slot.connections += 1
            if isKnown { slot.record.reconnect(hello) }
            slot.record.takeVersions(hello, pool: &slot.pool)
        }
        intern(number, reset: true, strings: strings)
        return id
    }

    /// Adds new entries to a connection's intern table, equal texts shared.
    ///
    /// False if there is no such connection.
    @discardableResult
    mutating func intern(_ number: UInt64, reset: Bool, strings: [String]) -> Bool {
        guard let app = connections[number]?.app, let position = positions[app] else { return false }
        guard reset || !strings.isEmpty else { return true }
        let shared = strings.map { slots[position].pool.shared($0) }
        connections[number]?.strings.add(reset: reset, strings: shared)
        if reset { connections[number]?.statements.reset() }
        return true
    }

    /// Hands a connection's statements out, so that they are not copied when they change.
    mutating func takeStatements(_ number: UInt64) -> ConnectionStatements {
        let taken = connections[number]?.statements ?? ConnectionStatements()
        connections[number]?.statements.reset()
        return taken
    }

    mutating func put(_ statements: ConnectionStatements, _ number: UInt64) {
        connections[number]?.statements = statements
    }

    /// Hands out what a connection's nodes are, so that it is not copied when it grows.
    mutating func takeNodes(_ number: UInt64) -> NodeMap {
        let taken = connections[number]?.nodes ?? NodeMap()
        connections[number]?.nodes = NodeMap()
        return taken
    }

    mutating func put(_ nodes: NodeMap, _ number: UInt64) {
        connections[number]?.nodes = nodes
    }

    /// How many app names and configurations there are.
    var familyCount: Int { families.count }

    /// Takes the connection away.
    ///
    /// The app's id, if this was its last.
    mutating func disconnect(_ number: UInt64) -> AppID? {
        guard let connection = connections.removeValue(forKey: number) else { return nil }
        let left = edit(connection.app) { slot in
            slot.connections -= 1
            return slot.connections
        }
        return left == 0 ? connection.app : nil
    }

    /// The app of imported requests with this name, process, build and configuration; made where there is none.
    mutating func imported(_ app: AppRecord) -> AppID {
        let identity = Identity(
            name: app.name, pid: app.pid, startedAt: app.startedAt, build: app.build,
            configuration: app.configuration.rawValue)
        if let id = identities[identity], positions[id] != nil { return id }
        let id = newID(preferring: 0)
        identities[identity] = id
        var record = AppRecord(
            id: id, name: app.name, pid: app.pid, startedAt: app.startedAt, anchor: app.anchor, buildID: app.buildID,
            buildNumber: number(of: app.buildID, name: app.name, configuration: app.configuration),
            configuration: app.configuration, executable: "", workingDirectory: "", connectedAt: app.connectedAt)
        record.connection = .ended(reason: "read from a file")
        add(record)
        return id
    }

    /// Drops the oldest apps that are gone and have no requests, until there are no more than `limit`.
    mutating func trim(to limit: Int) {
        guard slots.count > limit else { return }
        var surplus = slots.count - limit
        slots.removeAll { slot in
            guard surplus > 0, slot.connections == 0, slot.held == 0 else { return false }
            surplus -= 1
            return true
        }
        positions = Dictionary(slots.enumerated().map { ($1.record.id, $0) }) { first, _ in first }
        identities = identities.filter { positions[$0.value] != nil }
    }

    /// Counts each app's requests anew.
    mutating func recountHeld(_ store: RequestStore) {
        for position in slots.indices { slots[position].held = 0 }
        store.forEach { record in
            if let position = positions[record.pointee.id.app] { slots[position].held += 1 }
        }
    }

    private mutating func add(_ record: AppRecord) {
        positions[record.id] = slots.count
        var slot = Slot(record: record)
        let family = BuildFamily(name: record.name, configuration: record.configuration.rawValue)
        slot.family = families[family] ?? families.count
        families[family] = slot.family
        slots.append(slot)
    }

    private mutating func newID(preferring number: UInt64) -> AppID {
        if number != 0, positions[AppID(number)] == nil { return AppID(number) }
        ownNumber += 1
        return AppID(ownNumber)
    }

    private mutating func buildNumber(_ hello: WireHello) -> Int {
        number(of: hello.buildID, name: hello.app, configuration: hello.configuration)
    }

    /// Builds are counted per app name and configuration, in order of their first appearance.
    private mutating func number(of build: String, name: String, configuration: WireConfiguration) -> Int {
        let family = BuildFamily(name: name, configuration: configuration.rawValue)
        if let number = builds[family]?[build] { return number }
        let number = (builds[family]?.count ?? 0) + 1
        builds[family, default: [:]][build] = number
        return number
    }
}
