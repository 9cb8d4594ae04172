import Synchronization

/// Which apps can be asked for one kind of thing, such as plans, as any thread may want to know.
final class AskableApps: Sendable {
    private let numbers = Mutex<Set<UInt64>>([])

    func contains(_ app: UInt64) -> Bool { numbers.withLock { $0.contains(app) } }

    func insert(_ app: UInt64) { numbers.withLock { _ = $0.insert(app) } }

    func remove(_ app: UInt64) { numbers.withLock { _ = $0.remove(app) } }

    func removeAll() { numbers.withLock { $0 = [] } }
}
