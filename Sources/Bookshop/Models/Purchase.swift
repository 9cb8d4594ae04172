import GRDB

/// An order.
///
/// Of the card only the last four digits are kept.
struct Purchase: Codable, Sendable, MutablePersistableRecord {
    static let databaseTableName = "purchase"

    var id: Int64?
    let customerID: Int64?
    let placedAt: String
    let cardLastFour: String

    enum CodingKeys: String, CodingKey {
        case id
        case customerID = "customer_id"
        case placedAt = "placed_at"
        case cardLastFour = "card_last_four"
    }

    mutating func didInsert(_ inserted: InsertionSuccess) {
        id = inserted.rowID
    }
}
