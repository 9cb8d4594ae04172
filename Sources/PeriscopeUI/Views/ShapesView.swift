import PeriscopeHistory
import PeriscopeInsight
import PeriscopeSQL
import Screen

/// View 0, turned over: which shapes of queries cost most over all requests.
struct ShapesView {
    private let shapes: [QueryShape]
    private let history: History
    private let state: WholeViewState
    private let thresholds: Thresholds
    private let width: Int
    private let format: Format

    init(history: History, state: WholeViewState, thresholds: Thresholds, width: Int, glyphs: Glyphs) {
        self.history = history
        self.state = state
        self.thresholds = thresholds
        self.width = width
        format = Format(glyphs: glyphs)
        shapes = Self.sorted(history.shapes, state)
    }

    private static func sorted(_ shapes: [QueryShape], _ state: WholeViewState) -> [QueryShape] {
        let ascending = shapes.sorted { left, right in
            switch state.shapeSort {
            case .total: left.duration < right.duration
            case .count: left.count < right.count
            case .worst: left.worst < right.worst
            case .requests: left.requests < right.requests
            case .nPlusOnes: (left.nPlusOnes, left.duration) < (right.nPlusOnes, right.duration)
            case .shape: right.fingerprint.text < left.fingerprint.text
            }
        }
        return state.isReversed ? ascending : ascending.reversed()
    }

    func content() -> PanelContent {
        var content = PanelContent()
        content.head = shapes.isEmpty ? [] : [heads()]
        content.count = shapes.count
        content.key = { shapes.indices.contains($0) ? .shape(shapes[$0].fingerprint.hash) : .line($0) }
        let total = shapes.reduce(UInt64(0)) { $0 &+ $1.duration }
        let percents = Shares.percents(shapes.map(\.duration))
        let texts = texts
        content.line = { index in
            guard shapes.indices.contains(index) else { return Line() }
            let share = Double(shapes[index].duration) / Double(max(1, total))
            return line(shapes[index], share: share, percent: percents[index], texts)
        }
        content.source = { shapes.indices.contains($0) ? callSite(shapes[$0]) : nil }
        content.copy = { shapes.indices.contains($0) ? .init(what: "SQL", text: shapes[$0].fingerprint.text) : nil }
        content.value = { shapes.indices.contains($0) ? describe(shapes[$0]) : nil }
        content.text = { shapes.indices.contains($0) ? shapes[$0].fingerprint.text : "" }
        content.empty = [
            "No query has been seen yet.", "Each shape of a query stands here with what it cost over all requests.",
        ]
        return content
    }

    // MARK: Columns

    private struct Column {
        let title: String
        let width: Int
        let sort: ShapeSort
    }

    private static let leastShape = 28

    /// Those that leave the shape enough room, in the order of the screen.
    private var columns: [Column] {
        let byPriority = [
            Column(title: "TOTAL", width: 10, sort: .total), Column(title: "COUNT", width: 7, sort: .count),
            Column(title: "N+1", width: 5, sort: .nPlusOnes), Column(title: "WORST", width: 10, sort: .worst),
            Column(title: "REQS", width: 6, sort: .requests),
        ]
        var left = width - 1 - shareWidth - Self.leastShape
        var taken: [String] = []
        for column in byPriority where left >= column.width {
            taken.append(column.title)
            left -= column.width
        }
        let order = ["TOTAL", "COUNT", "WORST", "REQS", "N+1"]
        return order.compactMap { title in
            taken.contains(title) ? byPriority.first { $0.title == title } : nil
        }
    }

    private var shareWidth: Int { width >= 150 ? 18 : width >= 76 ? 6 : 0 }

    /// What is behind the share: the shape, then where it is from, as far as there is room.
    private var texts: (shape: Int, site: Int, route: Int) {
        let room = width - 1 - columns.reduce(0) { $0 + $1.width } - 2 - shareWidth - 1
        let site = widest(32) { callSite($0)?.place ?? "" }
        guard site == 0 || room - site - 2 >= Self.leastShape else { return (max(8, room), 0, 0) }
        let left = site == 0 ? room : room - site - 2
        let route = min(widest(26, of: routes), left - 2 - Self.leastShape)
        return route >= Self.leastRoute ? (left - route - 2, site, route) : (left, site, 0)
    }

