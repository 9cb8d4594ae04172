import GRDBSQLite
import Periscope
import PeriscopeWire

/// A statement between its first step and its last.
struct RunningStatement {
    let statement: OpaquePointer
    let recording: Recording
    let text: StatementText
    var start: UInt64
    let transaction: UInt64
    /// The span that shows it while it runs; 0 for the library's own statements, which are taken down when they end.
    var span: UInt64 = 0
    var values = CapturedValues.none
    /// SQLite counts over all runs of a prepared statement.
    var before = StatementCounters()
    var rows: UInt64 = 0
    /// It failed because the schema changed, and SQLite may run it again.
    var isRetrying = false

    /// What is known of it so far.
    func query(on connection: ConnectionIdentity) -> CapturedQuery {
        CapturedQuery(
            sql: text.sql, values: values, rows: rows, connection: connection.name, transaction: transaction,
            isHousekeeping: text.isHousekeeping, system: "sqlite", namespace: connection.namespace)
    }

    func end(_ query: CapturedQuery, at time: UInt64, error: FailedStatement?) {
        var query = query
        query.errorCode = error?.code ?? 0
        let outcome = SpanOutcome(
            status: error == nil ? .ok : .error, failure: error?.failure, detail: .query(query))
        if text.isHousekeeping {
            recording.recorder.record(
                .query, name: text.verb, parent: recording.span, start: start, end: time, outcome: outcome)
        } else {
            recording.recorder.end(span, at: time, outcome: outcome)
        }
    }
}
