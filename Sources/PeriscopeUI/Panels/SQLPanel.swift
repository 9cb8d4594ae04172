import PeriscopeHistory
import PeriscopeInsight
import PeriscopeWire
import Screen

/// Panel 3: the queries in order, or by text.
struct SQLPanel {
    private let input: PanelInput
    private let queries: Queries

    private var format: Format { input.format }

    init(_ input: PanelInput) {
        self.input = input
        queries = Queries(input, showsHousekeeping: input.detail.showsHousekeeping)
    }

    func content() -> PanelContent {
        var content = input.detail.isSQLGrouped ? grouped() : ordered()
        content.empty = empty()
        if queries.items.isEmpty {
            content.head = queries.housekeepingCount > 0 ? [summary()] : []
        }
        return content
    }

    private func empty() -> [String] {
        if queries.housekeepingCount > 0 {
            return ["No queries of the app's own.", "\(queries.housekeepingCount) of housekeeping: a shows them."]
        }
        if input.request.state == .open { return ["No queries yet."] }
        if input.app?.adapters.isEmpty == true || !hasSource {
            return [
                "No SQL source connected.", "",
                "GRDB:             configuration.trace(with: probe)",
                "another driver:   probe.query(sql, values: ...) { ... }",
                "or any tracing span that carries db.query.text",
            ]
        }
        return ["No queries in this request."]
    }

    /// Whether anything of this app could have sent a query.
    private var hasSource: Bool {
        input.hasAdapter("grdb") || input.hasAdapter("sql") || (input.app?.outside.queryCount ?? 0) > 0
    }

    private func summary() -> Line {
        let gap = isWide ? "  " : " "
        let separator = gap + input.glyphs.separator + gap
        var line = Line(" ")
        line.add(
            format.count(queries.numbered, "query", "queries"),
            input.thresholds.queriesInRequest.severity(of: UInt64(queries.numbered)).role == .text
                ? .textStrong : input.request.queryLoad(input.thresholds).role)
        line.add(separator + format.duration(queries.total))
        if input.elapsed > 0 {
            line.add(separator + format.percent(Double(queries.total) / Double(input.elapsed)) + " of the request")
        }
        if queries.transactions > 0 {
            line.add(separator + format.count(queries.transactions, "transaction", "transactions"))
        }
        if queries.housekeepingCount > 0, !input.detail.showsHousekeeping {
            let hidden = format.count(queries.housekeepingCount) + " hidden"
            line.add(separator + hidden + (isWide ? " (housekeeping: a shows it)" : " (a)"), .textDim)
        }
        if input.request.countedQueries > 0 {
            line.add(separator + format.count(input.request.countedQueries) + " more only counted", .warning)
        }
        line.addRight(StyledText(input.detail.isSQLGrouped ? "by text" : "in order", .textDim), end: input.width - 1)
        return line
    }

    // MARK: In order

    private func ordered() -> PanelContent {
        var content = PanelContent()
        let items = queries.items
        let connection = connectionWidth()
        content.head = [summary(), orderedHeads(connection: connection)]
        content.count = items.count
        content.key = { items.indices.contains($0) ? .span(items[$0].span.id) : .line($0) }
        let worst = items.reduce(UInt64(1)) { max($0, input.duration($1.span)) }
        content.line = {
            items.indices.contains($0) ? line(items[$0], worst: worst, connection: connection) : Line()
        }
        content.opens = { items.indices.contains($0) ? .span(items[$0].span.id) : nil }
        content.copy = { index in
            guard items.indices.contains(index) else { return nil }
            return .init(what: "SQL", text: SQLText.inlined(items[index].query))
        }
        content.value = { items.indices.contains($0) ? SQLText.inlined(items[$0].query) + "\n" : nil }
        content.text = { items.indices.contains($0) ? items[$0].query.sql : "" }
        return content
    }

    private var isWide: Bool { input.width >= 100 }
    private static let widestConnection = 20
    private var isNarrow: Bool { input.width < 60 }
    private var barWidth: Int { input.width >= 70 ? 8 : 0 }

    /// As wide as the longest name; 0 on a screen without room for the column.
    private func connectionWidth() -> Int {
        guard isWide else { return 0 }
        let names = Set(queries.items.map(\.query.connection))
        return names.reduce(10) { max($0, min(Self.widestConnection, TextWidth.width(of: String($1.prefix(100))))) }
    }