    private static let leastRoute = 10

    private func widest(_ limit: Int, of text: (QueryShape) -> String) -> Int {
        shapes.prefix(200).reduce(0) { max($0, min(limit, TextWidth.width(of: text($1)))) }
    }

    private func heads() -> Line {
        var line = Line()
        line.gap(1)
        for column in columns { line.column(head(column.title, column.sort), column.width, .right) }
        line.gap(2)
        if shareWidth > 0 { line.column("SHARE", shareWidth, .header, shareWidth > 6 ? .left : .right) }
        if shareWidth > 0 { line.gap(1) }
        let texts = texts
        line.column(head("SHAPE", .shape), texts.shape)
        if texts.site > 0 { line.gap(2) }
        line.column("CALL SITE", texts.site, .header)
        if texts.route > 0 { line.gap(2) }
        line.column("ROUTE", texts.route, .header)
        if columns.count < 5 {
            line.move(to: width - 1)
            line.add(format.glyphs.ellipsis, .header)
        }
        return line
    }

    private func head(_ title: String, _ sort: ShapeSort) -> StyledText {
        guard sort == state.shapeSort else { return StyledText(title, .header) }
        let sign = state.isReversed ? format.glyphs.sortAscending : format.glyphs.sortDescending
        return StyledText(title + sign, .sortMark)
    }

    /// The order that a click on a column's head asks for.
    func sort(at x: Int) -> ShapeSort? {
        var end = 1
        for column in columns {
            end += column.width
            if x < end { return column.sort }
        }
        return x < end + 2 + shareWidth ? .total : .shape
    }

    // MARK: Rows

    private func line(
        _ shape: QueryShape, share: Double, percent: Int, _ texts: (shape: Int, site: Int, route: Int)
    ) -> Line {
        var line = Line()
        line.gap(1)
        for column in columns {
            let (value, role) = value(column.sort, shape)
            line.column(value, column.width, role, .right)
        }
        line.gap(2)
        if shareWidth > 6 {
            line.column(format.glyphs.bar(fraction: share, width: shareWidth - 8), shareWidth - 7, .barSQL)
            line.gap(1)
        }
        if shareWidth > 0 {
            line.column(format.percent(whole: percent), 6, .textDim, .right)
            line.gap(1)
        }
        line.column(SQLText.highlighted(SpanLabel.oneLine(shape.fingerprint.text)), texts.shape)
        if texts.site > 0 { line.gap(2) }
        line.column(callSite(shape)?.place ?? "", texts.site, .link)
        if texts.route > 0 { line.gap(2) }
        line.column(routes(shape), texts.route, .textDim)
        return line
    }

    private func value(_ sort: ShapeSort, _ shape: QueryShape) -> (String, Role) {
        switch sort {
        case .total: (format.duration(shape.duration), .textStrong)
        case .count: (format.count(shape.count), .text)
        case .worst: (format.duration(shape.worst), thresholds.query.severity(of: shape.worst).role)
        case .requests: (format.count(shape.requests), .text)
        case .nPlusOnes, .shape: shape.nPlusOnes > 0 ? (format.count(shape.nPlusOnes), .nplusone) : ("", .text)
        }
    }

    /// The route that spends most on it, and how many others do.
    private func routes(_ shape: QueryShape) -> String {
        guard let first = shape.routes.first else { return "" }
        return shape.routes.count > 1 ? "\(first) +\(shape.routes.count - 1)" : first
    }

    private func callSite(_ shape: QueryShape) -> SourceFrame? {
        shape.stack == 0 ? nil : history.callSite(shape.stack, of: shape.app)
    }

    private func describe(_ shape: QueryShape) -> String {
        let figures = [
            format.count(shape.count, "query", "queries"), format.duration(shape.duration),
            "worst " + format.duration(shape.worst), format.count(shape.requests, "request", "requests"),
        ]
        let site = callSite(shape).map { "\($0.path):\($0.line)  \($0.function)\n" } ?? ""
        return shape.fingerprint.text + "\n\n" + figures.joined(separator: "  ") + "\n" + site
            + shape.routes.map { $0 + "\n" }.joined()
    }
}
