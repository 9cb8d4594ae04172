import HTTPTypes
import Hummingbird

/// What Hummingbird answers when an error leaves the middlewares: it makes the response outside of them.
enum ErrorStatus {
    static func code(of error: any Error) -> Int {
        if let error = error as? any HTTPResponseError { return Int(error.status.code) }
        return isParserError(error) ? 400 : 500
    }

    /// Whether a response is made of it; anything else is a failure, answered with 500 or not at all.
    static func makesResponse(_ error: any Error) -> Bool {
        error is any HTTPResponseError || isParserError(error)
    }

    /// Malformed HTTP that shows while a body is read; known by its name, since its module is no other need of ours.
    private static func isParserError(_ error: any Error) -> Bool {
        String(reflecting: type(of: error)) == "NIOHTTP1.HTTPParserError"
    }
}
