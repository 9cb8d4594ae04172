import HTTPTypes
import Hummingbird
import NIOCore
import Periscope

extension PeriscopeMiddleware {
    /// What is known of a request when it arrives; the HTTP version is not, since Hummingbird does not pass it on.
    func opening(
        of request: Request, _ fields: SeenFields, in context: Context, route: MatchedRoute
    ) -> RequestOpening {
        RequestOpening(
            method: request.method.rawValue,
            path: request.uri.path,
            query: request.uri.query ?? "",
            scheme: request.head.scheme ?? "",
            authority: request.head.authority ?? "",
            headers: fields.named,
            remoteAddress: remoteAddress(in: context),
            traceparent: fields.traceparent,
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
