package import PeriscopeHistory

/// The servers that `periscope profile` looks at: which of them sample, and which can't.
package struct ProfiledServers {
    package private(set) var apps: Set<AppID> = []
    private var problems: [AppID: String] = [:]
    /// Samples that a server had lost when it first told of them, and by now.
    private var lostBefore: [AppID: UInt64] = [:]
    private var lostNow: [AppID: UInt64] = [:]
    /// Servers that sampled since they were told to.
    private var sampling: Set<AppID> = []
    /// Servers that stopped to sample though nothing was wrong: somebody else turned them off.
    package private(set) var turnedOff: Set<AppID> = []

    package init() {}

    /// A server was told to sample, for the first time or again.
    package mutating func add(_ id: AppID, _ profiler: ProfilerRecord?) {
        apps.insert(id)
        // One that lost its viewer turned its profiler off itself.
        sampling.remove(id)
        if let profiler { note(profiler.lost, of: id) }
    }

    /// A server can't sample.
    package mutating func add(_ id: AppID, problem: String) {
        problems[id] = problem
    }

    /// What a server says of its profiler; gives what is wrong, once.
    package mutating func take(_ profiler: ProfilerRecord, of id: AppID) -> String? {
        guard apps.contains(id) else { return nil }
        note(profiler.lost, of: id)
        guard !profiler.isOn, !profiler.problem.isEmpty else {
            problems[id] = nil
            if profiler.isOn { sampling.insert(id) } else if sampling.contains(id) { turnedOff.insert(id) }
            return nil
        }
        defer { problems[id] = profiler.problem }
        return problems[id] == nil ? profiler.problem : nil
    }

    /// Whether there is a server that samples, as far as is known.
    package var isAnyFit: Bool { apps.contains { problems[$0] == nil } }

    /// Whether there are servers, and none that could take a sample.
    package var isHopeless: Bool { !problems.isEmpty && !isAnyFit }

    /// Samples that were lost since.
    package var lost: UInt64 {
        lostNow.reduce(0) { sum, entry in
            let before = lostBefore[entry.key] ?? 0
            let (total, isOver) = sum.addingReportingOverflow(entry.value > before ? entry.value - before : 0)
            return isOver ? .max : total
        }
    }

    private mutating func note(_ lost: UInt64, of id: AppID) {
        lostBefore[id] = lostBefore[id] ?? lost
        lostNow[id] = lost
    }
}
