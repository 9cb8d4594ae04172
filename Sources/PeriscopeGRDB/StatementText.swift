import GRDBSQLite

/// A statement's text and what can be told from it; one for each text of a connection.
final class StatementText {
    /// Characters are counted in bytes; longer texts are cut, since they hold what should have been bound.
    static let limit = 64 << 10

    let sql: String
    /// The first word in upper case, such as "SELECT".
    let verb: String
    /// BEGIN, COMMIT and what GRDB runs for itself.
    let isHousekeeping: Bool

    init(_ sql: String) {
        self.sql = sql
        verb = Self.firstWord(of: sql)
        isHousekeeping = Self.transactionVerbs.contains(verb) || verb == "PRAGMA" || Self.isOfTheLibrary(sql)
    }

    /// Whether it starts a transaction where there is none.
    var beginsTransaction: Bool { verb == "BEGIN" || verb == "SAVEPOINT" }

    /// Whether its rows are those that it changed; definitions of tables change none.
    func changesRows(_ statement: OpaquePointer) -> Bool {
        switch verb {
        case "INSERT", "UPDATE", "DELETE", "REPLACE": true
        case "WITH": sqlite3_stmt_readonly(statement) == 0
        default: false
        }
    }

    private static let transactionVerbs: Set<String> = [
        "BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE",
    ]

    /// SQLite's schema tables, which GRDB asks for tables and keys, and the table of GRDB's migrations.
    private static let libraryTables = [
        "sqlite_master", "sqlite_schema", "sqlite_temp_master", "sqlite_temp_schema", "grdb_migrations",
    ]

    private static func isOfTheLibrary(_ sql: String) -> Bool {
        // Texts that are this long are no one's but the app's.
        guard sql.utf8.count < 512 else { return false }
        return libraryTables.contains { sql.contains($0) }
    }

    /// Past white space and comments, as SQLite reads it.
    private static func firstWord(of sql: String) -> String {
        var rest = sql.utf8[...]
        while let first = rest.first {
            if first == UInt8(ascii: " ") || (9...13).contains(first) || first == UInt8(ascii: ";") {
                rest = rest.dropFirst()
            } else if rest.starts(with: "--".utf8) {
                rest = rest.drop { $0 != UInt8(ascii: "\n") }
            } else if rest.starts(with: "/*".utf8) {
                rest = rest.dropFirst(2)
                while !rest.isEmpty, !rest.starts(with: "*/".utf8) { rest = rest.dropFirst() }
                rest = rest.dropFirst(2)
            } else {
                break
            }
        }
        let word = rest.prefix { (65...90).contains($0) || (97...122).contains($0) || $0 == UInt8(ascii: "_") }
        return String(decoding: word.prefix(32), as: UTF8.self).uppercased()
    }
}
