import PeriscopeHistory
import Screen

/// The line by which a new build tells of itself: `build 3: /authors 51→2 queries, 48→3 ms`.
enum BuildNewsText {
    /// Of more routes nobody reads on one line.
    private static let maximumRoutes = 16

    /// Empty where nothing is new, or all is as it was by now: what is told is how it stands.
    static func styled(_ watch: BuildWatch, _ history: History, now: UnixNanoseconds, _ format: Format) -> StyledText {
        guard let build = watch.fresh(at: now) else { return StyledText() }
        let changed = build.routes.suffix(maximumRoutes).compactMap { route in
            history.comparison(of: route).map { (route: route, delta: BuildDelta($0, format: format)) }
        }.filter(\.delta.isNews)
        let greatest = changed.max { $0.delta.weight < $1.delta.weight }
        guard let greatest else { return StyledText() }
        var text = StyledText("build \(build.number): ", .textStrong)
        let method = greatest.route.method == "GET" ? "" : greatest.route.method + " "
        text.append(method + (greatest.route.route ?? "nothing matched") + " ")
        text.append(greatest.delta.sentence)
        if changed.count > 1 {
            text.append(", and " + format.count(changed.count - 1, "other route", "other routes"), .textDim)
        }
        return text
    }
}
