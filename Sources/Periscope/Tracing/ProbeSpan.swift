import Instrumentation
import PeriscopeWire
import Synchronization
import Tracing

/// A tracing span that the probe takes down, and that another tracer may have too.
///
/// What it is (a query, a call, a request of its own) is decided by its attributes when it ends; until then it is shown
/// as what its kind says.
final class ProbeSpan: Tracing.Span {
    private struct State {
        var name: String
        var attributes = SpanAttributes()
        var events: [SpanEvent] = []
        var status: Tracing.SpanStatus?
        var failure: CapturedFailure?
        var isEnded = false
    }

    let context: InstrumentationContext
    private let probe: Probe
    private let recording: Recording?
    private let kind: SpanKind
    private let start: UInt64
    private let id: UInt64
    /// The span is the whole of a request that no middleware of ours saw.
    private let isRequest: Bool
    private let forwarded: (any Tracing.Span)?
    private let state: Mutex<State>

    init(
        probe: Probe, name: String, kind: SpanKind, context: InstrumentationContext, start: UInt64,
        forwarded: (any Tracing.Span)?
    ) {
        self.probe = probe
        self.kind = kind
        self.start = start
        self.forwarded = forwarded
        state = Mutex(State(name: name))
        let place = SpanPlace(probe: probe, name: name, kind: kind, context: context, start: start)
        recording = place.recording
        id = place.span
        isRequest = place.isRequest
        self.context = place.inner?.context(from: context) ?? context
    }

    /// Closes a request whose span was thrown away without an end: it would count as in flight for good.
    deinit {
        guard isRequest, let recording, !state.withLock({ $0.isEnded }) else { return }
        recording.recorder.finish(RequestEnding(end: probe.now(), isAborted: true))
    }

    var isRecording: Bool { recording != nil || forwarded?.isRecording == true }

    var operationName: String {
        get { state.withLock { $0.name } }
        set {
            state.withLock { $0.name = newValue }
            forwarded?.operationName = newValue
        }
    }

    var attributes: SpanAttributes {
        get { state.withLock { $0.attributes } }
        set {
            state.withLock { $0.attributes = newValue }
            forwarded?.attributes = newValue
            if isRequest { amendRequest(newValue) }
        }
    }

    /// Shows a request under way with its path, as soon as the path is known.
    private func amendRequest(_ attributes: SpanAttributes) {
        guard let recording, attributes.get("url.path") != nil || attributes.get("http.target") != nil else { return }
        let facts = SpanFacts(
            name: operationName, kind: kind, attributes: attributes, events: [], status: nil, failure: nil)
        recording.recorder.amend(facts.amendment())
    }

    func setStatus(_ status: Tracing.SpanStatus) {
        state.withLock { $0.status = status }
        forwarded?.setStatus(status)
    }

    func addEvent(_ event: SpanEvent) {
        // A span that collects without end must not hold memory without end.
        state.withLock { if $0.events.count < 128 { $0.events.append(event) } }
        forwarded?.addEvent(event)
    }

    func recordError<Instant: TracerInstant>(
        _ error: any Error, attributes: SpanAttributes, at instant: @autoclosure () -> Instant
    ) {
        let failure = CapturedFailure(error)
        state.withLock { $0.failure = failure }
        forwarded?.recordError(error, attributes: attributes, at: instant())
    }

    func addLink(_ link: SpanLink) {
        forwarded?.addLink(link)
    }

    func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
        let instant = instant()
        forwarded?.end(at: instant)
        let ended = state.withLock { state -> State? in
            guard !state.isEnded else { return nil }
            state.isEnded = true
            return state
        }
        guard let ended, let recording else { return }
        let time = probe.time(of: instant)
        let facts = SpanFacts(
            name: ended.name, kind: kind, attributes: ended.attributes, events: ended.events, status: ended.status,
            failure: ended.failure)
        if isRequest {
            recording.recorder.amend(facts.amendment())
            recording.recorder.setRoute(facts.route)
            recording.recorder.finish(facts.ending(at: time))
        } else {
            recording.recorder.end(id, at: time, outcome: facts.outcome)
        }
    }
}
