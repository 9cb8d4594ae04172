import PeriscopeHistory
import PeriscopeInsight
import PeriscopeWire
import Screen

/// The queries one by one, in the order that is chosen.
struct QueryList {
    struct Row {
        let entry: QueryIndex.Entry
        let span: SpanRecord
        let time: UInt64
        let mark: Finding?
        let flags: QueryFlags
        let site: String
        var bracket = Bracket.none
    }

    /// Where a query stands in its transaction.
    enum Bracket {
        case none, first, inside, last, only
    }

    let rows: [Row]
    private let input: PanelInput
    private let worst: UInt64
    private let columns: QueryColumns

    private var format: Format { input.format }

    init(_ input: PanelInput) {
        self.input = input
        var rows = input.facts.queries.entries.compactMap { entry -> Row? in
            guard entry.number > 0 || input.detail.showsHousekeeping else { return nil }
            return Self.row(entry, input)
        }
        Self.sort(&rows, input.detail)
        // In another order, those of one transaction stand apart.
        if input.detail.queryOrder == .sequence { Self.findBrackets(&rows) }
        self.rows = rows
        worst = rows.reduce(UInt64(1)) { max($0, $1.time) }
        columns = QueryColumns(width: input.width, wanted: Self.wanted(rows, input))
    }

    static func row(_ entry: QueryIndex.Entry, _ input: PanelInput) -> Row {
        let span = input.spans[entry.span]
        let time = input.duration(span)
        let mark = input.facts.mark(of: span)
        return Row(
            entry: entry, span: span, time: time, mark: mark,
            flags: QueryFlags(
                span, entry.query, mark: mark, isDuplicate: input.facts.isDuplicate(span),
                severity: input.thresholds.query.severity(of: time),
                isOpen: span.end == nil && input.request.state == .open),
            site: input.facts.siteText(span.stack))
    }

    // MARK: Order

    private static func sort(_ rows: inout [Row], _ detail: DetailState) {
        let order = detail.queryOrder
        let isAscending = order.isDescending == detail.isQueryOrderReversed
        guard order != .sequence else {
            if !isAscending { rows.reverse() }
            return
        }
        // In order of running where nothing tells them apart.
        let sorted = rows.enumerated().sorted { left, right in
            let (first, second) = isAscending ? (left.element, right.element) : (right.element, left.element)
            if precedes(first, second, order) { return true }
            return precedes(second, first, order) ? false : left.offset < right.offset
        }
        rows = sorted.map(\.element)
    }

    private static func precedes(_ left: Row, _ right: Row, _ order: QueryOrder) -> Bool {
        switch order {
        case .sequence: false
        case .time: left.time < right.time
        case .rows: left.entry.query.rows < right.entry.query.rows
        case .findings: left.flags.weight < right.flags.weight
        case .callSite: left.site < right.site
        case .text: left.entry.query.sql < right.entry.query.sql
        case .connection: left.entry.query.connection < right.entry.query.connection
        }
    }

    private static func findBrackets(_ rows: inout [Row]) {
        for index in rows.indices {
            guard let transaction = rows[index].entry.query.transaction else { continue }
            let before = index > 0 && rows[index - 1].entry.query.transaction == transaction
            let after = index + 1 < rows.count && rows[index + 1].entry.query.transaction == transaction
            switch (before, after) {
            case (false, false): rows[index].bracket = .only
            case (false, true): rows[index].bracket = .first
            case (true, true): rows[index].bracket = .inside
            case (true, false): rows[index].bracket = .last
            }
        }
    }

    /// What the columns would fill; each different text is measured once.
    private static func wanted(_ rows: [Row], _ input: PanelInput) -> QueryColumns.Wanted {
        var wanted = QueryColumns.Wanted(moment: input.momentWidth)
        wanted.hasTransactions = rows.contains { $0.bracket != .none }
        wanted.flags = Set(rows.map(\.flags)).reduce(0) { max($0, $1.text.width) }
        if wanted.flags > 0 { wanted.flags = max(wanted.flags, "FLAGS".utf8.count) }
        wanted.site = Set(rows.map(\.site)).reduce(0) { max($0, TextWidth.width(of: String($1.prefix(100)))) }
        if wanted.site > 0 { wanted.site = max(wanted.site, "CALL SITE".utf8.count) }
        let connections = Set(rows.map(\.entry.query.connection))
        wanted.connection = connections.reduce(10) { max($0, TextWidth.width(of: String($1.prefix(100)))) }
        return wanted
    }

    // MARK: Drawing

