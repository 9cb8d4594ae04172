import Hummingbird
import HummingbirdCore

/// Gives every client error a body: a page for people, JSON for programs.
///
/// An error that nobody expected goes on outwards: Hummingbird makes it a 500.
struct ProblemPageMiddleware: RouterMiddleware {
    let pages: Pages

    func handle(
        _ request: Request, context: ShopContext, next: (Request, ShopContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch var error as HTTPError where error.status.kind == .clientError {
            let message = error.body ?? "There is nothing at this address."
            error.body = message
            guard wantsPage(request) else { throw error }
            return try page(of: error, message: message, customer: context.customer)
        }
    }

    private func wantsPage(_ request: Request) -> Bool {
        !request.uri.path.hasPrefix("/api/") && !request.isJSON
    }

    private func page(of error: HTTPError, message: String, customer: Customer?) throws -> Response {
        try pages.response(
            ProblemPage(
                customer: customer?.name, status: error.status.code, reason: error.status.reasonPhrase,
                message: message),
            status: error.status)
    }
}
