import GRDB

/// A book that the shop sells.
struct Book: Codable, Identifiable, Sendable, FetchableRecord, TableRecord {
    static let databaseTableName = "book"
    static let author = belongsTo(Author.self)

    let id: Int64
    let authorID: Int64
    let title: String
    let genre: String
    let blurb: String
    let published: Int
    let price: Money
    let stock: Int

    enum CodingKeys: String, CodingKey {
        case id, title, genre, blurb, published, stock
        case authorID = "author_id"
        case price = "price_cents"
    }
}
