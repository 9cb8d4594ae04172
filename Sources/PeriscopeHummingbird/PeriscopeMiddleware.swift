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
        let fields = SeenFields(request.headers, authority: request.head.authority)
        guard let recording = probe.openRequest(opening(of: request, fields, in: context, route: route)) else {
            return try await next(request, context)
        }
        let requestBody = RequestBodyWatch(of: request, fields, options: options)
        let closing = RequestClosing(
            probe: probe, options: options, recording: recording, method: request.method, requestBody: requestBody)
        do {
            let planned = try await handlerSpans.run(recording, route: route, method: request.method) {
                if let watched = requestBody.watched(request, recorder: recording.recorder) {
                    return await closing.collect(try await next(watched, context))
                }
                return await closing.collect(try await next(request, context))
            }
            route.noteChange(in: context, on: recording.recorder)
            return closing.close(planned)
        } catch {
            route.noteChange(in: context, on: recording.recorder)
            let now = probe.now()
            let copy = ErrorResponse.copy(of: error, from: request, context: context)
            await closing.close(throwing: error, at: now, copy: copy)
            throw error
        }
    }
}
