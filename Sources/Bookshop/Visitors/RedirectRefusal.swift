import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Keeps URLSession from following a redirect, whose cookie would be lost.
final class RedirectRefusal: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
