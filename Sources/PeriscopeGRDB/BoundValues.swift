import GRDBSQLite
import Periscope

/// A statement's values, taken when it begins: later they are bound anew.
enum BoundValues {
    /// Bytes of expanded text that are taken at most.
    static let limit: Int32 = 64 << 10

    /// SQLite's own text with the values in it, unless there are none or it would be too long.
    ///
    /// A length limit that SQLite keeps for each connection stops the expansion; it is put back at once, and nothing
    /// else runs on the connection meanwhile. Costs one copy of the text and its values.
    static func capture(_ statement: OpaquePointer, of connection: OpaquePointer) -> CapturedValues {
        guard sqlite3_bind_parameter_count(statement) > 0 else { return .none }
        let usual = sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, limit)
        let expanded = sqlite3_expanded_sql(statement)
        _ = sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, usual)
        guard let expanded else { return .tooLong(bytes: Int(limit)) }
        defer { sqlite3_free(expanded) }
        return .expanded(String(cString: expanded))
    }
}
