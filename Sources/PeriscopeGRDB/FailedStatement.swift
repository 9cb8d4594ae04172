import GRDBSQLite
import Periscope

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Why a statement failed.
struct FailedStatement {
    /// SQLite's extended result code.
    let code: Int32
    let message: String

    static let schemaChanged = FailedStatement(code: SQLITE_SCHEMA, message: "database schema has changed")

    /// SQLite prepares such a statement again by itself.
    var willRetry: Bool { code & 0xff == SQLITE_SCHEMA }

    var failure: CapturedFailure {
        CapturedFailure(type: "SQLite error \(code)", message: message)
    }

    /// The error of a statement that has just ended, or nil.
    ///
    /// When SQLite says that a statement ended it has not set the connection's error code yet, but it has written a
    /// failure to its error log, on this thread. It logs nothing where a lock is held by another connection; such a
    /// statement is left standing before its first row.
    static func error(of statement: OpaquePointer, rows: UInt64) -> FailedStatement? {
        if let logged = LoggedErrors.take() {
            if let error = logged.error(of: statement) { return error }
        }
        guard rows == 0, sqlite3_stmt_busy(statement) != 0 else { return nil }
        return FailedStatement(code: SQLITE_BUSY, message: "database is locked")
    }
}

/// A line of SQLite's error log.
struct LoggedError {
    let code: Int32
    let line: String

    /// Nil if the line is about another statement: it names the statement's text, as far as there is room.
    ///
    /// The line reads "abort at 17 in [INSERT …]: UNIQUE constraint failed: book.isbn" or "statement aborts at 3:
    /// [SELECT …] integer overflow", cut at some 200 bytes.
    func error(of statement: OpaquePointer) -> FailedStatement? {
        guard let sql = sqlite3_sql(statement), let bracket = line.utf8.firstIndex(of: UInt8(ascii: "[")) else {
            return nil
        }
        let rest = line.utf8[line.utf8.index(after: bracket)...]
        let length = strlen(sql)
        let text = UnsafeRawBufferPointer(start: sql, count: min(length, rest.count))
        guard rest.prefix(text.count).elementsEqual(text) else { return nil }
        let after = rest.dropFirst(length).drop { "]: ".utf8.contains($0) }
        let message = String(decoding: after, as: UTF8.self)
        return FailedStatement(code: code, message: message.isEmpty ? Self.name(of: code) : message)
    }

    /// For a line with no room for the message.
    private static func name(of code: Int32) -> String {
        switch code {
        case 275: "CHECK constraint failed"
        case 787: "FOREIGN KEY constraint failed"
        case 1299: "NOT NULL constraint failed"
        case 1555: "PRIMARY KEY constraint failed"
        case 2067: "UNIQUE constraint failed"
        default: sqlite3_errstr(code).map { String(cString: $0) } ?? "error \(code)"
        }
    }
}
