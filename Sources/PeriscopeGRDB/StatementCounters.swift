import GRDBSQLite
import Periscope

/// SQLite's counters of a prepared statement, over all its runs: they are read, never reset, since they are the app's.
struct StatementCounters {
    private var fullScanSteps: Int32 = 0
    private var sorts: Int32 = 0
    private var automaticIndexes: Int32 = 0
    private var vmSteps: Int32 = 0

    static func read(_ statement: OpaquePointer) -> StatementCounters {
        StatementCounters(
            fullScanSteps: sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_FULLSCAN_STEP, 0),
            sorts: sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_SORT, 0),
            automaticIndexes: sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_AUTOINDEX, 0),
            vmSteps: sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 0))
    }

    /// What one run added; a counter that the app reset meanwhile, or that overflowed, counts from zero.
    func since(_ before: StatementCounters) -> QueryCounters {
        QueryCounters(
            fullScanSteps: Self.added(before.fullScanSteps, fullScanSteps),
            sorts: Self.added(before.sorts, sorts),
            automaticIndexes: Self.added(before.automaticIndexes, automaticIndexes),
            vmSteps: Self.added(before.vmSteps, vmSteps))
    }

    private static func added(_ before: Int32, _ after: Int32) -> UInt64 {
        UInt64(after >= before ? UInt32(bitPattern: after &- before) : UInt32(bitPattern: max(0, after)))
    }
}
