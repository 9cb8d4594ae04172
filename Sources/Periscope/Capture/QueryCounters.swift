/// SQLite's counters of one run of a statement, as `sqlite3_stmt_status` gives them.
package struct QueryCounters: Sendable, Equatable {
    package var fullScanSteps: UInt64
    package var sorts: UInt64
    package var automaticIndexes: UInt64
    package var vmSteps: UInt64

    package init(fullScanSteps: UInt64 = 0, sorts: UInt64 = 0, automaticIndexes: UInt64 = 0, vmSteps: UInt64 = 0) {
        self.fullScanSteps = fullScanSteps
        self.sorts = sorts
        self.automaticIndexes = automaticIndexes
        self.vmSteps = vmSteps
    }

    var isEmpty: Bool { self == QueryCounters() }
}
