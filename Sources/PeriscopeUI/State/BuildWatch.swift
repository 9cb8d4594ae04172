import PeriscopeHistory

/// Which routes of the newest builds are not as they were in the builds before: ids only.
///
/// Bounded: so many apps, and so many routes of each.
package struct BuildWatch: Sendable {
    /// An app of one name in one configuration, over its builds.
    struct Family: Hashable, Sendable {
        let name: String
        let configuration: Int
    }

    /// What is known of one family's newest build.
    struct Build: Sendable {
        let number: Int
        /// How many requests of a route were looked at.
        var seen: [RouteSummary.ID: Int] = [:]
        /// Where something has changed, in the order in which that was seen.
        var routes: [RouteSummary.ID] = []
        /// When the newest of them was seen.
        var at: UnixNanoseconds = 0
    }

    /// The first request after a start is rarely a usual one, so a few are looked at.
    static let requestsLookedAt = 5
    static let maximumRoutes = 512
    static let maximumFamilies = 16
    /// How long the news stands on the status line: nanoseconds.
    static let shownTime: Int64 = 30_000_000_000

    private(set) var builds: [Family: Build] = [:]

    package init() {}

    /// Whether any route has changed since this toolbar was started.
    package private(set) var hasNews = false

    /// The build whose news is the newest, while it is new.
    func fresh(at now: UnixNanoseconds) -> Build? {
        let fresh = builds.filter { !$1.routes.isEmpty && now >= $1.at && now &- $1.at < Self.shownTime }
        // By name too, so that of two of one moment it is not now the one, now the other.
        return fresh.max {
            ($0.value.at, $0.value.number, $0.key.name) < ($1.value.at, $1.value.number, $1.key.name)
        }?.value
    }

    /// Whether a request of the route is still to be looked at.
    func wants(_ route: RouteSummary.ID, of family: Family, build: Int) -> Bool {
        guard let known = builds[family] else { return builds.count < Self.maximumFamilies }
        guard known.number == build else { return build > known.number }
        guard !known.routes.contains(route) else { return false }
        return known.seen[route, default: 0] < Self.requestsLookedAt
            && (known.seen[route] != nil || known.seen.count < Self.maximumRoutes)
    }

    mutating func note(
        _ route: RouteSummary.ID, of family: Family, build: Int, isNews: Bool, at now: UnixNanoseconds
    ) {
        var known = builds[family].flatMap { $0.number == build ? $0 : nil } ?? Build(number: build)
        known.seen[route, default: 0] += 1
        if isNews {
            known.routes.append(route)
            known.at = now
            hasNews = true
        }
        builds[family] = known
    }
}
