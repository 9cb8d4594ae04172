import Hummingbird
import Periscope

/// The route that a request matched, as far as its context knows it at this moment.
///
/// With `Router` it is there before the first middleware runs; with a router of result builders only afterwards. After
/// a request that matched nothing Hummingbird's context says "NotFound" or "FileMiddleware"; routes begin with a slash.
struct MatchedRoute: Equatable {
    /// Nil if nothing matched, or not yet.
    let template: String?
    private let parameters: [Pair]
    /// What Hummingbird's context says, route or not.
    private let endpoint: String?

    private struct Pair: Equatable {
        let name: String
        let value: String
    }

    init(_ context: some RequestContext) {
        endpoint = context.endpointPath
        template = endpoint?.utf8.first == UInt8(ascii: "/") ? endpoint : nil
        parameters = context.parameters.map { Pair(name: String($0.key), value: String($0.value)) }
    }

    /// For the recorder, if there is something to say.
    var captured: CapturedRoute? {
        guard endpoint != nil else { return nil }
        return CapturedRoute(route: template, parameters: parameters.map { ($0.name, $0.value) })
    }

    /// Says it again only if it changed while the request was handled; parameters that were known are kept.
    func note(on recorder: Recorder, after earlier: MatchedRoute) {
        guard self != earlier, let captured else { return }
        recorder.setRoute(captured.route, parameters: captured.parameters)
    }
}
