import PeriscopeWire

extension CapturedQuery {
    /// A query as an app's own call describes it.
    init(
        sql: String, values: [(any CustomStringConvertible & Sendable)?], connection: String, system: String
    ) {
        self.init(
            sql: sql, values: values.isEmpty ? .none : .list(values.map(CapturedValue.init(describing:))),
            connection: connection, isHousekeeping: Self.isTransactionControl(sql), system: system)
    }

    /// This query with its rows.
    func detail(rows: Int) -> SpanDetail {
        var query = self
        query.rows = UInt64(clamping: rows)
        return .query(query)
    }

    /// The statement's first word, in capitals: "SELECT".
    static func verb(of sql: String) -> String {
        let word = sql.utf8.drop { $0 <= 32 || $0 == UInt8(ascii: "(") }.prefix(16)
            .prefix { (65...90).contains($0) || (97...122).contains($0) }
        return word.isEmpty ? "SQL" : (String(word)?.uppercased() ?? "SQL")
    }

    /// Whether a statement only begins or ends a transaction.
    static func isTransactionControl(_ sql: String) -> Bool {
        switch verb(of: sql) {
        case "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE": true
        case "START", "END": sql.utf8.count < 64
        default: false
        }
    }
}

extension CapturedValue {
    /// A value as an app's own call hands it in.
    init(describing value: (any CustomStringConvertible & Sendable)?) {
        switch value {
        case nil: self.init(kind: .null, text: "NULL")
        case let text as String: self.init(kind: .text, text: text)
        case let number as any BinaryInteger: self.init(kind: .integer, text: number.description)
        case let number as any BinaryFloatingPoint: self.init(kind: .real, text: "\(number)")
        case let other?: self.init(kind: .other, text: other.description)
        }
    }
}
