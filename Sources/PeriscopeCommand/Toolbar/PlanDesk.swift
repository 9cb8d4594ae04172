import PeriscopeHistory
import PeriscopeHub
import PeriscopeUI
import PeriscopeWire

/// Carries questions for plans to the servers, and what they answer into the UI's environment.
struct PlanDesk {
    private struct Waiting {
        let key: PlanQuestion.Key
        let app: UInt64
        let due: UnixNanoseconds
    }

    /// Answers that are kept; past it the oldest question's goes.
    private static let limit = 256
    /// A probe gives SQLite a second; a server that says nothing for so long is stopped, or stuck.
    private static let patienceNanoseconds: Int64 = 10_000_000_000

    private var waiting: [UInt64: Waiting] = [:]
    private var order: [PlanQuestion.Key] = []
    private var lastID: UInt64 = 0

    /// Asks, unless the same question waits for its answer already.
    mutating func ask(
        _ question: PlanQuestion, hub: Hub?, history: History, environment: inout UIEnvironment,
        at now: UnixNanoseconds
    ) {
        let key = question.key
        if case .asked = environment.plans[key] { return }
        note(key, &environment)
        if let problem = Self.problem(hub: hub, app: history.app(key.request.app)) {
            environment.plans[key] = .refused(problem)
            return
        }
        lastID += 1
        var request = WirePlanRequest()
        request.id = lastID
        request.system = question.system
        request.namespace = question.namespace
        request.sql = question.sql
        request.values = question.values
        let app = key.request.app.number
        guard hub?.ask(request, of: app) == true else {
            environment.plans[key] = .refused("This server can't be asked: its probe is older than this viewer.")
            return
        }
        waiting[lastID] = Waiting(key: key, app: app, due: now + Self.patienceNanoseconds)
        environment.plans[key] = .asked(at: now)
    }

    private static func problem(hub: Hub?, app: AppRecord?) -> String? {
        guard hub != nil else { return "A file can't be asked; the server must be running." }
        guard let app, app.connection == .connected else {
            return "The server is gone; start it again and ask a newer request's query."
        }
        return nil
    }

    /// Takes an answer in; one that nobody asked for is passed over.
    mutating func take(_ answer: WirePlanAnswer, from app: UInt64, environment: inout UIEnvironment) {
        guard let entry = waiting[answer.id], entry.app == app else { return }
        waiting[answer.id] = nil
        environment.plans[entry.key] =
            answer.problem.isEmpty
            ? .answered(steps: Array(answer.steps.prefix(WireLimits.planSteps)), duration: answer.durationNs)
            : .refused(answer.problem)
    }

    /// Gives up on what an app that is gone can't answer any more.
    mutating func forget(app: UInt64, environment: inout UIEnvironment) {
        give(up: { $0.app == app }, "The server went away before it answered.", &environment)
    }

    /// Gives up on what has taken too long.
    ///
    /// True if there was something.
    mutating func expire(at now: UnixNanoseconds, environment: inout UIEnvironment) -> Bool {
        give(up: { $0.due <= now }, "No answer in ten seconds. Is the server stopped, or stuck?", &environment)
    }

    @discardableResult
    private mutating func give(
        up isLost: (Waiting) -> Bool, _ sentence: String, _ environment: inout UIEnvironment
    ) -> Bool {
        let lost = waiting.filter { isLost($0.value) }
        for (id, entry) in lost {
            waiting[id] = nil
            environment.plans[entry.key] = .refused(sentence)
        }
        return !lost.isEmpty
    }

    private mutating func note(_ key: PlanQuestion.Key, _ environment: inout UIEnvironment) {
        order.removeAll { $0 == key }
        order.append(key)
        guard order.count > Self.limit else { return }
        environment.plans[order.removeFirst()] = nil
    }
}
