import Hummingbird
import NIOCore

/// The response that Hummingbird makes of a thrown error, made once more for the record.
///
/// Hummingbird makes it when the error has left the middlewares, so no middleware sees it. Only errors of Hummingbird's
/// own are asked twice: what their responses are made of are values and the context's encoder. An app's own
/// `HTTPResponseError` may count, log or write when it is asked, so it is recorded with its status alone.
enum ErrorResponse {
    /// Nil if the error must not be asked, or if it threw when it was.
    ///
    /// The context is the middleware's; in a group with a context of its own its encoder may be another than the one
    /// that Hummingbird takes.
    static func copy(of error: any Error, from request: Request, context: some RequestContext) -> Response? {
        guard mayBeAskedTwice(error), let error = error as? any HTTPResponseError else { return nil }
        return try? error.response(from: request, context: context)
    }

    private static func mayBeAskedTwice(_ error: any Error) -> Bool {
        if error is HTTPError || error is NIOTooManyBytesError { return true }
        guard let original = originalOfEdited(error) else { return false }
        return mayBeAskedTwice(original)
    }

    /// `CORSMiddleware` and its like throw what they caught inside of an error that adds headers, which is not public.
    private static func originalOfEdited(_ error: any Error) -> (any Error)? {
        guard String(reflecting: type(of: error)) == "Hummingbird.EditedHTTPError" else { return nil }
        return Mirror(reflecting: error).descendant("originalError") as? any Error
    }
}
