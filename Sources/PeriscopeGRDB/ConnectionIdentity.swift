import GRDBSQLite

/// What a connection is called, and which database it is of; the same for as long as it is open.
struct ConnectionIdentity {
    /// What it is called on screen.
    let name: String
    /// The path of the database's file; empty for one in memory or a temporary one.
    let namespace: String

    /// - Parameter description: GRDB's own name of it.
    init(_ connection: OpaquePointer, description: String) {
        name = ConnectionName.short(description)
        namespace = sqlite3_db_filename(connection, "main").map { String(cString: $0) } ?? ""
    }
}
