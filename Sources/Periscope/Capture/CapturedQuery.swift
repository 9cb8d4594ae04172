/// What ran in a query's span; unmasked, so it stays in the process.
package struct CapturedQuery: Sendable {
    /// The text as the app gave it, with placeholders.
    package var sql: String
    package var values: CapturedValues
    /// Rows stepped; for writes the rows changed.
    package var rows: UInt64
    package var connection: String
    /// Unique in the process; 0 outside a transaction.
    package var transaction: UInt64
    /// BEGIN, COMMIT, and what the library runs for itself.
    package var isHousekeeping: Bool
    /// OpenTelemetry's `db.system.name`.
    package var system: String
    /// OpenTelemetry's `db.namespace`: for SQLite the path of the database's file, empty for one in memory.
    package var namespace: String
    package var counters: QueryCounters
    /// The library's error code; 0 where it did not fail.
    package var errorCode: Int32

    package init(
        sql: String, values: CapturedValues = .none, rows: UInt64 = 0, connection: String = "", transaction: UInt64 = 0,
        isHousekeeping: Bool = false, system: String = "", namespace: String = "",
        counters: QueryCounters = QueryCounters(),
        errorCode: Int32 = 0
    ) {
        self.sql = sql
        self.values = values
        self.rows = rows
        self.connection = connection
        self.transaction = transaction
        self.isHousekeeping = isHousekeeping
        self.system = system
        self.namespace = namespace
        self.counters = counters
        self.errorCode = errorCode
    }

    /// An estimate of what it holds.
    var heldBytes: Int { 192 + sql.utf8.count + values.heldBytes }
}
