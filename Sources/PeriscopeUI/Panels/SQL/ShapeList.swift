import PeriscopeHistory
import PeriscopeInsight
import PeriscopeSQL
import PeriscopeWire
import Screen

/// The queries by shape: what each shape costs together.
struct ShapeList {
    struct Row {
        /// The span of its first query.
        let first: UInt64
        let firstEntry: QueryIndex.Entry
        let count: Int
        let total: UInt64
        let worst: UInt64
        let mark: Finding?
        let text: String
        let flags: QueryFlags
        let site: SourceFrame?
        /// Other places that ran it too.
        let otherSites: Int
    }

    let rows: [Row]
    private let input: PanelInput
    private let whole: UInt64
    /// Of each row, so that they add up.
    private let percents: [Int]
    private let siteWidth: Int

    private var format: Format { input.format }

    init(_ input: PanelInput) {
        self.input = input
        var rows: [Row] = []
        for shape in input.facts.queries.shapes(input.history) {
            if let row = Self.row(shape, input) { rows.append(row) }
        }
        Self.sort(&rows, input.detail)
        self.rows = rows
        whole = rows.reduce(0) { $0 &+ $1.total }
        percents = Shares.percents(rows.map(\.total))
        let widest = rows.reduce(0) { max($0, TextWidth.width(of: String(Self.place($1).prefix(100)))) }
        siteWidth =
            input.width < 70 || widest == 0
            ? 0 : min(max(widest, 9), input.width >= 120 ? 40 : input.width >= 100 ? 24 : 21)
    }

    private static func row(_ shape: QueryIndex.Shape, _ input: PanelInput) -> Row? {
        let queries = input.facts.queries
        let shown = shape.entries.filter { queries.entries[$0].number > 0 || input.detail.showsHousekeeping }
        guard let first = shown.first else { return nil }
        var total: UInt64 = 0
        var worst: UInt64 = 0
        var mark: Finding?
        var flags: QueryFlags = []
        var stacks: Set<UInt64> = []
        var sites: [SourceFrame] = []
        for place in shown {
            let row = QueryList.row(queries.entries[place], input)
            total &+= row.time
            worst = max(worst, row.time)
            flags.formUnion(row.flags)
            if let other = row.mark, mark.map({ $0.severity < other.severity }) ?? true { mark = other }
            if stacks.insert(row.span.stack).inserted, let site = input.facts.callSite(row.span.stack),
                !sites.contains(where: { $0.place == site.place })
            {
                sites.append(site)
            }
        }
        let entry = queries.entries[first]
        let text = shape.isOneText ? entry.query.sql : shape.fingerprint.text
        return Row(
            first: input.spans[entry.span].id, firstEntry: entry, count: shown.count, total: total, worst: worst,
            mark: mark, text: text, flags: flags, site: sites.first, otherSites: max(0, sites.count - 1))
    }

    private static func sort(_ rows: inout [Row], _ detail: DetailState) {
        let order = detail.shapeOrder
        let isAscending = order.isDescending == detail.isShapeOrderReversed
        rows = rows.enumerated().sorted { left, right in
            let (first, second) = isAscending ? (left.element, right.element) : (right.element, left.element)
            if precedes(first, second, order) { return true }
            return precedes(second, first, order) ? false : left.offset < right.offset
        }.map(\.element)
    }

    private static func precedes(_ left: Row, _ right: Row, _ order: ShapeOrder) -> Bool {
        switch order {
        case .total: left.total < right.total
        case .count: left.count < right.count
        case .worst: left.worst < right.worst
        case .callSite: place(left) < place(right)
        case .text: left.text < right.text
        }
    }

    private static func place(_ row: Row) -> String {
        guard let site = row.site else { return "" }
        return row.otherSites > 0 ? site.place + " +\(row.otherSites)" : site.place
    }

    // MARK: Drawing

    private var isNarrow: Bool { input.width < 60 }
    private var countWidth: Int { input.width >= 100 ? 7 : 6 }
    private var timeWidth: Int { input.width >= 100 ? 10 : 9 }
    private var barWidth: Int { input.width >= 120 ? 16 : input.width >= 90 ? 8 : 0 }
    private var shareWidth: Int { isNarrow ? 0 : barWidth + 5 }

    private var textWidth: Int {
        let before = 2 + countWidth + timeWidth * (isNarrow ? 1 : 2) + (shareWidth > 0 ? 2 + shareWidth : 0) + 2
        return max(8, input.width - before - (siteWidth > 0 ? siteWidth + 3 : 1))
    }

    func heads() -> Line {
        var line = Line()
        line.gap(2)
        line.column(head("COUNT", .count), countWidth, .right)
        line.column(head("TOTAL", .total), timeWidth, .right)
        if !isNarrow { line.column(head("WORST", .worst), timeWidth, .right) }
        if shareWidth > 0 {
            line.gap(2)
            line.column("SHARE", shareWidth, .header, barWidth > 0 ? .left : .right)
        }
        line.gap(2)
        line.column(head("SHAPE", .text), textWidth)
        if siteWidth > 0 {
            line.gap(2)
            line.column(head("CALL SITE", .callSite), siteWidth)
        }
        return line
    }

    private func head(_ title: String, _ order: ShapeOrder) -> StyledText {
        let detail = input.detail
        guard order == detail.shapeOrder else { return StyledText(title, .header) }
        let isAscending = order.isDescending == detail.isShapeOrderReversed
        return StyledText(title + (isAscending ? input.glyphs.sortAscending : input.glyphs.sortDescending), .sortMark)
    }

    func line(_ index: Int) -> Line {
        guard rows.indices.contains(index) else { return Line() }
        let row = rows[index]
        let share = whole > 0 ? Double(row.total) / Double(whole) : 0
        var line = Line()
        line.gap(1)
        line.column(FindingMark.text(row.mark, input.glyphs), 1)
        line.column(format.count(row.count), countWidth, row.count > 1 ? .textStrong : .text, .right)
        line.column(format.duration(row.total), timeWidth, .text, .right)
        if !isNarrow {
            let severity = input.thresholds.query.severity(of: row.worst)
            line.column(format.duration(row.worst), timeWidth, severity.role, .right)
        }
        if shareWidth > 0 {
            line.gap(2)
            line.column(input.glyphs.bar(fraction: share, width: barWidth), barWidth, .barSQL)
            line.column(format.percent(whole: percents[index]), 5, .textDim, .right)
        }
        line.gap(2)
        line.column(text(row), textWidth)
        if siteWidth > 0 {
            line.gap(2)
            line.column(format.middle(Self.place(row), width: siteWidth), siteWidth, .textDim)
        }
        return line
    }

    private func text(_ row: Row) -> StyledText {
        var text = StyledText()
        if row.flags.contains(.failed) { text.append("failed ", .error) }
        if row.flags.contains(.running) { text.append("running ", .running) }
        text.append(SQLText.highlighted(SQLText.oneLine(row.text, limit: 400)))
        return text
    }
}
