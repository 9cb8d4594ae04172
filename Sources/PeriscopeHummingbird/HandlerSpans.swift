import HTTPTypes
import Hummingbird
import Periscope
import PeriscopeWire
import Synchronization

/// Finds the innermost part of a request that can be seen, and gives it the `handler` span.
///
/// Each of our middlewares asks before it calls `next`: if no wrapped middleware is inside, what it calls is the
/// handler. That cannot be known beforehand, but for one route it is nearly always the same, so it is remembered by
/// route: the first request of a route in an app that wraps middlewares gets its handler span when it ends.
struct HandlerSpans: Sendable {
    let probe: Probe
    private let memory = RouteMemory()

    init(probe: Probe) {
        self.probe = probe
    }

    /// Runs the body with a handler span around it, or with none if a wrapped middleware inside has one.
    func run<Value: Sendable>(
        _ recording: Recording, route: MatchedRoute?, method: HTTPRequest.Method,
        _ body: () async throws -> Value
    ) async throws -> Value {
        let name = (route?.template).map { "\(method.rawValue) \($0)" } ?? method.rawValue
        guard TracedMiddlewares.exist else {
            return try await run(recording, name: name, inside: nil, body)
        }
        let inside = InsideOf()
        let key = route?.template ?? ""
        if memory.hasTracedInside(key) == false {
            defer { if inside.hasTraced { memory.remember(key, hasTracedInside: true) } }
            return try await run(recording, name: name, inside: inside, body)
        }
        let start = probe.now()
        do {
            let value = try await InsideOf.$current.withValue(inside) { try await recording.bound(body) }
            conclude(recording, key: key, name: name, start: start, inside: inside, SpanOutcome())
            return value
        } catch {
            conclude(recording, key: key, name: name, start: start, inside: inside, SpanOutcome(thrown: error))
            throw error
        }
    }

    /// The span is begun at once, so that the toolbar shows it while it runs.
    private func run<Value: Sendable>(
        _ recording: Recording, name: String, inside: InsideOf?, _ body: () async throws -> Value
    ) async throws -> Value {
        let span = recording.recorder.begin(.handler, name: name, parent: recording.span, at: probe.now())
        let inner = span == 0 ? recording : recording.child(span)
        func end(_ outcome: SpanOutcome) {
            var outcome = outcome
            if inside?.hasTraced == true {
                // It was not the handler after all, but middlewares that nobody wrapped.
                outcome.kind = .middleware
                outcome.name = "middleware"
            }
            recording.recorder.end(span, at: probe.now(), outcome: outcome)
        }
        do {
            let value = try await InsideOf.bound(inside) { try await inner.bound(body) }
            end(SpanOutcome())
            return value
        } catch {
            end(SpanOutcome(thrown: error))
            throw error
        }
    }

    private func conclude(
        _ recording: Recording, key: String, name: String, start: UInt64, inside: InsideOf, _ outcome: SpanOutcome
    ) {
        if inside.hasTraced {
            memory.remember(key, hasTracedInside: true)
        } else {
            if memory.hasTracedInside(key) == nil { memory.remember(key, hasTracedInside: false) }
            _ = recording.recorder.record(
                .handler, name: name, parent: recording.span, start: start, end: probe.now(), detail: .none,
                outcome: outcome)
        }
    }
}
