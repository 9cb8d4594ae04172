import GRDB
import Hummingbird

/// Says whether the shop and its database are there.
struct HealthController: Sendable {
    let database: DatabasePool

    func addRoutes(to router: Router<ShopContext>) {
        router.get("healthz", use: show)
    }

    @Sendable
    func show(_ request: Request, context: ShopContext) async throws -> String {
        _ = try await database.read { db in try Int.fetchOne(db, sql: "SELECT 1") }
        return "ok\n"
    }
}
