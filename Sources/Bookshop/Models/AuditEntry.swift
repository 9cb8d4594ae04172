import Foundation
import GRDB

/// Somebody changed something: when, what and with which outcome.
struct AuditEntry: Codable, Sendable, PersistableRecord {
    static let databaseTableName = "audit_entry"

    let at: Date
    let method: String
    let path: String
    let status: Int
    let customerID: Int64?

    enum CodingKeys: String, CodingKey {
        case at, method, path, status
        case customerID = "customer_id"
    }
}
