import GRDB

/// Somebody with an account.
///
/// The password's hash stays in the database until it is needed.
struct Customer: Codable, Identifiable, Sendable, FetchableRecord, TableRecord {
    static let databaseTableName = "customer"
    static var databaseSelection: [any SQLSelectable] {
        [Column("id"), Column("name"), Column("email"), Column("city")]
    }

    let id: Int64
    let name: String
    let email: String
    let city: String
}
