import Foundation
import GRDB
import Hummingbird
import HummingbirdCore

/// Writes down every request that may change something, with its outcome.
struct AuditMiddleware: RouterMiddleware {
    let database: DatabasePool

    func handle(
        _ request: Request, context: ShopContext, next: (Request, ShopContext) async throws -> Response
    ) async throws -> Response {
        guard request.method != .get, request.method != .head else { return try await next(request, context) }
        let outcome: Result<Response, any Error>
        do {
            outcome = .success(try await next(request, context))
        } catch {
            outcome = .failure(error)
        }
        try await write(request, status: status(of: outcome), customer: context.customer)
        return try outcome.get()
    }

    private func status(of outcome: Result<Response, any Error>) -> Int {
        switch outcome {
        case .success(let response): response.status.code
        case .failure(let error): ((error as? any HTTPResponseError)?.status ?? .internalServerError).code
        }
    }

    private func write(_ request: Request, status: Int, customer: Customer?) async throws {
        let entry = AuditEntry(
            at: .now, method: request.method.rawValue, path: request.uri.path, status: status, customerID: customer?.id)
        try await database.write { db in try entry.insert(db) }
    }
}
