internal import PeriscopeWire

/// What a filter asks of apps, answered once for all their requests.
package struct FilterApps: Sendable, Equatable {
    /// Where an app's build stands among those of its name and configuration.
    package struct Standing: Sendable, Equatable {
        let number: Int
        let isCurrent: Bool
        let isPrevious: Bool
    }

    private(set) var standings: [AppID: Standing] = [:]

    /// The build that was connected last is the current one, the next lower number that is known the one before.
    package init(_ apps: [AppRecord]) {
        let families = Dictionary(grouping: apps) { [$0.name, String($0.configuration.rawValue)] }
        for family in families.values {
            let newest = family.max { Self.order($0) < Self.order($1) }
            let current = newest?.buildNumber ?? 0
            let previous = family.lazy.map(\.buildNumber).filter { $0 < current }.max()
            for app in family {
                standings[app.id] = Standing(
                    number: app.buildNumber, isCurrent: app.buildNumber == current,
                    isPrevious: app.buildNumber == previous)
            }
        }
    }

    /// Those that are connected after those that are not, and among them the one that came last.
    private static func order(_ app: AppRecord) -> (Int, UnixNanoseconds, Int) {
        (app.connection == .connected ? 1 : 0, app.connectedAt, app.buildNumber)
    }

    /// The apps of which a term holds.
    func matching(_ term: FilterTerm, _ apps: [AppRecord]) -> Set<AppID> {
        Set(apps.filter { holds(term, $0) }.map(\.id))
    }

    private func holds(_ term: FilterTerm, _ app: AppRecord) -> Bool {
        switch term.test {
        case .texts(let patterns): patterns.contains { $0.matches(app.name) || $0.text == String(app.pid) }
        case .numbers(let ranges): ranges.contains { $0.contains(app.pid) }
        case .names(let names): names.contains { $0 == app.configuration.jsonName }
        case .builds(let builds): builds.contains { holds($0, app) }
        case .pairs: false
        }
    }

    private func holds(_ build: FilterBuild, _ app: AppRecord) -> Bool {
        guard let standing = standings[app.id] else { return false }
        switch build {
        case .current: return standing.isCurrent
        case .previous: return standing.isPrevious
        case .numbers(let range): return range.contains(UInt64(clamping: standing.number))
        case .id(let start): return app.buildID.lowercased().hasPrefix(start)
        }
    }
}
