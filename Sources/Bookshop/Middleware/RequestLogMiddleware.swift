import Hummingbird
import HummingbirdCore
import Logging

/// One log line for every answer, louder when something is wrong.
struct RequestLogMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: ShopContext, next: (Request, ShopContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        do {
            let response = try await next(request, context)
            log(request, status: response.status, since: start, to: context.logger)
            return response
        } catch {
            let status = (error as? any HTTPResponseError)?.status ?? .internalServerError
            log(request, status: status, since: start, to: context.logger, error: error)
            throw error
        }
    }

    private func log(
        _ request: Request, status: HTTPResponse.Status, since start: ContinuousClock.Instant, to logger: Logger,
        error: (any Error)? = nil
    ) {
        var metadata: Logger.Metadata = [
            "method": "\(request.method)", "path": "\(request.uri.path)", "status": "\(status.code)",
            "milliseconds": "\(Int((ContinuousClock.now - start) / .milliseconds(1)))",
        ]
        if let error { metadata["error"] = "\(error)" }
        logger.log(level: level(of: status), "\(error == nil ? "Answered" : "Refused")", metadata: metadata)
    }

    private func level(of status: HTTPResponse.Status) -> Logger.Level {
        switch status.kind {
        case .serverError: .error
        case .clientError: .notice
        default: .info
        }
    }
}
