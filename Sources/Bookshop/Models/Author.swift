import GRDB

/// An author of books.
struct Author: Codable, Identifiable, Sendable, FetchableRecord, TableRecord {
    static let databaseTableName = "author"

    let id: Int64
    let name: String
    let country: String
    let born: Int
}
