import Foundation
import GRDB
import Hummingbird
import Logging

/// Finds out who is signed in.
///
/// Without the cookie it asks the database nothing.
struct SessionMiddleware: RouterMiddleware {
    let database: DatabasePool

    func handle(
        _ request: Request, context: ShopContext, next: (Request, ShopContext) async throws -> Response
    ) async throws -> Response {
        guard let token = request.cookies[Session.cookieName]?.value else { return try await next(request, context) }
        var context = context
        context.customer = try await customer(token: token)
        if let customer = context.customer {
            context.logger[metadataKey: "customer"] = "\(customer.id)"
        } else {
            context.logger.debug("The session is unknown or over")
        }
        return try await next(request, context)
    }

    private func customer(token: String) async throws -> Customer? {
        let now = Int(Date.now.timeIntervalSince1970)
        return try await database.read { db in
            try Customer.fetchOne(
                db,
                sql: """
                    SELECT customer.id, customer.name, customer.email, customer.city
                    FROM session JOIN customer ON customer.id = session.customer_id
                    WHERE session.token = ? AND session.expires_at > ?
                    """,
                arguments: [token, now])
        }
    }
}
