import PeriscopeHistory
import PeriscopeWire
import Screen

extension UIState {
    /// Looks whether requests that ended are not as their routes were in the build before.
    ///
    /// Costs nothing while there is one build of each app; then a look-up for each request, and a comparison for the
    /// first few of each route.
    mutating func watchBuilds(_ change: HistoryChange, _ context: UIContext) {
        guard !change.finished.isEmpty else { return }
        let apps = context.history.apps.filter { $0.buildNumber > 1 }
        guard !apps.isEmpty else { return }
        for id in change.finished {
            guard let app = apps.first(where: { $0.id == id.app }) else { continue }
            let route = context.history.withRequest(id) { request in
                request.isNoise ? nil : RouteSummary.ID(method: request.method, route: request.route)
            }
            guard let route = route ?? nil else { continue }
            let family = BuildWatch.Family(name: app.name, configuration: app.configuration.rawValue)
            guard builds.wants(route, of: family, build: app.buildNumber) else { continue }
            let comparison = context.history.request(id).flatMap { context.history.comparison(of: $0) }
            let isNews = comparison.map { BuildDelta($0, format: Format(glyphs: .unicode)).isNews } ?? false
            builds.note(route, of: family, build: app.buildNumber, isNews: isNews, at: context.now)
        }
    }
}
