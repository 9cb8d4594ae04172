public import Hummingbird
public import Periscope

/// Records every request that passes: add it first, so that it sees all of them whole.
///
/// ```swift
/// router.add(middleware: PeriscopeMiddleware(probe))
/// ```
///
/// It never changes a status, a header or a byte of a body, runs the handler once and throws what the handler threw. A
/// middleware covers only routes that are added after it. While the probe is off it calls `next` and nothing else.
///
/// A text body of known length up to ``ProbeOptions/bodyLimitBytes`` is collected and handed on as one buffer, which
/// keeps Hummingbird's single write; one of unknown length is watched as it is written; others are left alone, size
/// only. Bodies of requests are copied as the handler reads them.
public struct PeriscopeMiddleware<Context: RequestContext>: RouterMiddleware {
    let probe: Probe
    private let options: ProbeOptions
    private let handlerSpans: HandlerSpans
    let hasRemoteAddress = Context.self is any RemoteAddressRequestContext.Type

    /// Makes the middleware for a probe; one for each router is enough.
    public init(_ probe: Probe) {
        self.probe = probe
        options = probe.options
        handlerSpans = HandlerSpans(probe: probe)
        probe.attach(adapter: "hummingbird")
    }

    /// Opens a record, passes the request on, and closes the record when the last byte is written.
    public func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard probe.isOn else { return try await next(request, context) }
        let route = MatchedRoute(context)
        guard let recording = probe.openRequest(opening(of: request, in: context, route: route)) else {
            return try await next(request, context)
        }
        var watched = request
        let closing = RequestClosing(
            probe: probe, options: options, recording: recording, method: request.method,
            requestBody: RequestBodyWatch(of: &watched, recorder: recording.recorder, options: options))
        do {
            let (response, plan) = try await handlerSpans.run(recording, route: route, method: request.method) {
                let response = try await next(watched, context)
                return try await closing.collect(response)
            }
            MatchedRoute(context).note(on: recording.recorder, after: route)
            return closing.close(response, plan)
        } catch {
            MatchedRoute(context).note(on: recording.recorder, after: route)
            let now = probe.now()
            let copy = ErrorResponse.copy(of: error, from: request, context: context)
            await closing.close(throwing: error, at: now, copy: copy)
            throw error
        }
    }
}
