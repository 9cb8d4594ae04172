import PeriscopeHistory
import PeriscopeInsight
import Screen

/// Panel 3: the queries in order, or by shape.
struct SQLPanel {
    private let input: PanelInput

    private var format: Format { input.format }
    private var queries: QueryIndex { input.facts.queries }

    init(_ input: PanelInput) {
        self.input = input
    }

    func content() -> PanelContent {
        var content = input.detail.isSQLGrouped ? grouped() : ordered()
        content.empty = empty()
        if content.count == 0 { content.head = queries.housekeeping > 0 ? [summary()] : [] }
        return content
    }

    private func empty() -> [String] {
        if queries.housekeeping > 0 {
            return ["No queries of the app's own.", "\(queries.housekeeping) of housekeeping: a shows them."]
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

    // MARK: Head

    private var isWide: Bool { input.width >= 100 }

    /// What they took together, and the part of the request that they fill, overlapping ones counted once.
    private var times: (total: UInt64, covered: UInt64) {
        let end = input.request.start &+ input.elapsed
        var total: UInt64 = 0
        var pieces: [(UInt64, UInt64)] = []
        for entry in queries.entries where entry.number > 0 {
            let span = input.spans[entry.span]
            total &+= input.duration(span)
            pieces.append((span.start, span.end ?? end))
        }
        let covered = Intervals(pieces, within: (input.request.start, end)).length
        return (total, covered)
    }

    /// As the overview has it, where it stands beside the other parts.
    private func share(_ covered: UInt64) -> Int {
        let phases = Phases(input).shares
        if let sql = phases.first, sql.part.time == covered, sql.part.name == "SQL" { return sql.percent }
        return Int((Double(covered) / Double(max(1, input.elapsed)) * 100).rounded())
    }

    private func summary() -> Line {
        let gap = isWide ? "  " : " "
        let separator = gap + input.glyphs.separator + gap
        let times = times
        let load = input.thresholds.queriesInRequest.severity(of: UInt64(queries.numbered))
        var line = Line(" ")
        line.add(format.count(queries.numbered, "query", "queries"), load == .none ? .textStrong : load.role)
        let total = format.duration(times.total)
        line.add(separator + total + (total == format.duration(times.covered) ? "" : " added up"))
        if input.elapsed > 0 {
            line.add(separator + format.percent(whole: share(times.covered)) + " of the request")
        }
        let transactions =
            queries.transactions > 0
            ? separator + format.count(queries.transactions, "transaction", "transactions") : ""
        var counted = ""
        if input.request.countedQueries > 0 {
            counted = separator + format.count(input.request.countedQueries) + " more only counted"
        }
        let room = input.width - 1 - line.cursor - StyledText(counted).width
        // The key goes before the transactions, where there is not room for both.
        let both = housekeeping(separator, room: room - StyledText(transactions).width)
        let alone = both.isEmpty ? housekeeping(separator, room: room) : both
        if alone == both { line.add(transactions) }
        line.add(counted, .warning)
        line.add(alone, .textDim)
        for mode in modes {
            let before = line.cursor
            // With a blank more than the line needs, so that it does not stick to what stands before.
            line.addRight(StyledText(" " + mode, .textDim), end: input.width - 1)
            if line.cursor > before { break }
        }
        return line
    }

    /// The longest form for which there is room; none where there is not even room for the key.
    private func housekeeping(_ separator: String, room: Int) -> String {
        guard queries.housekeeping > 0 else { return "" }
        let count = format.count(queries.housekeeping)
        let forms =
            input.detail.showsHousekeeping
            ? ["\(count) of housekeeping \(input.glyphs.separator) a hides them", "a hides \(count)"]
            : [
                "\(count) housekeeping hidden \(input.glyphs.separator) a shows them", "a shows \(count) more",
                "a: \(count) more",
            ]
        return forms.dropFirst(isWide ? 0 : 1).map { separator + $0 }.first { StyledText($0).width <= room } ?? ""
    }

    /// How they are shown, with the keys that change it where there is room.
    private var modes: [String] {
        let order = input.detail.queryOrder
        let ungrouped = order == .sequence ? "in order" : "by " + order.name
        let mode = input.detail.isSQLGrouped ? "grouped" : ungrouped
        let keys = input.detail.isSQLGrouped ? "t order  s sort" : "t groups  s sort"
        return [mode + "  " + input.glyphs.separator + "  " + keys, keys, mode]
    }

    // MARK: Rows

    private func ordered() -> PanelContent {
        let list = QueryList(input)
        let rows = list.rows
        let facts = input.facts
        var content = PanelContent()
        content.head = [summary(), list.heads()]
        content.count = rows.count
        content.key = { rows.indices.contains($0) ? .span(rows[$0].span.id) : .line($0) }
        content.line = list.line
        content.opens = { rows.indices.contains($0) ? .span(rows[$0].span.id) : nil }
        content.copy = { index in
            guard rows.indices.contains(index) else { return nil }
            return .init(what: "SQL", text: SQLWithValues.inlined(rows[index].entry.query))
        }
        content.value = { rows.indices.contains($0) ? SQLWithValues.inlined(rows[$0].entry.query) + "\n" : nil }
        content.text = { rows.indices.contains($0) ? rows[$0].entry.query.sql + " " + rows[$0].site : "" }
        content.source = { rows.indices.contains($0) ? facts.callSite(rows[$0].span.stack) : nil }
        content.finding = { rows.indices.contains($0) ? rows[$0].mark : nil }
        content.plan = { index in
            guard rows.indices.contains(index) else { return nil }
            return PlanQuestion(rows[index].entry.query, span: rows[index].span.id, of: facts.request.id)
        }
        content.sorts = .init(
            names: QueryOrder.allCases.map(\.name),
            current: QueryOrder.allCases.firstIndex(of: input.detail.queryOrder) ?? 0,
            isReversed: input.detail.isQueryOrderReversed)
        return content
    }

    private func grouped() -> PanelContent {
        let list = ShapeList(input)
        let rows = list.rows
        let request = input.request.id
        var content = PanelContent()
        content.head = [summary(), list.heads()]
        content.count = rows.count
        content.key = { rows.indices.contains($0) ? .group(rows[$0].first) : .line($0) }
        content.line = list.line
        content.opens = { index in
            guard rows.indices.contains(index) else { return nil }
            return rows[index].count == 1 ? .span(rows[index].first) : .group(rows[index].first)
        }
        content.copy = { rows.indices.contains($0) ? .init(what: "SQL", text: rows[$0].text) : nil }
        content.value = { rows.indices.contains($0) ? rows[$0].text + "\n" : nil }
        content.text = { rows.indices.contains($0) ? rows[$0].text + " " + (rows[$0].site?.place ?? "") : "" }
        content.source = { rows.indices.contains($0) ? rows[$0].site : nil }
        content.finding = { rows.indices.contains($0) ? rows[$0].mark : nil }
        content.plan = { index in
            guard rows.indices.contains(index) else { return nil }
            return PlanQuestion(rows[index].firstEntry.query, span: rows[index].first, of: request)
        }
        content.sorts = .init(
            names: ShapeOrder.allCases.map(\.name),
            current: ShapeOrder.allCases.firstIndex(of: input.detail.shapeOrder) ?? 0,
            isReversed: input.detail.isShapeOrderReversed)
        return content
    }
}
