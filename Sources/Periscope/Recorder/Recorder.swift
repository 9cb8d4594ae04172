import PeriscopeSQL
package import PeriscopeWire
import Synchronization

/// Takes down what one request does.
///
/// Safe from any thread. A call locks for an append, formats nothing and does no I/O; the uplink takes what is held,
/// masks and encodes it on its own thread.
package final class Recorder: Sendable {
    /// The id of the request's server span, the parent of what is not inside another span; 0 for the outside record.
    package let id: UInt64
    /// The two halves of the 16-byte trace id.
    package let traceID: (UInt64, UInt64)
    /// When the request began, nanoseconds from the probe's anchor.
    let start: UInt64

    /// The trace, and the span of another process that caused the request; 0 for none.
    private let trace: TraceParent
    private let ids: IDSource
    private let intake: Intake
    private let state: Mutex<RecorderState>
    private let finished = Atomic<Bool>(false)
    /// What the process had used when the request began; nil where the profiler was off.
    private let begin: ProcessReading?

    init(
        id: UInt64, trace: TraceParent, opening: RequestOpening, limits: ProbeLimits, ids: IDSource, intake: Intake,
        begin: ProcessReading? = nil
    ) {
        self.id = id
        traceID = (trace.high, trace.low)
        self.trace = trace
        start = opening.start
        self.ids = ids
        self.intake = intake
        self.begin = begin
        // Not by way of a variable, since it is large and would be copied.
        state = Mutex(RecorderState(opening: opening, limits: limits))
        intake.hold(opening.heldBytes)
    }

    /// Whether the request has ended; no lock.
    package var isFinished: Bool { finished.load(ordering: .relaxed) }

    /// Opens a span; `stack` is what ``Probe/callStack(skipping:behindLibrary:)`` returned where the work was begun.
    ///
    /// - Returns: its id, for ``end(_:at:outcome:)``; 0 when it is past the limits and not recorded.
    @discardableResult
    package func begin(
        _ kind: WireSpanKind, name: String, parent: UInt64, at time: UInt64, detail: SpanDetail = .none,
        attributes: [(key: String, value: String)] = [], stack: CallStackID = 0
    ) -> UInt64 {
        let id = ids.next()
        var span = CapturedSpan(id: id, parent: parent, kind: kind, name: name, start: time, stack: stack)
        span.detail = detail
        span.attributes = attributes
        let isMemoryShort = intake.isMemoryShort
        let admission = change { $0.begin(span, isMemoryShort: isMemoryShort) }
        return admission == .refused ? 0 : id
    }

    /// Ends an open span; 0 is passed over.
    package func end(_ span: UInt64, at time: UInt64, outcome: SpanOutcome = SpanOutcome()) {
        guard span != 0 else { return }
        let isMemoryShort = intake.isMemoryShort
        change(isEvent: false) { $0.end(span, at: time, outcome, isMemoryShort: isMemoryShort) }
    }

    /// Takes down a span that has begun and ended: ``begin(_:name:parent:at:detail:attributes:stack:)`` and
    /// ``end(_:at:outcome:)`` under one lock.
    ///
    /// - Returns: its id; 0 when it is past the limits and not recorded.
    @discardableResult
    package func record(
        _ kind: WireSpanKind, name: String, parent: UInt64, start: UInt64, end: UInt64, detail: SpanDetail = .none,
        outcome: SpanOutcome = SpanOutcome(), stack: CallStackID = 0
    ) -> UInt64 {
        let id = ids.next()
        var span = CapturedSpan(id: id, parent: parent, kind: kind, name: name, start: start, stack: stack)
        span.detail = detail
        span.close(at: end, outcome)
        let isMemoryShort = intake.isMemoryShort
        let admission = change { $0.record(span, isMemoryShort: isMemoryShort) }
        return admission == .refused ? 0 : id
    }

    package func log(_ line: LogEntry) {
        let isMemoryShort = intake.isMemoryShort
        change { $0.log(line, isMemoryShort: isMemoryShort) }
    }

    /// Adds to what was known when the request began.
    func amend(_ change: @Sendable (inout RequestOpening) -> Void) {
        self.change(isEvent: false) { $0.amend(change) }
    }

    /// Says which pattern the request matched; nil where nothing did.
    package func setRoute(_ route: String?, parameters: [(name: String, value: String)] = []) {
        change(isEvent: false) { $0.setRoute(CapturedRoute(route: route, parameters: parameters)) }
    }

    /// Hands over the request's body as soon as it is read whole.
    ///
    /// Secrets in it are then masked in the log lines and errors that follow. A body that comes with
    /// ``finish(_:)`` alone is masked too, but lines that were sent before it are gone.
    package func setRequestBody(_ body: CapturedBody) {
        change(isEvent: false) { $0.setRequestBody(body) }
    }

    /// Says that the handler has returned and that the body is still being written.
    package func beginStreaming(at time: UInt64) {
        change(isEvent: false) { $0.beginStreaming() }
    }

    /// Ends the request; only the first call counts, and later events are counted as dropped.
    package func finish(_ ending: RequestEnding) {
        guard !finished.exchange(true, ordering: .relaxed) else { return }
        var ending = ending
        if let begin { ending.processUse = ProcessUse(from: begin, to: .now(intake.census)) }
        let held = state.withLock { state -> (delta: Int, total: Int)? in
            let before = state.heldBytes
            guard state.finish(ending) else { return nil }
            return (state.heldBytes - before, state.heldBytes)
        }
        guard let held else { return }
        intake.hold(held.delta)
        intake.finished(self, bytes: held.total)
    }

    // MARK: For the uplink

    /// Adds what the profiler saw; false where it is too late.
    ///
    /// It wakes nobody.
    func add(_ counts: SampleCounts, period: UInt64, in tree: SampleTree) -> Bool {
        let isMemoryShort = intake.isMemoryShort
        let (isTaken, delta, becameDirty) = state.withLock { state -> (Bool, Int, Bool) in
            let before = state.heldBytes
            let isTaken = state.add(counts, period: period, isMemoryShort: isMemoryShort) { tree.parent(of: $0) }
            let becameDirty = isTaken && !state.isDirty
            if isTaken { state.isDirty = true }
            return (isTaken, state.heldBytes - before, becameDirty)
        }
        intake.hold(delta)
        if becameDirty { intake.dirtiedQuietly(self) }
        return isTaken
    }

    /// See ``RecorderState/take(for:id:trace:)``.
    func take(for connection: UInt64) -> RecorderNews? {
        let news = state.withLock { $0.take(for: connection, id: id, trace: trace) }
        if let news { intake.hold(-news.heldBytes) }
        return news
    }

    /// Makes room: whole where this connection knows nothing of it, else all but the ending.
    ///
    /// - Returns: whether the connection must still be told that it ended.
    func giveUp(for connection: UInt64) -> Bool {
        let (bytes, isPartlySent) = state.withLock { state -> (Int, Bool) in
            let before = state.heldBytes
            let isPartlySent = connection != 0 && state.isPartlySent(to: connection)
            if isPartlySent { state.cut() } else { state.discard() }
            return (before, isPartlySent)
        }
        intake.hold(-bytes)
        return isPartlySent
    }

    // MARK: Locking

    /// Changes the state, and lets the intake know when that made it dirty.
    ///
    /// - Parameter isEvent: whether it counts as an event of its own: a span and a log line do, a span's end does not.
    @discardableResult
    private func change<R: Sendable>(isEvent: Bool = true, _ body: (inout RecorderState) -> R) -> R {
        let (result, delta, dropped, becameDirty) = state.withLock { state -> (R, Int, UInt64, Bool) in
            let before = (bytes: state.heldBytes, dropped: state.dropped)
            let result = body(&state)
            let becameDirty = !state.isDirty
            state.isDirty = true
            return (result, state.heldBytes - before.bytes, state.dropped &- before.dropped, becameDirty)
        }
        intake.hold(delta)
        intake.count(events: isEvent ? 1 : 0, dropped: dropped)
        if becameDirty { intake.dirtied(self) }
        return result
    }
}
