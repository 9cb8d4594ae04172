import HTTPTypes
import Hummingbird

/// Headers that every answer of a shop should carry.
struct SecurityHeadersMiddleware: RouterMiddleware {
    private static let headers: [(HTTPField.Name?, String)] = [
        (HTTPField.Name("Content-Security-Policy"), "default-src 'self'; form-action 'self'; frame-ancestors 'none'"),
        (HTTPField.Name("Referrer-Policy"), "same-origin"),
        (HTTPField.Name("X-Content-Type-Options"), "nosniff"),
    ]

    func handle(
        _ request: Request, context: ShopContext, next: (Request, ShopContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for case (let name?, let value) in Self.headers { response.headers[name] = value }
        return response
    }
}
