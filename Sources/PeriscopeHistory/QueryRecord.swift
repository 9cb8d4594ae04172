package import PeriscopeWire

/// What ran in a query's span.
///
/// A class, so that a span of another kind does not carry its size; it never changes.
package final class QueryRecord: Sendable {
    package let sql: String
    package let sqlTruncatedBytes: UInt64
    package let values: [ValueRecord]
    package let omittedValues: Int
    /// Rows stepped; for writes the rows changed.
    package let rows: UInt64
    package let connection: String
    /// Numbered by the probe; absent outside a transaction.
    package let transaction: UInt64?
    package let isHousekeeping: Bool
    /// OpenTelemetry's `db.system.name`.
    package let system: String
    package let counters: WireQueryCounters?
    package let errorCode: Int?
    /// OpenTelemetry's `db.namespace`: for SQLite the path of the database's file.
    package let namespace: String
    /// What is known of the statement; absent once the request is packed, and then found by the text.
    let shape: StatementShape?

    package convenience init(
        sql: String, sqlTruncatedBytes: UInt64 = 0, values: [ValueRecord] = [], omittedValues: Int = 0,
        rows: UInt64 = 0,
        connection: String = "", transaction: UInt64? = nil, isHousekeeping: Bool = false, system: String = "",
        counters: WireQueryCounters? = nil, errorCode: Int? = nil, namespace: String = ""
    ) {
        self.init(
            shape: nil, sql: sql, sqlTruncatedBytes: sqlTruncatedBytes, values: values, omittedValues: omittedValues,
            rows: rows, connection: connection, transaction: transaction, isHousekeeping: isHousekeeping,
            system: system, counters: counters, errorCode: errorCode, namespace: namespace)
    }

    init(
        shape: StatementShape?, sql: String, sqlTruncatedBytes: UInt64, values: [ValueRecord], omittedValues: Int,
        rows: UInt64, connection: String, transaction: UInt64?, isHousekeeping: Bool, system: String,
        counters: WireQueryCounters?, errorCode: Int?, namespace: String
    ) {
        self.shape = shape
        self.sql = sql
        self.sqlTruncatedBytes = sqlTruncatedBytes
        self.values = values
        self.omittedValues = omittedValues
        self.rows = rows
        self.connection = connection
        self.transaction = transaction
        self.isHousekeeping = isHousekeeping
        self.system = system
        self.counters = counters
        self.errorCode = errorCode
        self.namespace = namespace
    }

    /// What it takes, in bytes, its pooled texts aside; an estimate.
    var cost: Int {
        guard !values.isEmpty else { return Self.ownBytes }
        return values.reduce(Self.ownBytes + 32 + values.count * MemoryLayout<ValueRecord>.stride) {
            $0 + $1.text.heapBytes
        }
    }

    private static let ownBytes = 232
}
