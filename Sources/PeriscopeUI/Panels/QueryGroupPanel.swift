import PeriscopeHistory
import PeriscopeInsight
import Screen

/// Queries of one text, opened: the text, and each run with its values.
struct QueryGroupPanel {
    let input: PanelInput
    /// The first of them.
    let first: UInt64

    private var format: Format { input.format }

    func content() -> PanelContent {
        let queries = Queries(input, showsHousekeeping: true)
        guard let sql = queries.items.first(where: { $0.span.id == first })?.query.sql else { return PanelContent() }
        let items = queries.items.filter { $0.query.sql == sql }
        var content = PanelContent()
        content.head = head(sql, items)
        content.count = items.count
        content.key = { items.indices.contains($0) ? .span(items[$0].span.id) : .line($0) }
        content.line = { items.indices.contains($0) ? line(items[$0]) : Line() }
        content.opens = { items.indices.contains($0) ? .span(items[$0].span.id) : nil }
        content.copy = { index in
            guard items.indices.contains(index) else { return nil }
            return .init(what: "SQL, values inline", text: SQLText.inlined(items[index].query))
        }
        content.value = { items.indices.contains($0) ? SQLText.inlined(items[$0].query) + "\n" : nil }
        content.text = { items.indices.contains($0) ? SQLText.inlined(items[$0].query) : "" }
        return content
    }

    private func head(_ sql: String, _ items: [Queries.Item]) -> [Line] {
        let total = items.reduce(UInt64(0)) { $0 &+ input.duration($1.span) }
        var title = Line(" ")
        title.add(format.count(items.count, "query", "queries") + " of one text", .title)
        title.add("  " + input.glyphs.separator + "  " + format.duration(total))
        var lines = [title]
        let text = SQLLayout.lines(sql, width: input.width - 4)
        for part in text.prefix(6) {
            var line = Line("   ")
            line.add(part)
            lines.append(line)
        }
        if text.count > 6 { lines.append(Line("   " + input.glyphs.ellipsis, .textDim)) }
        var heads = Line(" ")
        heads.column("#", 5, .header, .right)
        heads.gap(1)
        heads.column(input.showsClock ? "AT" : "OFFSET", input.momentWidth, .header, .right)
        heads.column("TIME", 9, .header, .right)
        heads.column("ROWS", 7, .header, .right)
        heads.gap(2)
        heads.add("VALUES", .header)
        lines.append(heads)
        return lines
    }

    private func line(_ item: Queries.Item) -> Line {
        let time = input.duration(item.span)
        var line = Line(" ")
        line.column(item.number > 0 ? "\(item.number)" : input.glyphs.separator, 5, .textDim, .right)
        line.gap(1)
        line.column(input.moment(item.span.start), input.momentWidth, .textDim, .right)
        line.column(format.duration(time), 9, input.thresholds.query.severity(of: time).role, .right)
        line.column(format.count(item.query.rows), 7, .text, .right)
        line.gap(2)
        if item.copies > 1 { line.add("same \(input.glyphs.times)\(item.copies)  ", .duplicate) }
        for (index, value) in item.query.values.prefix(40).enumerated() {
            if index > 0 { line.add(", ", .textDim) }
            let text = value.mask != 0 ? value.text : String(SQLText.literal(value).prefix(200))
            line.add(text, SQLText.valueRole(value))
        }
        return line
    }
}
