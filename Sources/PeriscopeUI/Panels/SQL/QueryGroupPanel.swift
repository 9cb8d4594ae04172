import PeriscopeHistory
import PeriscopeInsight
import PeriscopeSQL
import Screen

/// Queries of one shape, opened: the text, and each run with its values.
struct QueryGroupPanel {
    let input: PanelInput
    /// One of them.
    let first: UInt64

    private var format: Format { input.format }

    func content() -> PanelContent {
        let queries = input.facts.queries
        guard let shape = queries.shape(of: first, input.history) else { return Self.gone }
        let rows = shape.entries.map { QueryList.row(queries.entries[$0], input) }
        let hasSites = Set(rows.map(\.site)).count > 1
        return content(rows, head: head(shape, rows, hasSites: hasSites), hasSites: hasSites)
    }

    private static var gone: PanelContent {
        var content = PanelContent()
        content.empty = ["This is no longer in the history."]
        return content
    }

    private func content(_ rows: [QueryList.Row], head: [Line], hasSites: Bool) -> PanelContent {
        func row(_ index: Int) -> QueryList.Row? { rows.indices.contains(index) ? rows[index] : nil }
        func sql(_ index: Int) -> String? { row(index).map { SQLWithValues.inlined($0.entry.query) } }
        let facts = input.facts
        var content = PanelContent()
        content.head = head
        content.count = rows.count
        content.key = { index in row(index).map { .span($0.span.id) } ?? .line(index) }
        content.line = { index in row(index).map { line($0, hasSite: hasSites) } ?? Line() }
        content.opens = { index in row(index).map { .span($0.span.id) } }
        content.copy = { index in sql(index).map { .init(what: "SQL, values inline", text: $0) } }
        content.value = { index in sql(index).map { $0 + "\n" } }
        content.text = { index in sql(index) ?? "" }
        content.source = { index in row(index).flatMap { facts.callSite($0.span.stack) } }
        content.finding = { index in row(index)?.mark }
        content.plan = { index in
            row(index).flatMap { PlanQuestion($0.entry.query, span: $0.span.id, of: facts.request.id) }
        }
        return content
    }

    private func head(_ shape: QueryIndex.Shape, _ rows: [QueryList.Row], hasSites: Bool) -> [Line] {
        let total = rows.reduce(UInt64(0)) { $0 &+ $1.time }
        let separator = "  " + input.glyphs.separator + "  "
        var title = Line(" ")
        title.add(format.count(rows.count, "query", "queries") + " of one shape", .title)
        title.add(separator + format.duration(total))
        if !hasSites, let site = rows.first?.site, !site.isEmpty { title.add(separator + site) }
        var lines = [title]
        if let finding = rows.lazy.compactMap(\.mark).first { lines += FindingLine.lines(finding, input) }
        let sql = shape.isOneText ? rows.first?.entry.query.sql ?? "" : shape.fingerprint.text
        let text = SQLLines.lines(sql, width: input.width - 4)
        for part in text.prefix(6) {
            var line = Line("   ")
            line.add(part)
            lines.append(line)
        }
        if text.count > 6 { lines.append(Line("   " + input.glyphs.ellipsis, .textDim)) }
        lines.append(heads(hasSite: hasSites))
        return lines
    }

    private func siteWidth(_ hasSite: Bool) -> Int { hasSite && input.width >= 60 ? 26 : 0 }

    private func heads(hasSite: Bool) -> Line {
        var heads = Line("  ")
        heads.column("#", 5, .header, .right)
        heads.gap(1)
        heads.column(input.showsClock ? "AT" : "OFFSET", input.momentWidth, .header, .right)
        heads.column("TIME", 9, .header, .right)
        heads.column("ROWS", 7, .header, .right)
        heads.gap(2)
        if siteWidth(hasSite) > 0 { heads.column("CALL SITE", siteWidth(hasSite), .header) }
        heads.add("VALUES", .header)
        return heads
    }

    private func line(_ row: QueryList.Row, hasSite: Bool) -> Line {
        let query = row.entry.query
        var line = Line()
        line.gap(1)
        line.column(FindingMark.text(row.mark, input.glyphs), 1)
        line.column(row.entry.number > 0 ? "\(row.entry.number)" : input.glyphs.separator, 5, .textDim, .right)
        line.gap(1)
        line.column(input.moment(row.span.start), input.momentWidth, .textDim, .right)
        line.column(format.duration(row.time), 9, input.thresholds.query.severity(of: row.time).role, .right)
        line.column(format.count(query.rows), 7, .text, .right)
        line.gap(2)
        let width = siteWidth(hasSite)
        if width > 0 { line.column(format.middle(row.site, width: width - 2), width, .textDim) }
        if row.flags.contains(.failed) { line.add(QueryList.failure(row.span, query) + "  ", .error) }
        if row.flags.contains(.duplicate) { line.add("dup  ", .duplicate) }
        for (index, value) in query.values.prefix(40).enumerated() {
            if index > 0 { line.add(", ", .textDim) }
            let text = value.mask != 0 ? value.text : String(SQLText.literal(value).prefix(200))
            line.add(text, SQLText.valueRole(value))
        }
        return line
    }
}
