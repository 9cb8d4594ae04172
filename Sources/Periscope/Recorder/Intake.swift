import Synchronization

/// Where recorders leave word that they hold something, and where the uplink comes for it.
///
/// Bounded in every direction: what does not fit is given up whole, oldest first, and counted.
final class Intake: Sendable {
    private struct Waiting {
        let recorder: Recorder
        let bytes: Int
    }

    private struct State {
        /// Requests that have not ended.
        var live: [UInt64: Recorder] = [:]
        /// Those among them, and the outside record, that have news for the connection.
        var dirty: [Recorder] = []
        /// Ended requests, in order of their end, that wait to be sent.
        var finished = Fifo<Waiting>()
        var finishedBytes = 0
        /// Number of the connection; 0 while there is none.
        var connection: UInt64 = 0
        /// The uplink was told and has not come yet.
        var isWakeRequested = false
        var isUrgentRequested = false
        var isStopped = false
        /// Requests that were taken in since the start.
        var begun: UInt64 = 0
        /// For the profiler: requests that have ended since it last asked, so that their last samples find them.
        var keepsEnded = false
        var ended: [UInt64: Recorder] = [:]
    }

    /// What the uplink is to do about a change.
    private enum Call {
        case none
        case wake
        case urgent
    }

    /// Requests that end between two drains of the profiler's ring and are remembered at most.
    private static let endedLimit = 16_384

    private let limits: ProbeLimits
    private let state = Mutex(State())
    private let heldBytes = Atomic<Int>(0)
    private let events = Atomic<UInt64>(0)
    private let requests = Atomic<UInt64>(0)
    private let lost = Atomic<UInt64>(0)
    /// Set once, before the first recorder; asked with whether it may wait for the usual interval.
    private let wake: Mutex<(@Sendable (_ isUrgent: Bool) -> Void)?> = Mutex(nil)

    init(limits: ProbeLimits) {
        self.limits = limits
    }

    /// Says whom to wake; until then nobody is.
    func onNews(_ wake: @escaping @Sendable (_ isUrgent: Bool) -> Void) {
        self.wake.withLock { $0 = wake }
    }

    // MARK: For recorders

    /// Whether all recorders together hold as much as they may.
    var isMemoryShort: Bool { heldBytes.load(ordering: .relaxed) > limits.totalBytes }

    func hold(_ bytes: Int) {
        if bytes != 0 { heldBytes.wrappingAdd(bytes, ordering: .relaxed) }
    }

    /// Counts events, and what a limit cut because of them.
    func count(events number: UInt64, dropped: UInt64) {
        if number != 0 { events.wrappingAdd(number, ordering: .relaxed) }
        if dropped != 0 { lost.wrappingAdd(dropped, ordering: .relaxed) }
    }

    /// Takes in a request that begins; false where there are too many, or none are taken any more.
    func opened(_ recorder: Recorder) -> Bool {
        let call = state.withLock { state -> Call? in
            guard !state.isStopped, state.live.count < limits.openRequests else { return nil }
            state.live[recorder.id] = recorder
            state.begun &+= 1
            return Self.note(recorder, in: &state)
        }
        guard let call else {
            requests.wrappingAdd(1, ordering: .relaxed)
            return false
        }
        perform(call)
        return true
    }

    /// A recorder that held nothing new holds something.
    func dirtied(_ recorder: Recorder) {
        perform(state.withLock { Self.note(recorder, in: &$0) })
    }

    /// A request has ended: it waits for the viewer, or takes the place of the oldest that does.
    func finished(_ recorder: Recorder, bytes: Int) {
        let (call, surplus) = state.withLock { state -> (Call, [Recorder]) in
            state.live[recorder.id] = nil
            if state.keepsEnded, state.ended.count < Self.endedLimit { state.ended[recorder.id] = recorder }
            state.finished.append(Waiting(recorder: recorder, bytes: bytes))
            state.finishedBytes += bytes
            let surplus = trim(&state)
            guard state.connection != 0, !state.isStopped else { return (.none, surplus) }
            return (Self.request(isUrgent: state.finishedBytes > limits.slowViewerBytes / 2, in: &state), surplus)
        }
        giveUp(surplus)
        perform(call)
    }

    // MARK: For the uplink

    /// A viewer is there: everything that is held is news to it.
    func connected(as connection: UInt64, outside: Recorder) {
        state.withLock { state in
            state.connection = connection
            state.dirty = [outside] + state.live.values.sorted { $0.start < $1.start }
            state.isWakeRequested = true
        }
    }

