import GRDB

/// A customer who is signed in, found by the token in the cookie.
struct Session: Codable, Sendable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "session"
    static let cookieName = "bookshop_session"
    static let lifetimeSeconds = 7 * 24 * 3_600

    let token: String
    let customerID: Int64
    let expiresAt: Int

    enum CodingKeys: String, CodingKey {
        case token
        case customerID = "customer_id"
        case expiresAt = "expires_at"
    }

    /// A session with 128 random bits for a name.
    static func start(for customer: Customer, at now: Int) -> Session {
        let token = (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
        return Session(token: token, customerID: customer.id, expiresAt: now + lifetimeSeconds)
    }
}
