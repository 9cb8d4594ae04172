import Hummingbird
import Periscope

/// The route that a request matched, as far as its context knows it at this moment.
///
/// With `Router` it is there before the first middleware runs; with a router of result builders only afterwards. After
/// a request that matched nothing Hummingbird's context says "NotFound" or "FileMiddleware"; routes begin with a slash.
struct MatchedRoute {
    /// Nil if nothing matched, or not yet.
    let template: String?
    private let parameters: [(name: String, value: String)]
    /// What Hummingbird's context says, route or not.
    private let endpoint: String?

    init(_ context: some RequestContext) {
        endpoint = context.endpointPath
        template = endpoint?.utf8.first == UInt8(ascii: "/") ? endpoint : nil
        parameters = context.parameters.map { (String($0.key), String($0.value)) }
    }

    /// For the recorder, if there is something to say.
    var captured: CapturedRoute? {
        guard endpoint != nil else { return nil }
        return CapturedRoute(route: template, parameters: parameters)
    }

    /// Says it again only if it changed while the request was handled; parameters come and go with their route.
    func noteChange(in context: some RequestContext, on recorder: Recorder) {
        guard endpoint != context.endpointPath, let captured = MatchedRoute(context).captured else { return }
        recorder.setRoute(captured.route, parameters: captured.parameters)
    }
}
