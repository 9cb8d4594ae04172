import PeriscopeHistory
import PeriscopeInsight

/// What servers had computed outside of requests before the session, which is none of its samples.
///
/// A server whose profiler was on already sends what it kept first of all.
struct OutsideBaseline {
    private var greeted: Set<AppID> = []
    private var awaited: Set<AppID> = []
    /// The history as it was then: nodes of sampled stacks get their names later, there as well.
    private var before: [AppID: History] = [:]

    /// A server connected; its next batch tells of the time before.
    mutating func greet(_ id: AppID) {
        // What one that comes back kept was sampled meanwhile.
        if greeted.insert(id).inserted { awaited.insert(id) }
    }

    /// A server's batch was taken in.
    mutating func take(_ id: AppID, _ history: History) {
        guard awaited.remove(id) != nil, let app = history.app(id), app.outside.sampleCount > 0 else { return }
        var copy = history
        copy.clear()
        before[id] = copy
    }

    mutating func name(_ found: NameFinder.Found) {
        for id in Array(before.keys) {
            if var copy = before.removeValue(forKey: id) {
                found.enter(&copy)
                before[id] = copy
            }
        }
    }

    /// What belongs to no request of a server, since it was greeted.
    func profile(of id: AppID, in history: History) -> CPUProfile {
        let profile = history.outsideProfile(of: id)
        return before[id].map { profile.without($0.outsideProfile(of: id)) } ?? profile
    }
}
