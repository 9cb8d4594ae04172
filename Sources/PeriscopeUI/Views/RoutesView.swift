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
    /// Asked for the builds of the rows in sight only.
    private let history: History
    private let hasSeveralBuilds: Bool
    /// The times of a route, for the graph of the selected one; nil where there is no room for it.
    private let latencies: ((RouteSummary.ID) -> LatencySpread)?

    /// Rows of a low screen are the routes'.
    static func hasGraph(width: Int, rows: Int) -> Bool { width >= 60 && rows >= 20 }

    init(
        history: History, state: WholeViewState, thresholds: Thresholds, width: Int, glyphs: Glyphs,
        latencies: ((RouteSummary.ID) -> LatencySpread)? = nil
    ) {
        self.latencies = latencies
        self.history = history
        self.state = state
        self.thresholds = thresholds
        self.width = width
        format = Format(glyphs: glyphs)
        routes = Self.sorted(history.routes, state)
        hasSeveralBuilds = history.apps.contains { $0.buildNumber > 1 }
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
            case .nPlusOnes: (left.nPlusOnes, left.impact) < (right.nPlusOnes, right.impact)
            case .route: (right.route ?? "", right.method) < (left.route ?? "", left.method)
            }
        }
        return state.isReversed ? ascending : ascending.reversed()
    }

    func content() -> PanelContent {
        var content = PanelContent()
        content.head = routes.isEmpty ? [] : graph() + [heads()]
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

    /// How the times of the selected route are spread, on as many lines whichever it is.
    private func graph() -> [Line] {
        guard let latencies else { return [] }
        let selected =
            routes.first { .route($0.id) == state.cursor.key } ?? routes[min(state.cursor.index, routes.count - 1)]
        let spread = latencies(selected.id)
        var title = Line(" ")
        title.add(format.middle(name(selected), width: width / 2), .title)
        let times = spread.count > 0 ? format.count(spread.count, "time", "times") : "no time to compare"
        title.add("  " + times, .textDim)
        var lines = [title] + LatencyGraph(spread: spread, format: format, width: width).lines(indent: 1)
        while lines.count < Self.graphLines { lines.append(Line()) }
        return lines
    }

    private static let graphLines = 4

    /// Columns in order, each with the order it stands for; what does not fit is left out from the right.
    ///
    /// What only some histories have, N+1s and builds to compare with, has a column only there.
    private var columns: [Column] {
        var left = width - 2 - impactWidth - Self.leastName
        var taken: Set<Kind> = []
        for column in wanted where left >= column.width {
            taken.insert(column.kind)
            left -= column.width
        }
        return Kind.allCases.compactMap { kind in
            taken.contains(kind) ? wanted.first { $0.kind == kind } : nil
        }
    }

    private enum Kind: String, CaseIterable {
        case count = "COUNT"
        case p50 = "P50"
        case p95 = "P95"
        case p99 = "P99"
        case errors = "ERRORS"
        case queries = "QUERIES"
        case sql = "SQL"
        case nPlusOne = "N+1"
        case change = "BUILD"
    }

    private struct Column {
        let kind: Kind
        let width: Int
        let sort: RouteSort?
    }

    /// By priority.
    private var wanted: [Column] {
        var columns = [Column(kind: .count, width: 8, sort: .count), Column(kind: .p50, width: 9, sort: .p50)]
        if hasSeveralBuilds { columns.append(Column(kind: .change, width: width >= 110 ? 17 : 10, sort: nil)) }
        if routes.contains(where: { $0.nPlusOnes > 0 }) {
            // The build is news only where there are several.
            let isWide = width >= 130 && hasSeveralBuilds
            columns.append(Column(kind: .nPlusOne, width: isWide ? Self.wideNPlusOne : 6, sort: .nPlusOnes))
        }
        return columns + [
            Column(kind: .p95, width: 9, sort: .p95), Column(kind: .errors, width: 8, sort: .errors),
            Column(kind: .queries, width: 9, sort: .queries), Column(kind: .sql, width: 9, sort: .sqlTime),
            Column(kind: .p99, width: 9, sort: .p95),
        ]
    }

    private static let leastName = 24
    /// ` 63 since build 2`.
    private static let wideNPlusOne = 20

    /// On a wide screen the bar takes what the names do not need.
    private var impactWidth: Int {
        if width >= 100 { return min(60, max(19, width - wanted.reduce(0) { $0 + $1.width } - 2 - 48)) }
        return width >= 50 ? 10 : 0
    }

    private var nameWidth: Int {
        max(8, width - 2 - impactWidth - columns.reduce(0) { $0 + $1.width })
    }

    private func heads() -> Line {
        var line = Line()
        line.gap(1)
        line.column(head("ROUTE", .route), nameWidth)
        for column in columns { line.column(head(column), column.width, .right) }
        line.gap(2)
        let hasBar = impactWidth > 10
        if impactWidth > 0 { line.column(head("IMPACT", .impact), impactWidth - 2, hasBar ? .left : .right) }
        if columns.count < wanted.count {
            line.move(to: width - 1)
            line.add(format.glyphs.ellipsis, .header)
        }
        return line
    }

    private func head(_ column: Column) -> StyledText {
        let title = column.kind == .change ? format.glyphs.delta + " BUILD" : column.kind.rawValue
        guard let sort = column.sort, column.kind != .p99 else { return StyledText(title, .header) }
        return head(title, sort)
    }

    private func head(_ title: String, _ sort: RouteSort) -> StyledText {
        guard sort == state.sort else { return StyledText(title, .header) }
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
            line.column(value(column.kind, route, width: column.width), column.width, .right)
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

    private func value(_ kind: Kind, _ route: RouteSummary, width: Int) -> StyledText {
        switch kind {
        case .count: return StyledText(format.count(route.count))
        case .p50: return time(route.p50)
        case .p95: return time(route.p95)
        case .p99: return time(route.p99)
        case .errors: return StyledText(format.count(route.errors), route.errors > 0 ? .error : .textDim)
        case .queries:
            let severity = thresholds.queriesInRequest.severity(of: UInt64(max(0, min(route.queriesPerRequest, 1e9))))
            return StyledText(
                format.mean(route.queriesPerRequest), route.queriesPerRequest > 0 ? severity.role : .textDim)
        case .sql:
            guard route.queryDurationPerRequest > 0 else { return StyledText() }
            return StyledText(format.roughDuration(route.queryDurationPerRequest))
        case .nPlusOne:
            guard route.nPlusOnes > 0 else { return StyledText() }
            // Quiet where the newest build has none any more.
            let since = history.nPlusOneSince(route.id)
            let role: Role = since == nil ? .textDim : .nplusone
            var text = StyledText(format.count(route.nPlusOnes), role)
            if width >= Self.wideNPlusOne, let since { text.append(" since build \(since)", role) }
            return text
        case .change:
            guard hasSeveralBuilds, let comparison = history.comparison(of: route.id) else { return StyledText() }
            return BuildDelta(comparison, format: format).styled(width: width - 2)
        }
    }

    /// 0 means that none of them has a time to compare.
    private func time(_ nanoseconds: UInt64) -> StyledText {
        guard nanoseconds > 0 else { return StyledText(format.unknown, .textDim) }
        return StyledText(format.roughDuration(nanoseconds), thresholds.request.severity(of: nanoseconds).role)
    }

    private func name(_ route: RouteSummary) -> String {
        route.method + " " + (route.route ?? "nothing matched")
    }

    private func describe(_ route: RouteSummary) -> String {
        let figures = wanted.map { "\($0.kind.rawValue) \(value($0.kind, route, width: 60).text)" }
        return name(route) + "  " + figures.joined(separator: "  ") + "  IMPACT " + format.duration(route.impact)
    }
}
