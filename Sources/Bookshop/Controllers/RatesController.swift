import Hummingbird
import HummingbirdCore

/// Exchange rates: the part of the shop that would be somebody else's server.
struct RatesController: Sendable {
    func addRoutes(to router: Router<ShopContext>) {
        router.get("api/rates", use: show)
    }

    @Sendable
    func show(_ request: Request, context: ShopContext) throws -> RateTable {
        guard request.uri.queryParameters["base"] ?? "EUR" == "EUR" else {
            throw HTTPError(.badRequest, message: "We know the rates of the euro only.")
        }
        return RateTable.euro
    }
}
