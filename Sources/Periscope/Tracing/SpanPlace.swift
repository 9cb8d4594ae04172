import Instrumentation
import PeriscopeWire
import Tracing

/// Where a tracing span is taken down.
struct SpanPlace {
    /// Where the span itself stands; nil when nothing is recorded.
    let recording: Recording?
    /// The span's id; 0 when it is past the limits.
    let span: UInt64
    let isRequest: Bool

    /// Finds the span's place and opens it there.
    init(probe: Probe, name: String, kind: SpanKind, context: InstrumentationContext, start: UInt64) {
        let carried = context[RecordingKey.self] ?? Recording.current
        let known = carried.flatMap { $0.recorder.isFinished ? nil : $0 }
        if kind == .server, known == nil || known?.recorder.id == 0 {
            // A server span that is nobody's child here: a framework without an adapter.
            let opening = RequestOpening(
                kind: .http, path: name, traceparent: context[TraceParentKey.self], start: start)
            recording = probe.openRequest(opening)
            span = recording?.span ?? 0
            isRequest = true
            return
        }
        isRequest = false
        recording = known ?? probe.recording
        span =
            recording.map {
                $0.recorder.begin(
                    SpanFacts.openKind(kind), name: name, parent: $0.span, at: start,
                    stack: probe.callStack(skipping: 1))
            } ?? 0
    }

    /// What is started inside the span records into.
    var inner: Recording? {
        guard let recording else { return nil }
        return span == 0 ? recording : recording.child(span)
    }
}
