import PeriscopeHistory
import PeriscopeInsight

/// The times of the routes that were looked at lately.
///
/// Holds nothing that cannot be made again; owned by the loop, like the `PanelCache` that it is part of.
final class LatencyCache {
    struct Key: Hashable {
        let route: RouteSummary.ID
        /// Only requests of apps of this name and configuration; nil for all, as the routes' own figures are.
        let family: AppID?
    }

    /// Of one route, made anew once a second at most, as it costs a walk over the history: nanoseconds.
    private static let leastAge: Int64 = 1_000_000_000
    private static let held = 4

    private var spreads: [(key: Key, revision: UInt64, at: UnixNanoseconds, spread: LatencySpread)] = []

    func spread(_ key: Key, _ context: UIContext) -> LatencySpread {
        let (history, now) = (context.history, context.now)
        if let place = spreads.firstIndex(where: { $0.key == key }) {
            let known = spreads[place]
            let age = now &- known.at
            if known.revision == history.revision || age >= 0 && age < Self.leastAge { return known.spread }
            spreads.remove(at: place)
        }
        let spread = LatencySpread(Self.durations(key, history))
        spreads.insert((key, history.revision, now, spread), at: 0)
        if spreads.count > Self.held { spreads.removeLast() }
        return spread
    }

    /// Of requests whose times can be compared: ended, no stream, not cut short, no noise.
    private static func durations(_ key: Key, _ history: History) -> [UInt64] {
        var apps: Set<AppID>?
        if let family = key.family, let app = history.app(family) {
            apps = Set(
                history.apps.filter { $0.name == app.name && $0.configuration == app.configuration }.map(\.id))
        }
        var durations: [UInt64] = []
        history.forEachRequest { request in
            guard request.isTimed, !request.pointee.isNoise, request.pointee.method == key.route.method,
                request.pointee.route == key.route.route, let duration = request.duration,
                apps?.contains(request.pointee.id.app) ?? true
            else { return }
            durations.append(duration)
        }
        return durations
    }
}
