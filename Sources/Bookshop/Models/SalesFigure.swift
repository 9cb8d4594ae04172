import GRDB

/// What one genre sold in one month.
struct SalesFigure: Decodable, Sendable, FetchableRecord {
    let month: String
    let genre: String
    let copies: Int
    let revenue: Money
}
