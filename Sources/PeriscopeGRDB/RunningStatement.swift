import GRDBSQLite
import Periscope
import PeriscopeWire

/// A statement between its first step and its last.
struct RunningStatement {
    let statement: OpaquePointer
    let recorder: Recorder
    let span: UInt64
    let text: StatementText
    /// SQLite counts over all runs of a prepared statement.
    let before: StatementCounters
    var query: CapturedQuery
    /// It failed because the schema changed, and SQLite may run it again.
    var isRetrying = false

    func end(at time: UInt64, error: FailedStatement?) {
        var query = query
        query.errorCode = error?.code ?? 0
        recorder.end(
            span, at: time,
            outcome: SpanOutcome(
                status: error == nil ? .ok : .error, failure: error?.failure, detail: .query(query)))
    }
}
