public import Hummingbird
import HTTPTypes
import Periscope
import PeriscopeWire

/// A middleware with a span of its own; made by ``Probe/traced(_:)``.
public struct TracedMiddleware<Wrapped: RouterMiddleware>: RouterMiddleware {
    /// The wrapped middleware's own.
    public typealias Context = Wrapped.Context

    private let wrapped: Wrapped
    private let probe: Probe
    private let name: String
    private let handlerSpans: HandlerSpans

    init(_ wrapped: Wrapped, probe: Probe) {
        self.wrapped = wrapped
        self.probe = probe
        name = String(describing: Wrapped.self)
        handlerSpans = HandlerSpans(probe: probe)
        if probe.isOn { TracedMiddlewares.noteOne() }
    }

    /// Runs the wrapped middleware inside a span.
    public func handle(
        _ request: Request, context: Wrapped.Context, next: (Request, Wrapped.Context) async throws -> Response
    ) async throws -> Response {
        guard probe.isOn, let outer = InsideOf.current, let recording = Recording.innermost else {
            return try await wrapped.handle(request, context: context, next: next)
        }
        outer.noteTraced()
        let recorder = recording.recorder
        let span = recorder.begin(.middleware, name: name, parent: recording.span, at: probe.now())
        let inner = span == 0 ? recording : recording.child(span)
        // An error that came from inside has been noted there.
        var hasInnerError = false
        do {
            let response = try await bound(inner) {
                try await wrapped.handle(request, context: context) { request, context in
                    do {
                        return try await handlerSpans.run(inner, route: route(in: context), method: request.method) {
                            try await next(request, context)
                        }
                    } catch {
                        hasInnerError = true
                        throw error
                    }
                }
            }
            recorder.end(span, at: probe.now(), outcome: SpanOutcome())
            return response
        } catch {
            var outcome = SpanOutcome(thrown: error)
            if hasInnerError { outcome.failure = nil }
            recorder.end(span, at: probe.now(), outcome: outcome)
            throw error
        }
    }

    /// The body runs where the middleware does, since neither its context nor `next` may be sent elsewhere.
    private func bound(_ recording: Recording, _ body: () async throws -> Response) async throws -> Response {
        try await recording.bound(body)
    }

    /// A middleware's context need not be a request's; then the route is not known.
    private func route(in context: Wrapped.Context) -> MatchedRoute? {
        (context as? any RequestContext).map { MatchedRoute($0) }
    }
}
