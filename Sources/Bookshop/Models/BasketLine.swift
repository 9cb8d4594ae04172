import GRDB

/// A book in an order: what the sales report needs to see which books are bought together.
struct BasketLine: Decodable, Sendable, FetchableRecord {
    let purchaseID: Int64
    let bookID: Int64

    enum CodingKeys: String, CodingKey {
        case purchaseID = "purchase_id"
        case bookID = "book_id"
    }
}
