import Instrumentation
import Tracing

/// Takes down tracing spans as spans of the running request, and forwards them to the app's own tracer.
///
/// A span with database attributes becomes a query, a client span a call, a server span outside any request a request;
/// the rest are internal. Without another tracer it hands W3C trace context on itself.
struct ProbeTracer: Tracer {
    let probe: Probe
    let other: (any Tracer)?

    func startSpan<Instant: TracerInstant>(
        _ operationName: String, context: @autoclosure () -> InstrumentationContext, ofKind kind: SpanKind,
        at instant: @autoclosure () -> Instant, function: String, file fileID: String, line: UInt
    ) -> ProbeSpan {
        let context = context()
        let instant = instant()
        let forwarded = other.map {
            Self.start(
                $0, operationName, context: context, kind: kind, at: instant, function: function, file: fileID,
                line: line)
        }
        let now = probe.now()
        let start = probe.time(of: instant)
        let base = forwarded?.context ?? context
        return ProbeSpan(
            probe: probe, name: operationName, kind: kind, context: base, start: min(start, now), forwarded: forwarded)
    }

    func forceFlush() {}

    func inject<Carrier, Inject: Injector>(
        _ context: InstrumentationContext, into carrier: inout Carrier, using injector: Inject
    ) where Inject.Carrier == Carrier {
        if let other { return other.inject(context, into: &carrier, using: injector) }
        guard let recording = context[RecordingKey.self] ?? Recording.current, recording.recorder.id != 0 else {
            return
        }
        let (high, low) = recording.recorder.traceID
        injector.inject(
            TraceParent(high: high, low: low, parent: recording.span).header, forKey: "traceparent", into: &carrier)
    }

    func extract<Carrier, Extract: Extractor>(
        _ carrier: Carrier, into context: inout InstrumentationContext, using extractor: Extract
    ) where Extract.Carrier == Carrier {
        other?.extract(carrier, into: &context, using: extractor)
        if let header = extractor.extract(key: "traceparent", from: carrier) {
            context[TraceParentKey.self] = header
        }
    }

    /// Starts a span of a tracer whose type is not known.
    private static func start<T: Tracer>(
        _ tracer: T, _ name: String, context: InstrumentationContext, kind: SpanKind, at instant: some TracerInstant,
        function: String, file: String, line: UInt
    ) -> any Tracing.Span {
        tracer.startSpan(
            name, context: context, ofKind: kind, at: instant, function: function, file: file, line: line)
    }
}

/// The `traceparent` header that came with a request, on its way to the request's record.
enum TraceParentKey: InstrumentationContextKey {
    typealias Value = String
}
