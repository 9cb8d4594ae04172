import PeriscopeHistory
import PeriscopeHub

/// The servers that `periscope profile` looks at: which of them sample, and which can't.
struct ProfiledServers {
    /// Samples that a server had lost before we came.
    private var lostBefore: [AppID: UInt64] = [:]
    private(set) var apps: Set<AppID> = []
    private var problems: [AppID: String] = [:]

    /// Turns a server's profiler on; gives what is wrong with it.
    mutating func add(_ app: AppRecord, _ hub: Hub) -> String? {
        guard hub.profile(true, of: app.id.number) else {
            return note("its probe is older than this periscope and knows no profiler", of: app)
        }
        apps.insert(app.id)
        lostBefore[app.id] = lostBefore[app.id] ?? app.profiler?.lost ?? 0
        return nil
    }

    /// What a server says of its profiler; gives what is wrong, once.
    mutating func take(_ app: AppRecord) -> String? {
        guard apps.contains(app.id), let profiler = app.profiler else { return nil }
        guard !profiler.isOn, !profiler.problem.isEmpty else {
            problems[app.id] = nil
            return nil
        }
        return problems[app.id] == nil ? note(TailLine.clean(profiler.problem), of: app) : nil
    }

    /// Whether there are servers, and none that could take a sample.
    var isHopeless: Bool { !problems.isEmpty && apps.allSatisfy { problems[$0] != nil } }

    /// Samples that were lost since.
    func lost(_ history: History) -> UInt64 {
        apps.reduce(0) { sum, id in
            let lost = history.app(id)?.profiler?.lost ?? 0
            let before = lostBefore[id] ?? 0
            return sum + (lost > before ? lost - before : 0)
        }
    }

    private mutating func note(_ problem: String, of app: AppRecord) -> String {
        problems[app.id] = problem
        return "\(TailLine.clean(app.name)) \(app.pid) can't be profiled: \(problem)"
    }
}
