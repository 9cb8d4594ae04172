import HTTPTypes
import Hummingbird
import NIOCore
import Periscope

extension PeriscopeMiddleware {
    /// What is known of a request when it arrives; the HTTP version is not, since Hummingbird does not pass it on.
    func opening(of request: Request, in context: Context, route: MatchedRoute) -> RequestOpening {
        RequestOpening(
            method: request.method.rawValue,
            path: request.uri.path,
            query: request.uri.query ?? "",
            scheme: request.head.scheme ?? "",
            authority: request.head.authority ?? "",
            headers: request.head.namedHeaders,
            remoteAddress: remoteAddress(in: context),
            traceparent: HTTPField.Name.traceparent.flatMap { request.headers[$0] },
            route: route.captured,
            start: probe.now())
    }

    /// Empty unless the app's context knows it; the cast is made only where it can succeed.
    private func remoteAddress(in context: Context) -> String {
        guard hasRemoteAddress, let context = context as? any RemoteAddressRequestContext,
            let address = context.remoteAddress
        else { return "" }
        if let ip = address.ipAddress { return ip }
        return address.pathname ?? ""
    }
}

extension HTTPField.Name {
    /// Nil only if the name were no token, which it is.
    static let traceparent = HTTPField.Name("traceparent")
}

extension HTTPRequest {
    /// Lower-case names and values in their order, `host` first: Hummingbird keeps it apart as the authority.
    var namedHeaders: [(name: String, value: String)] {
        var headers: [(name: String, value: String)] = []
        headers.reserveCapacity(headerFields.count + 1)
        if let authority { headers.append(("host", authority)) }
        headers.append(contentsOf: headerFields.namedFields)
        return headers
    }
}

extension HTTPFields {
    /// Lower-case names and values, in their order.
    var namedFields: [(name: String, value: String)] {
        map { ($0.name.canonicalName, $0.value) }
    }
}