    func heads() -> Line {
        var line = Line()
        line.gap(2)
        if columns.number > 0 { line.column(head("#", .sequence), columns.number, .right) }
        if columns.moment > 0 {
            line.gap(1)
            line.column(input.showsClock ? "AT" : "OFFSET", columns.moment, .header, .right)
        }
        line.column(head("TIME", .time), columns.time, .right)
        line.gap(columns.bar > 0 ? columns.bar + 1 : 0)
        if columns.rows > 0 {
            line.gap(1)
            line.column(head("ROWS", .rows), columns.rows, .right)
        }
        addHead("FLAGS", .findings, columns.flags, to: &line)
        if columns.axis > 0 {
            line.gap(2)
            line.column("WHEN", columns.axis, .header)
        }
        addHead("CONNECTION", .connection, columns.connection, to: &line)
        line.gap(2 + columns.bracket)
        line.column(head("QUERY", .text), columns.text)
        addHead("CALL SITE", .callSite, columns.site, to: &line)
        return line
    }

    private func addHead(_ title: String, _ order: QueryOrder, _ width: Int, to line: inout Line) {
        guard width > 0 else { return }
        line.gap(2)
        line.column(head(title, order), width)
    }

    private func head(_ title: String, _ order: QueryOrder) -> StyledText {
        let detail = input.detail
        guard order == detail.queryOrder, order != .sequence || detail.isQueryOrderReversed else {
            return StyledText(title, .header)
        }
        let isAscending = order.isDescending == detail.isQueryOrderReversed
        return StyledText(title + (isAscending ? input.glyphs.sortAscending : input.glyphs.sortDescending), .sortMark)
    }

    func line(_ index: Int) -> Line {
        guard rows.indices.contains(index) else { return Line() }
        let row = rows[index]
        let query = row.entry.query
        let severity = input.thresholds.query.severity(of: row.time)
        var line = Line()
        line.gap(1)
        line.column(FindingMark.text(row.mark, input.glyphs), 1)
        if columns.number > 0 {
            let number = row.entry.number > 0 ? "\(row.entry.number)" : input.glyphs.separator
            line.column(number, columns.number, .textDim, .right)
        }
        if columns.moment > 0 {
            line.gap(1)
            line.column(input.moment(row.span.start), columns.moment, .textDim, .right)
        }
        let isRunning = row.flags.contains(.running)
        line.column(format.duration(row.time), columns.time, isRunning ? .running : severity.role, .right)
        if columns.bar > 0 {
            line.gap(1)
            let bar = input.glyphs.bar(fraction: Double(row.time) / Double(worst), width: columns.bar)
            line.column(bar, columns.bar, severity == .none ? .barSQL : severity.barRole)
        }
        if columns.rows > 0 {
            line.gap(1)
            line.column(format.count(query.rows), columns.rows, .text, .right)
        }
        addMiddle(row, severity, to: &line)
        line.gap(2)
        line.column(bracket(row.bracket), columns.bracket, .tree)
        let isLast = columns.site == 0
        // What is last may be scrolled sideways.
        if isLast { line.add(text(row)) } else { line.column(text(row), columns.text) }
        if !isLast {
            line.gap(2)
            line.column(format.middle(row.site, width: columns.site), columns.site, .textDim)
        }
        return line
    }

    private func addMiddle(_ row: Row, _ severity: Severity, to line: inout Line) {
        if columns.flags > 0 {
            line.gap(2)
            line.column(row.flags.text, columns.flags)
        }
        if columns.axis > 0 {
            line.gap(2)
            line.column(axis(row, severity), columns.axis)
        }
        if columns.connection > 0 {
            line.gap(2)
            line.column(row.entry.query.connection, columns.connection, .textDim)
        }
    }

    /// Where in the request's time it ran.
    private func axis(_ row: Row, _ severity: Severity) -> StyledText {
        guard input.elapsed > 0 else { return StyledText() }
        let start = Double(input.offset(row.span.start)) / Double(input.elapsed)
        let end = start + Double(row.time) / Double(input.elapsed)
        return input.glyphs.span(
            start: start, end: end, width: columns.axis, role: severity == .none ? .layerQuery : severity.barRole)
    }

    private func bracket(_ bracket: Bracket) -> String {
        switch bracket {
        case .none: ""
        case .first: input.glyphs.topLeft
        case .inside: input.glyphs.vertical
        case .last: input.glyphs.bottomLeft
        case .only: input.glyphs.isASCII ? "[" : "╶"
        }
    }

    /// A failed one says why first.
    private func text(_ row: Row) -> StyledText {
        let query = row.entry.query
        let sql = SQLText.highlighted(SQLText.oneLine(query.sql, limit: 400))
        guard row.flags.contains(.failed) else { return sql }
        var text = StyledText(Self.failure(row.span, query), .error)
        text.append("  ")
        text.append(sql)
        return text
    }

    /// Code and message of a failed statement.
    static func failure(_ span: SpanRecord, _ query: QueryRecord) -> String {
        let message = span.failure.map { $0.message.isEmpty ? $0.type : $0.message } ?? "failed"
        guard let code = query.errorCode else { return SQLText.oneLine(message, limit: 200) }
        return "\(code) " + SQLText.oneLine(message, limit: 200)
    }
}
