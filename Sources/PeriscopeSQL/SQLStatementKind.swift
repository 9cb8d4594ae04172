/// What a statement does, by its first words.
package enum SQLStatementKind: UInt8, Sendable, Hashable, CaseIterable {
    case select, insert, update, delete, replace
    case begin, commit, rollback, savepoint, release
    case pragma, ddl, explain, other

    /// Whether the statement only reads; a PRAGMA, which may do either, does not count as reading.
    package var isRead: Bool { self == .select || self == .explain }

    /// Looks at the first words, past comments, semicolons and parentheses; behind `WITH`, for the statement proper.
    ///
    /// Costs a few words' time, but for `WITH`, which may take the whole text. `VALUES` and `TABLE t` read, so they are
    /// `select`; `START TRANSACTION` begins, `END` commits, `ABORT` and `ROLLBACK TO` roll back. A `WITH` whose parts
    /// write and whose end reads is a `select`.
    package static func of(_ sql: String) -> SQLStatementKind {
        var sql = sql
        return sql.withUTF8 { bytes in
            var reader = SQLStatementReader(bytes)
            return reader.kind()
        }
    }
}
