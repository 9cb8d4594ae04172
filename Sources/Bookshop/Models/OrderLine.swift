import GRDB

/// Some copies of one book in an order, at the price of that day.
struct OrderLine: Codable, Sendable, PersistableRecord {
    static let databaseTableName = "order_line"

    let purchaseID: Int64
    let bookID: Int64
    let quantity: Int
    let price: Money

    enum CodingKeys: String, CodingKey {
        case quantity
        case purchaseID = "purchase_id"
        case bookID = "book_id"
        case price = "price_cents"
    }
}