    /// The viewer is gone: only the newest finished requests are kept for the next one.
    func disconnected() {
        let surplus = state.withLock { state -> [Recorder] in
            state.connection = 0
            state.dirty = []
            state.isWakeRequested = false
            state.isUrgentRequested = false
            return trim(&state)
        }
        giveUp(surplus)
    }

    /// Nothing is taken in from now on.
    func stop() {
        state.withLock { $0.isStopped = true }
    }

    /// Takes recorders with news, at most as many as one batch should have: ended requests first.
    ///
    /// Empty when there are none; from then on news wakes the uplink again.
    func take(limit: Int) -> [Recorder] {
        state.withLock { state in
            var recorders: [Recorder] = []
            while recorders.count < limit, let waiting = state.finished.popFirst() {
                state.finishedBytes -= waiting.bytes
                recorders.append(waiting.recorder)
            }
            let room = min(limit - recorders.count, state.dirty.count)
            recorders += state.dirty.prefix(room)
            state.dirty.removeFirst(room)
            if recorders.isEmpty {
                state.isWakeRequested = false
                state.isUrgentRequested = false
            }
            return recorders
        }
    }

    /// Ids of the requests that have not ended.
    var liveIDs: Set<UInt64> { state.withLock { Set($0.live.keys) } }

    /// Requests given up whole since the process started.
    var droppedRequests: UInt64 { requests.load(ordering: .relaxed) }
    var recordedEvents: UInt64 { events.load(ordering: .relaxed) }
    /// Events that a limit cut.
    var droppedEvents: UInt64 { lost.load(ordering: .relaxed) }

    /// A request that could not be encoded.
    func countDroppedRequest() {
        requests.wrappingAdd(1, ordering: .relaxed)
    }

    // MARK: For the profiler

    /// A recorder that held nothing new holds samples: they go with the next flush, whenever that is.
    func dirtiedQuietly(_ recorder: Recorder) {
        state.withLock { state in
            if state.connection != 0, !state.isStopped { state.dirty.append(recorder) }
        }
    }

    /// Whether requests that end are remembered until ``takeEnded()``.
    func keepEnded(_ isOn: Bool) {
        state.withLock { state in
            state.keepsEnded = isOn
            state.ended = [:]
        }
    }

    /// Requests that have ended since the last call.
    func takeEnded() -> [UInt64: Recorder] {
        state.withLock { state in
            guard !state.ended.isEmpty else { return [:] }
            defer { state.ended = [:] }
            return state.ended
        }
    }

    /// A request that is in flight, or that ended a moment ago.
    func recorder(_ id: UInt64) -> Recorder? {
        state.withLock { $0.live[id] ?? $0.ended[id] }
    }

    /// Requests in flight, and requests begun since the start.
    var census: (open: Int, begun: UInt64) { state.withLock { ($0.live.count, $0.begun) } }

    // MARK: Rules

    private static func note(_ recorder: Recorder, in state: inout State) -> Call {
        guard state.connection != 0, !state.isStopped else { return .none }
        state.dirty.append(recorder)
        return request(isUrgent: false, in: &state)
    }

    private static func request(isUrgent: Bool, in state: inout State) -> Call {
        if isUrgent, !state.isUrgentRequested {
            state.isUrgentRequested = true
            state.isWakeRequested = true
            return .urgent
        }
        guard !state.isWakeRequested else { return .none }
        state.isWakeRequested = true
        return .wake
    }

    /// Takes finished requests out, oldest first, until the rest is within bounds.
    private func trim(_ state: inout State) -> [Recorder] {
        let isConnected = state.connection != 0
        let bytes = isConnected ? limits.slowViewerBytes : limits.backlogBytes
        let count = isConnected ? Int.max : limits.backlogRequests
        var surplus: [Recorder] = []
        while state.finished.count > 1, state.finishedBytes > bytes || state.finished.count > count,
            let waiting = state.finished.popFirst()
        {
            state.finishedBytes -= waiting.bytes
            surplus.append(waiting.recorder)
        }
        return surplus
    }

    /// Gives recorders up outside the lock; one that the viewer knows of comes back as a few bytes, to be closed.
    private func giveUp(_ recorders: [Recorder]) {
        guard !recorders.isEmpty else { return }
        let connection = state.withLock { $0.connection }
        for recorder in recorders {
            if recorder.giveUp(for: connection) {
                state.withLock { if $0.connection != 0 { $0.dirty.append(recorder) } }
            } else {
                requests.wrappingAdd(1, ordering: .relaxed)
            }
        }
    }

    private func perform(_ call: Call) {
        guard call != .none else { return }
        let wake = wake.withLock { $0 }
        wake?(call == .urgent)
    }
}
