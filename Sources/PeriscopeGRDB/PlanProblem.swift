import GRDBSQLite

/// Why there is no plan.
enum PlanProblem: Error {
    case sqlite(Int32, String)
    case notAFile(String)
    case closed
    case writes
    case nothing
    case several
    case zeroByte

    /// What happened and what to do, for a person.
    var sentence: String {
        switch self {
        case .sqlite(let code, let message): Self.sentence(code, message)
        case .notAFile(let path): "\"\(path)\" is no path of a file that could be opened again."
        case .closed:
            "The server has closed this database since the query ran. Ask again once it is open: opened only for this,"
                + " it would get files beside it."
        case .writes: "Only a statement that reads has a plan to be asked for."
        case .nothing: "There is no statement in the text."
        case .several: "The text holds more than one statement; a plan is of one."
        case .zeroByte: "The statement holds a zero byte, behind which SQLite would not read."
        }
    }

    private static func sentence(_ code: Int32, _ message: String) -> String {
        switch code & 0xff {
        case SQLITE_BUSY, SQLITE_LOCKED: "Another connection has locked the database (\(message)). Ask again."
        case SQLITE_INTERRUPT: "SQLite took longer than a second to plan it, and was stopped."
        case SQLITE_AUTH: "Only a statement that reads has a plan to be asked for (SQLite: \(message))."
        case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_NOTADB, SQLITE_IOERR:
            "The database could not be opened a second time, for reading only (SQLite: \(message))."
        case SQLITE_CORRUPT, SQLITE_SCHEMA:
            "The database was being changed while its schema was read, or is damaged (SQLite: \(message)). Ask again."
        default: "SQLite says: \(message).\(remark(on: message))"
        }
    }

    /// What the connection of the probe's own lacks.
    private static func remark(on message: String) -> String {
        for word in ["function", "collation", "module"] where message.contains("no such \(word)") {
            return " A plan is made on a connection of the probe's own, which has none of the functions, collations and"
                + " modules that the app registers on its own."
        }
        guard message.contains("no such table") else { return "" }
        return " Temporary tables and attached databases are on the app's own connection alone."
    }
}
