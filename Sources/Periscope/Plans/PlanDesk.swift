import PeriscopeSQL
package import PeriscopeWire
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where a viewer's questions for plans wait, and where databases say that they can be asked.
///
/// Questions are answered one at a time, on a thread that ends when there are no more of them: never on the uplink's,
/// never on the app's. At most eight wait; the ninth is told so.
package final class PlanDesk: Sendable {
    package typealias Answer = @Sendable (WirePlanAnswer) -> Void

    private struct Place: Hashable {
        let system: String
        let namespace: String
    }

    private struct Waiting {
        let request: WirePlanRequest
        let answer: Answer
    }

    private struct State {
        var explainers: [Place: PlanExplainer] = [:]
        /// In the order in which they came, so that the oldest can go.
        var places: [Place] = []
        var waiting = Fifo<Waiting>()
        var isWorking = false
    }

    /// Questions that wait at most, the one being answered aside.
    package static let waitingLimit = 8
    /// Databases that are remembered at most.
    private static let placeLimit = 256
    /// Longer statements are not asked about; those that the probe sends are cut there.
    package static let sqlBytes = EncodingLimits.sql
    /// Of a question's values, all together.
    package static let valueBytes = 1 << 20
    package static let values = 1_000
    /// Of the name and the place of a database; no path is longer.
    private static let placeBytes = 4 << 10
    private static let detailBytes = 4 << 10

    private let state = Mutex(State())

    package init() {}

    /// Says who can be asked about a database; a later one takes an earlier one's place.
    package func register(system: String, namespace: String, _ explainer: @escaping PlanExplainer) {
        let place = Place(system: system, namespace: namespace)
        state.withLock { state in
            if state.explainers.updateValue(explainer, forKey: place) != nil { return }
            state.places.append(place)
            if state.places.count > Self.placeLimit { state.explainers[state.places.removeFirst()] = nil }
        }
    }

    /// Takes a question; the answer comes on another thread, unless there is none to be had or the question is too
    /// large to be kept.
    package func ask(_ request: WirePlanRequest, _ answer: @escaping Answer) {
        if let problem = Self.problem(withSizeOf: request) { return answer(Self.refusal(request, problem)) }
        let (isTaken, isFirst) = state.withLock { state -> (Bool, Bool) in
            guard state.waiting.count < Self.waitingLimit else { return (false, false) }
            state.waiting.append(Waiting(request: request, answer: answer))
            defer { state.isWorking = true }
            return (true, !state.isWorking)
        }
        guard isTaken else {
            return answer(Self.refusal(request, "Eight plans are waited for already. Ask again when they have come."))
        }
        if isFirst, !PlanThread.start({ [self] in work() }) { giveUp() }
    }

    /// Why a question is too large, which none is that a viewer makes of what the probe sent.
    private static func problem(withSizeOf request: WirePlanRequest) -> String? {
        guard request.sql.utf8.count <= sqlBytes else {
            return "The statement is too long to be asked about: \(request.sql.utf8.count) bytes."
        }
        guard request.system.utf8.count + request.namespace.utf8.count <= placeBytes else {
            return "The database's name is too long to be one."
        }
        guard request.values.count <= values else {
            return "The statement has \(request.values.count) values; a plan is asked for with \(values) at most."
        }
        let bytes = request.values.reduce(0) { $0 + $1.text.utf8.count }
        guard bytes > valueBytes else { return nil }
        return "The statement's values are too long to be asked about: \(bytes) bytes."
    }

    // MARK: On the desk's own thread

    private func work() {
        while let next = next() {
            let start = MonotonicClock.nanoseconds(CLOCK_MONOTONIC)
            var answer = Self.answer(next.request, explain(next.request))
            answer.durationNs = MonotonicClock.nanoseconds(CLOCK_MONOTONIC) &- start
            next.answer(answer)
        }
    }

    private func next() -> Waiting? {
        state.withLock { state in
            let next = state.waiting.popFirst()
            if next == nil { state.isWorking = false }
            return next
        }
    }

    /// The system has no thread for us.
    private func giveUp() {
        while let next = next() {
            next.answer(Self.refusal(next.request, "The server could not start a thread to ask its database."))
        }
    }

    private func explain(_ request: WirePlanRequest) -> PlanFinding {
        if let problem = SQLReadCheck.problem(with: request.sql) { return .problem(problem) }
        let place = Place(system: request.system, namespace: request.namespace)
        guard let explainer = state.withLock({ $0.explainers[place] }) else {
            return .problem(Self.absence(of: place))
        }
        return explainer(PlanQuestion(sql: request.sql, values: request.values.map(Self.value)))
    }

    /// What was masked or cut is not the value any more.
    private static func value(_ wire: WireValue) -> CapturedValue {
        guard wire.mask == 0, wire.truncatedBytes == 0 else { return CapturedValue(kind: .null, text: "") }
        return CapturedValue(kind: wire.kind, text: wire.text)
    }

    private static func absence(of place: Place) -> String {
        if place.system == "sqlite", place.namespace.isEmpty {
            return "The database is in memory or temporary, so that no second connection can open it."
                + " Use a file to see plans."
        }
        if place.system == "sqlite" {
            return "The server has opened no traced database at \(place.namespace) since it started."
        }
        let system = place.system.isEmpty ? "an unnamed kind" : place.system
        return "The server has no adapter that can explain statements of a database of \(system)."
    }

    private static func refusal(_ request: WirePlanRequest, _ sentence: String) -> WirePlanAnswer {
        answer(request, .problem(sentence))
    }

    private static func answer(_ request: WirePlanRequest, _ finding: PlanFinding) -> WirePlanAnswer {
        var answer = WirePlanAnswer()
        answer.id = request.id
        switch finding {
        case .problem(let sentence):
            answer.problem = sentence.cut(toBytes: detailBytes)
        case .steps(let steps):
            answer.steps = steps.prefix(WireLimits.planSteps).map { step in
                var wire = WirePlanStep()
                wire.id = step.id
                wire.parent = step.parent
                wire.detail = step.detail.cut(toBytes: detailBytes)
                return wire
            }
        }
        return answer
    }
}
