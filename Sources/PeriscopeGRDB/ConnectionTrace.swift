import GRDB
import GRDBSQLite
import Periscope
import PeriscopeWire

/// What is known of one connection: its name, its transaction, and the statements that it is running.
///
/// SQLite holds the only reference, as the context of the trace, until the connection closes. It calls back with the
/// connection's own lock held, so there is never more than one call at a time.
final class ConnectionTrace {
    private let probe: Probe
    private let identity: ConnectionIdentity
    private let connection: OpaquePointer
    private let wantsValues: Bool
    private var texts = StatementTexts()
    private var transaction: UInt64 = 0
    /// Mostly one; more where a cursor is being read while others run.
    private var running: [RunningStatement] = []
    /// Where the profiler looks for the innermost of them.
    private let profiled = RunningSpan()

    private init(probe: Probe, identity: ConnectionIdentity, connection: OpaquePointer) {
        self.probe = probe
        self.identity = identity
        self.connection = connection
        wantsValues = probe.options.queryValues
    }

    /// Takes the connection's trace slot.
    static func install(on database: Database, probe: Probe) {
        guard let connection = database.sqliteConnection else { return }
        let identity = ConnectionIdentity(connection, description: database.description)
        let trace = ConnectionTrace(probe: probe, identity: identity, connection: connection)
        answerPlans(of: identity.namespace, probe)
        let context = Unmanaged.passRetained(trace)
        let events = SQLITE_TRACE_STMT | SQLITE_TRACE_PROFILE | SQLITE_TRACE_ROW | SQLITE_TRACE_CLOSE
        let code = sqlite3_trace_v2(
            connection, UInt32(events),
            { event, context, subject, detail in
                guard let context, let subject else { return 0 }
                ConnectionTrace.receive(Int32(bitPattern: event), context, OpaquePointer(subject), detail)
                return 0
            }, context.toOpaque())
        if code != SQLITE_OK { context.release() }
    }

    private static func answerPlans(of path: String, _ probe: Probe) {
        guard !path.isEmpty else { return }
        probe.answerPlans(system: "sqlite", namespace: path) { SQLitePlan.explain($0, path: path) }
    }

    private static func receive(
        _ event: Int32, _ context: UnsafeMutableRawPointer, _ subject: OpaquePointer, _ detail: UnsafeMutableRawPointer?
    ) {
        let reference = Unmanaged<ConnectionTrace>.fromOpaque(context)
        // A row is the most frequent event, so it comes first.
        switch event {
        case SQLITE_TRACE_ROW:
            reference._withUnsafeGuaranteedRef { $0.stepped(subject) }
        case SQLITE_TRACE_STMT:
            reference._withUnsafeGuaranteedRef { $0.began(subject, text: detail) }
        case SQLITE_TRACE_PROFILE:
            reference._withUnsafeGuaranteedRef { $0.ended(subject) }
        case SQLITE_TRACE_CLOSE:
            // A connection with unfinished statements may stay open, or live on until they are gone: then this is kept.
            guard sqlite3_next_stmt(subject, nil) == nil else { return }
            sqlite3_trace_v2(subject, 0, nil, nil)
            reference.release()
        default:
            break
        }
    }

    private func stepped(_ statement: OpaquePointer) {
        if let last = running.indices.last, running[last].statement == statement {
            running[last].rows += 1
        } else if let index = running.firstIndex(where: { $0.statement == statement }) {
            running[index].rows += 1
        }
    }

    /// A statement begins; so do, with another text, the bodies of triggers and what virtual tables run for themselves.
    private func began(_ statement: OpaquePointer, text: UnsafeMutableRawPointer?) {
        guard let own = sqlite3_sql(statement), let text, UnsafeRawPointer(own) == UnsafeRawPointer(text) else {
            return
        }
        if !running.isEmpty { abandon(statement) }
        guard let recording = probe.recording else { return }
        let statementText = texts[own]
        var entry = RunningStatement(
            statement: statement, recording: recording, text: statementText, start: probe.now(),
            transaction: transactionNumber(for: statementText))
        if !statementText.isHousekeeping { open(&entry) }
        running.append(entry)
    }

    /// Shows a statement of the app's while it runs, with all that is gone when it has ended.
    private func open(_ entry: inout RunningStatement) {
        if wantsValues { entry.values = BoundValues.capture(entry.statement, of: connection) }
        entry.before = StatementCounters.read(entry.statement)
        let stack = probe.callStack(behindLibrary: true)
        // What was taken down so far is our time, not the statement's.
        entry.start = probe.now()
        entry.span = entry.recording.recorder.begin(
            .query, name: entry.text.verb, parent: entry.recording.span, at: entry.start,
            detail: .query(entry.query(on: identity)), stack: stack)
        profiled.enter(entry.span, of: entry.recording)
    }

    /// A statement ran to its end, failed, or was reset before its end.
    private func ended(_ statement: OpaquePointer) {
        guard let index = running.lastIndex(where: { $0.statement == statement }) else { return }
        let end = probe.now()
        let error = FailedStatement.error(of: statement, rows: running[index].rows)
        if error?.willRetry == true {
            // The schema changed under the statement: SQLite prepares it anew and runs it again, without a word.
            running[index].isRetrying = true
            return
        }
        let finished = running.remove(at: index)
        var query = finished.query(on: identity)
        if !finished.text.isHousekeeping {
            query.counters = StatementCounters.read(statement).since(finished.before)
            if finished.text.changesRows(statement) { query.rows = changedRows(error) }
        }
        profiled.leave(finished.span)
        if let outer = running.last { profiled.enter(outer.span, of: outer.recording) }
        finished.end(query, at: end, error: error)
        if sqlite3_get_autocommit(connection) != 0 { transaction = 0 }
    }

    private func changedRows(_ error: FailedStatement?) -> UInt64 {
        error == nil ? UInt64(clamping: sqlite3_changes64(connection)) : 0
    }

    /// Ends what will not be heard of again: an earlier run of the same statement, and one that could not be retried.
    private func abandon(_ statement: OpaquePointer) {
        let now = probe.now()
        running.removeAll { entry in
            guard entry.statement == statement || entry.isRetrying else { return false }
            profiled.leave(entry.span)
            entry.end(entry.query(on: identity), at: now, error: entry.isRetrying ? .schemaChanged : nil)
            return true
        }
    }

    /// 0 outside of a transaction; BEGIN, and a savepoint outside of one, start the next.
    private func transactionNumber(for text: StatementText) -> UInt64 {
        let isOutside = sqlite3_get_autocommit(connection) != 0
        if isOutside {
            transaction = text.beginsTransaction ? TransactionNumbers.next() : 0
        } else if transaction == 0 {
            transaction = TransactionNumbers.next()
        }
        return transaction
    }
}
