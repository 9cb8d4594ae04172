import PeriscopeWire

/// One of the app's calls of the probe while its body runs.
struct CallMeasure {
    private let probe: Probe
    private let recording: Recording
    private let span: UInt64

    /// Opens the span; nil when there is nowhere to record it.
    init?(
        _ probe: Probe, _ kind: WireSpanKind, name: String,
        _ attributes: [String: any CustomStringConvertible & Sendable] = [:]
    ) {
        guard let recording = probe.recording else { return nil }
        self.probe = probe
        self.recording = recording
        // A query's text is in its detail; the name of its span is short.
        let detail: SpanDetail = kind == .query ? .query(CapturedQuery(sql: name)) : .none
        span = recording.recorder.begin(
            kind, name: kind == .query ? CapturedQuery.verb(of: name) : name, parent: recording.span, at: probe.now(),
            detail: detail, attributes: attributes.sorted { $0.key < $1.key }.map { ($0.key, $0.value.description) },
            stack: probe.callStack(skipping: 1))
    }

    /// Runs the body inside the span; `detail` makes what is known of the result, or of an error with nil.
    func run<R>(_ body: () throws -> R, detail: (R?) -> SpanDetail) rethrows -> R {
        do {
            let result = try inner.bound(body)
            end(SpanOutcome(detail: detail(result)))
            return result
        } catch {
            end(SpanOutcome(error: error, detail: detail(nil)))
            throw error
        }
    }

    /// Runs the body inside the span, where it is isolated.
    nonisolated(nonsending) func run<R>(
        _ body: nonisolated(nonsending) () async throws -> R, detail: (R?) -> SpanDetail
    ) async rethrows -> R {
        do {
            let result = try await inner.bound(body)
            end(SpanOutcome(detail: detail(result)))
            return result
        } catch {
            end(SpanOutcome(error: error, detail: detail(nil)))
            throw error
        }
    }

    /// What the body records into: a span past the limits has no children of its own.
    private var inner: Recording { span == 0 ? recording : recording.child(span) }

    private func end(_ outcome: SpanOutcome) {
        recording.recorder.end(span, at: probe.now(), outcome: outcome)
    }
}
