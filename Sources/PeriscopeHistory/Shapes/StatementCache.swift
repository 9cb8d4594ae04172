internal import PeriscopeSQL
internal import Synchronization

/// The shapes of statements that were seen, by their text.
///
/// A class that copies of a history share: what it holds is true in each of them. Bounded: past its limits it forgets
/// everything, as `TextPool` does. Only the loop asks, so the lock is never waited for.
final class StatementCache: Sendable {
    static let limit = 8_192
    static let byteLimit = 8 << 20

    private struct Table {
        var shapes: [String: StatementShape] = [:]
        var bytes = 0
    }

    private let table = Mutex(Table())

    /// Costs a look-up for a known text.
    func shape(of sql: String) -> StatementShape {
        table.withLock { table in
            if let shape = table.shapes[sql] { return shape }
            let shape = StatementShape(sql)
            let size = sql.utf8.count + shape.fingerprint.text.utf8.count + 128
            if table.shapes.count >= Self.limit || table.bytes + size > Self.byteLimit {
                table = Table()
            }
            table.shapes[sql] = shape
            table.bytes += size
            return shape
        }
    }
}
