import GRDB

/// What a customer thinks of a book, with the names that are shown beside it.
struct Review: Decodable, Sendable, FetchableRecord {
    let id: Int64
    let bookID: Int64
    let rating: Int
    let writtenOn: String
    let body: String
    let customerName: String
    let bookTitle: String?

    enum CodingKeys: String, CodingKey {
        case id, rating, body
        case bookID = "book_id"
        case writtenOn = "written_on"
        case customerName = "customer_name"
        case bookTitle = "book_title"
    }
}
