/// How to open the shop.
struct ShopOptions: Sendable {
    let hostname: String
    let port: Int
    /// The SQLite file; a temporary one when nil.
    let database: String?
    let visitors: Int
}
