import GRDBSQLite
import Periscope
import PeriscopeWire

/// Asks SQLite how it would run a statement, on a connection that can only read and that lives as long as the question.
///
/// What keeps it from changing anything, each for itself: the file is opened for reading only; `query_only` is on; the
/// authorizer lets SELECT, reads and function calls pass, and nothing else; the statement is prepared behind EXPLAIN
/// QUERY PLAN, so that stepping through it runs none of it; and it is refused if SQLite doesn't say that it is read-only
/// and an explanation. Functions that the app registered are not on this connection. How it keeps out of the app's way
/// is told at `PlanOpening`. Stepping ends after a second, and so does the reading of the schema; SQLite asks nobody
/// while it prepares a statement, so what that may cost is bounded by the text: its length here, and what its WITH
/// stands for in `SQLReadCheck`.
final class PlanConnection {
    /// Milliseconds to wait for a lock.
    private static let busyMilliseconds: Int32 = 250
    /// What the probe sends of a statement at most, and the words before it.
    private static let textBytes: Int32 = (64 << 10) + 64
    /// Nanoseconds for the whole question.
    static let limitNanoseconds: UInt64 = 1_000_000_000

    private let connection: OpaquePointer
    /// When to give up, on the monotonic clock; SQLite reads it while the statement runs.
    private let deadline: UnsafeMutablePointer<UInt64>

    /// Opens the database for reading; nothing is read but its first bytes.
    init(path: String) throws(PlanProblem) {
        connection = try PlanOpening.open(path: path)
        deadline = .allocate(capacity: 1)
        deadline.initialize(to: PlanClock.now() &+ Self.limitNanoseconds)
        sqlite3_busy_timeout(connection, Self.busyMilliseconds)
        sqlite3_extended_result_codes(connection, 1)
        sqlite3_limit(connection, SQLITE_LIMIT_SQL_LENGTH, Self.textBytes)
        sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0)
        sqlite3_limit(connection, SQLITE_LIMIT_WORKER_THREADS, 0)
        sqlite3_progress_handler(connection, 1_000, { PlanConnection.isOver($0) }, deadline)
        // Without mmap, since a file that another process cuts would then end the process.
        let pragmas = ["PRAGMA mmap_size = 0", "PRAGMA query_only = ON", "PRAGMA trusted_schema = OFF"]
        for pragma in pragmas + ["PRAGMA cell_size_check = ON"] {
            let code = sqlite3_exec(connection, pragma, nil, nil, nil)
            guard code == SQLITE_OK else { throw problem(code) }
        }
    }

    deinit {
        sqlite3_close_v2(connection)
        deadline.deallocate()
    }

    /// What SQLite may do while it prepares a statement; for a function call `subject` is the function's name.
    private static func verdict(on action: Int32, _ subject: UnsafePointer<CChar>?) -> Int32 {
        switch action {
        case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: SQLITE_OK
        case SQLITE_FUNCTION: subject.map { sqlite3_stricmp($0, "load_extension") } == 0 ? SQLITE_DENY : SQLITE_OK
        default: SQLITE_DENY
        }
    }

    private static func isOver(_ deadline: UnsafeMutableRawPointer?) -> Int32 {
        guard let deadline else { return 1 }
        return PlanClock.now() > deadline.load(as: UInt64.self) ? 1 : 0
    }

    /// The plan, as far as the limit.
    func steps(of question: PlanQuestion) throws(PlanProblem) -> [PlanFindingStep] {
        connectVirtualTables()
        sqlite3_set_authorizer(
            connection, { _, action, _, name, _, _ in PlanConnection.verdict(on: action, name) }, nil)
        let statement = try prepare(question.sql)
        defer { sqlite3_finalize(statement) }
        guard sqlite3_stmt_isexplain(statement) == 2, sqlite3_stmt_readonly(statement) != 0 else { throw .writes }
        bind(question.values, to: statement)
        var steps: [PlanFindingStep] = []
        while steps.count < WireLimits.planSteps {
            let code = sqlite3_step(statement)
            if code == SQLITE_DONE { break }
            guard code == SQLITE_ROW else { throw problem(code) }
            steps.append(
                PlanFindingStep(
                    id: sqlite3_column_int64(statement, 0), parent: sqlite3_column_int64(statement, 1),
                    detail: sqlite3_column_text(statement, 3).map { String(cString: $0) } ?? ""))
        }
        return steps
    }

    /// Prepares one statement behind EXPLAIN QUERY PLAN; a second one, whatever it is, is a problem.
    private func prepare(_ sql: String) throws(PlanProblem) -> OpaquePointer {
        guard !sql.utf8.contains(0) else { throw .zeroByte }
        let text = Array("EXPLAIN QUERY PLAN \(sql)".utf8CString)
        var statement: OpaquePointer?
        var isAlone = true
        let code = text.withUnsafeBufferPointer { text -> Int32 in
            var tail: UnsafePointer<CChar>?
            let code = sqlite3_prepare_v2(connection, text.baseAddress, Int32(clamping: text.count), &statement, &tail)
            if code == SQLITE_OK, let tail { isAlone = isEmpty(tail) }
            return code
        }
        guard code == SQLITE_OK else { throw problem(code) }
        guard let statement else { throw .nothing }
        guard isAlone else {
            sqlite3_finalize(statement)
            throw .several
        }
        return statement
    }

    /// Whether nothing but white space, semicolons and comments follows; the authorizer is asked about all else.
    private func isEmpty(_ tail: UnsafePointer<CChar>) -> Bool {
        var rest = tail
        while rest.pointee != 0 {
            var statement: OpaquePointer?
            var next: UnsafePointer<CChar>?
            let code = sqlite3_prepare_v2(connection, rest, -1, &statement, &next)
            sqlite3_finalize(statement)
            guard code == SQLITE_OK, statement == nil else { return false }
            guard let next, next > rest else { return true }
            rest = next
        }
        return true
    }

    /// Lets virtual tables prepare the statements that they keep for themselves, which the authorizer would refuse.
    ///
    /// They do so when a statement first names them; here that is one of ours, and it is not run.
    private func connectVirtualTables() {
        let sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL %' LIMIT 64"
        var names: [String] = []
        var statement: OpaquePointer?
        if sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK {
            while sqlite3_step(statement) == SQLITE_ROW {
                if let name = sqlite3_column_text(statement, 0) { names.append(String(cString: name)) }
            }
        }
        sqlite3_finalize(statement)
        for name in names {
            let quoted = name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
            var probe: OpaquePointer?
            sqlite3_prepare_v2(connection, "SELECT 1 FROM \"\(quoted)\"", -1, &probe, nil)
            sqlite3_finalize(probe)
        }
    }

    private func bind(_ values: [CapturedValue], to statement: OpaquePointer) {
        let count = min(values.count, Int(sqlite3_bind_parameter_count(statement)))
        for (index, value) in values.prefix(count).enumerated() {
            PlanValue.bind(value, to: statement, at: Int32(index + 1))
        }
    }

    private func problem(_ code: Int32) -> PlanProblem {
        .sqlite(code, sqlite3_errmsg(connection).map { String(cString: $0) } ?? "error \(code)")
    }
}