    private func orderedHeads(connection: Int) -> Line {
        var line = Line()
        line.gap(1)
        if !isNarrow {
            line.column("#", 4, .header, .right)
            line.gap(2)
            line.column(input.showsClock ? "AT" : "OFFSET", input.momentWidth, .header, .right)
        }
        line.column("TIME", 9, .header, .right)
        line.gap(1 + barWidth)
        if !isNarrow { line.column("ROWS", 6, .header, .right) }
        line.gap(1)
        if isWide { line.column("CONNECTION", connection + 1, .header) }
        line.gap(2)
        line.add("QUERY", .header)
        return line
    }

    private func line(_ item: Queries.Item, worst: UInt64, connection: Int) -> Line {
        let time = input.duration(item.span)
        let severity = input.thresholds.query.severity(of: time)
        var line = Line()
        line.gap(1)
        if !isNarrow {
            line.column(item.number > 0 ? "\(item.number)" : input.glyphs.separator, 4, .textDim, .right)
            line.gap(2)
            line.column(input.moment(item.span.start), input.momentWidth, .textDim, .right)
        }
        line.column(format.duration(time), 9, item.span.end == nil ? .running : severity.role, .right)
        line.gap(1)
        let bar = input.glyphs.bar(fraction: Double(time) / Double(worst), width: barWidth)
        line.column(bar, barWidth, severity == .none ? .barSQL : severity.barRole)
        if !isNarrow { line.column(format.count(item.query.rows), 6, .text, .right) }
        line.gap(1)
        if isWide { line.column(item.query.connection, connection, .textDim) }
        if isWide { line.gap(1) }
        line.column(bracket(item.bracket), 2, .tree)
        for flag in flags(item, severity) { line.add(flag) }
        line.add(SQLText.highlighted(SpanLabel.name(item.span)))
        return line
    }

    private func bracket(_ bracket: Queries.Bracket) -> String {
        switch bracket {
        case .none: ""
        case .first: input.glyphs.topLeft
        case .inside: input.glyphs.vertical
        case .last: input.glyphs.bottomLeft
        case .only: input.glyphs.isASCII ? "[" : "╶"
        }
    }

    private func flags(_ item: Queries.Item, _ severity: Severity) -> [StyledText] {
        var flags: [StyledText] = []
        if item.span.status == .error || item.query.errorCode != nil { flags.append(StyledText("error ", .error)) }
        if item.span.end == nil { flags.append(StyledText("running ", .running)) }
        if item.copies > 1 { flags.append(StyledText("same \(input.glyphs.times)\(item.copies) ", .duplicate)) }
        if severity > .none { flags.append(StyledText("slow ", severity.role)) }
        return flags
    }

    // MARK: By text

    private func grouped() -> PanelContent {
        let groups = queries.groups(input)
        let items = queries.items
        var content = PanelContent()
        content.head = [summary(), groupedHeads()]
        content.count = groups.count
        content.key = { groups.indices.contains($0) ? .group(groups[$0].first) : .line($0) }
        content.line = { groups.indices.contains($0) ? line(groups[$0], items) : Line() }
        content.opens = { index in
            guard groups.indices.contains(index) else { return nil }
            let group = groups[index]
            return group.items.count == 1 ? .span(group.first) : .group(group.first)
        }
        func sql(_ index: Int) -> String {
            guard groups.indices.contains(index), let first = groups[index].items.first else { return "" }
            return items[first].query.sql
        }
        content.copy = { .init(what: "SQL", text: sql($0)) }
        content.value = { sql($0) + "\n" }
        content.text = sql
        return content
    }

    private func groupedHeads() -> Line {
        var line = Line()
        line.gap(1)
        line.column("COUNT", 7, .header, .right)
        line.column("TOTAL", 10, .header, .right)
        if !isNarrow {
            line.column("WORST", 10, .header, .right)
            line.gap(2)
            line.column("SHARE", barWidth + 6, .header)
        }
        line.gap(2)
        line.add("TEXT", .header)
        return line
    }

    private func line(_ group: Queries.Group, _ items: [Queries.Item]) -> Line {
        let share = queries.total > 0 ? Double(group.total) / Double(queries.total) : 0
        let severity = input.thresholds.query.severity(of: group.worst)
        var line = Line()
        line.gap(1)
        line.column(format.count(group.items.count), 7, group.items.count > 1 ? .textStrong : .text, .right)
        line.column(format.duration(group.total), 10, .text, .right)
        if !isNarrow {
            line.column(format.duration(group.worst), 10, severity.role, .right)
            line.gap(2)
            line.column(input.glyphs.bar(fraction: share, width: barWidth), barWidth, .barSQL)
            line.column(format.percent(share), 6, .textDim, .right)
        }
        line.gap(2)
        if group.hasError { line.add("error ", .error) }
        if let first = group.items.first { line.add(SQLText.highlighted(SpanLabel.oneLine(items[first].query.sql))) }
        return line
    }
}
