import Hummingbird
import HummingbirdCore

/// Shows people a page for the errors that they can mend; programs get Hummingbird's JSON.
///
/// An error that nobody expected goes on outwards: Hummingbird makes it a 500.
struct ProblemPageMiddleware: RouterMiddleware {
    let pages: Pages

    func handle(
        _ request: Request, context: ShopContext, next: (Request, ShopContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status.kind == .clientError && wantsPage(request) {
            return try pages.response(
                ProblemPage(
                    customer: context.customer?.name, status: error.status.code, reason: error.status.reasonPhrase,
                    message: error.body ?? "There is no such page in this shop."),
                status: error.status)
        }
    }

    private func wantsPage(_ request: Request) -> Bool {
        !request.uri.path.hasPrefix("/api/") && !request.isJSON
    }
}
