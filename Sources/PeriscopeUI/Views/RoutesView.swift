import PeriscopeHistory
import PeriscopeInsight
import Screen

/// View 0: all requests by route.
struct RoutesView {
    private let routes: [RouteSummary]
    private let state: WholeViewState
    private let thresholds: Thresholds
    private let width: Int
    private let format: Format
    private let hidden: Int

    init(history: History, state: WholeViewState, thresholds: Thresholds, width: Int, glyphs: Glyphs) {
        self.state = state
        self.thresholds = thresholds
        self.width = width
        format = Format(glyphs: glyphs)
        routes = Self.sorted(history.routes, state)
        hidden = history.totals.noise
    }

    private static func sorted(_ routes: [RouteSummary], _ state: WholeViewState) -> [RouteSummary] {
        let ascending = routes.sorted { left, right in
            switch state.sort {
            case .impact: left.impact < right.impact
            case .count: left.count < right.count
            case .p50: left.p50 < right.p50
            case .p95: left.p95 < right.p95
            case .errors: left.errors < right.errors
            case .queries: left.queriesPerRequest < right.queriesPerRequest
            case .sqlTime: left.queryDurationPerRequest < right.queryDurationPerRequest
            case .route: (right.route ?? "", right.method) < (left.route ?? "", left.method)
            }
        }
        return state.isReversed ? ascending : ascending.reversed()
    }

    func content() -> PanelContent {
        var content = PanelContent()
        content.head = routes.isEmpty ? [] : [heads()]
        content.count = routes.count
        content.key = { routes.indices.contains($0) ? .route(routes[$0].id) : .line($0) }
        let greatest = routes.reduce(UInt64(1)) { max($0, $1.impact) }
        content.line = { routes.indices.contains($0) ? line(routes[$0], greatest: greatest) : Line() }
        content.copy = { routes.indices.contains($0) ? .init(what: "route", text: name(routes[$0])) : nil }
        content.value = { _ in routes.map(describe).joined(separator: "\n") + "\n" }
        content.text = { routes.indices.contains($0) ? name(routes[$0]) : "" }
        content.empty = ["No request has ended yet.", "Each route stands here with its count and its times."]
        return content
    }

    /// Columns in order, each with the order it stands for; what does not fit is left out from the right.
    private var columns: [(title: String, width: Int, sort: RouteSort)] {
        let all: [(String, Int, RouteSort)] = [
            ("COUNT", 8, .count), ("P50", 9, .p50), ("P95", 9, .p95), ("ERRORS", 8, .errors),
            ("QUERIES", 9, .queries), ("SQL", 9, .sqlTime), ("P99", 9, .p95),
        ]
        var left = width - 2 - impactWidth - Self.leastName
        var taken: [(String, Int, RouteSort)] = []
        for column in all where left >= column.1 {
            taken.append(column)
            left -= column.1
        }
        let order = ["COUNT", "P50", "P95", "P99", "ERRORS", "QUERIES", "SQL"]
        return order.compactMap { title in taken.first { $0.0 == title } }
    }

    private static let leastName = 24
    private static let allColumns = 61

    /// On a wide screen the bar takes what the names do not need.
    private var impactWidth: Int {
        if width >= 100 { return min(60, max(19, width - Self.allColumns - 2 - 48)) }
        return width >= 50 ? 10 : 0
    }

    private var nameWidth: Int {
        max(8, width - 2 - impactWidth - columns.reduce(0) { $0 + $1.width })
    }

    private func heads() -> Line {
        var line = Line()
        line.gap(1)
        line.column(head("ROUTE", .route), nameWidth)
        for column in columns { line.column(head(column.title, column.sort), column.width, .right) }
        line.gap(2)
        let hasBar = impactWidth > 10
        if impactWidth > 0 { line.column(head("IMPACT", .impact), impactWidth - 2, hasBar ? .left : .right) }
        if columns.count < 7 {
            line.move(to: width - 1)
            line.add(format.glyphs.ellipsis, .header)
        }
        return line
    }

    private func head(_ title: String, _ sort: RouteSort) -> StyledText {
        guard sort == state.sort, title != "P99" else { return StyledText(title, .header) }
        let sign = state.isReversed ? format.glyphs.sortAscending : format.glyphs.sortDescending
        return StyledText(title + sign, .sortMark)
    }

    /// The order that a click on a column's head asks for.
    func sort(at x: Int) -> RouteSort? {
        var end = 1 + nameWidth
        if x < end { return .route }
        for column in columns {
            end += column.width
            if x < end { return column.sort }
        }
        return impactWidth > 0 ? .impact : nil
    }

    private func line(_ route: RouteSummary, greatest: UInt64) -> Line {
        var line = Line()
        line.gap(1)
        var text = StyledText(route.method + " ", RequestRole.method(route.method))
        text.append(
            format.middle(route.route ?? "nothing matched", width: nameWidth - text.width - 1),
            route.route == nil ? .textDim : .text)
        line.column(text, nameWidth)
        for column in columns {
            let (value, role) = value(column.title, route)
            line.column(value, column.width, role, .right)
        }
        line.gap(2)
        if impactWidth > 10 {
            let bar = format.glyphs.bar(fraction: Double(route.impact) / Double(greatest), width: impactWidth - 11)
            line.column(bar, impactWidth - 11, .barApp)
        }
        // Of streams no time is counted.
        let impact = route.impact > 0 ? format.duration(route.impact) : format.unknown
        if impactWidth > 0 { line.column(impact, min(9, impactWidth - 2), .textStrong, .right) }
        return line
    }

    private func value(_ title: String, _ route: RouteSummary) -> (String, Role) {
        switch title {
        case "COUNT": return (format.count(route.count), .text)
        case "P50": return time(route.p50)
        case "P95": return time(route.p95)
        case "P99": return time(route.p99)
        case "ERRORS": return (format.count(route.errors), route.errors > 0 ? .error : .textDim)
        case "QUERIES":
            let severity = thresholds.queriesInRequest.severity(of: UInt64(max(0, min(route.queriesPerRequest, 1e9))))
            return (format.mean(route.queriesPerRequest), route.queriesPerRequest > 0 ? severity.role : .textDim)
        default:
            guard route.queryDurationPerRequest > 0 else { return ("", .text) }
            return (format.roughDuration(route.queryDurationPerRequest), .text)
        }
    }

    /// 0 means that none of them has a time to compare.
    private func time(_ nanoseconds: UInt64) -> (String, Role) {
        guard nanoseconds > 0 else { return (format.unknown, .textDim) }
        return (format.roughDuration(nanoseconds), thresholds.request.severity(of: nanoseconds).role)
    }

    private func name(_ route: RouteSummary) -> String {
        route.method + " " + (route.route ?? "nothing matched")
    }

    private func describe(_ route: RouteSummary) -> String {
        let figures = ["COUNT", "P50", "P95", "P99", "ERRORS", "QUERIES", "SQL"].map { "\($0) \(value($0, route).0)" }
        return name(route) + "  " + figures.joined(separator: "  ") + "  IMPACT " + format.duration(route.impact)
    }
}
