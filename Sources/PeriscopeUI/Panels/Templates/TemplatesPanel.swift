import PeriscopeHistory
import PeriscopeInsight
import PeriscopeWire
import Screen

/// Panel 4: the renders as a tree, with own and total times.
struct TemplatesPanel {
    private let input: PanelInput
    private let tree: TemplateRows

    private var format: Format { input.format }

    init(_ input: PanelInput) {
        self.input = input
        tree = TemplateRows(input)
    }

    func content() -> PanelContent {
        var content = PanelContent()
        let rows = tree.rows
        if !rows.isEmpty { content.head = [summary(), heads()] }
        content.count = rows.count
        content.key = { rows.indices.contains($0) ? rows[$0].key : .line($0) }
        content.line = { rows.indices.contains($0) ? line(rows[$0]) : Line() }
        content.opens = { index in
            guard rows.indices.contains(index), let first = rows[index].spans.first else { return nil }
            return .span(input.spans[first].id)
        }
        content.fold = { rows.indices.contains($0) ? rows[$0].fold : nil }
        content.copy = { rows.indices.contains($0) ? .init(what: "template name", text: name(rows[$0])) : nil }
        content.text = { rows.indices.contains($0) ? name(rows[$0]) : "" }
        content.source = { index in
            guard rows.indices.contains(index), let first = rows[index].spans.first else { return nil }
            return TemplateSource.frame(input.spans[first], input)
        }
        content.finding = { rows.indices.contains($0) ? mark(rows[$0]) : nil }
        content.value = { _ in rows.map(describe).joined(separator: "\n") + "\n" }
        content.empty = empty()
        return content
    }

    private func empty() -> [String] {
        if input.request.state == .open { return ["No templates rendered yet."] }
        guard input.hasAdapter("mustache") || input.hasAdapter("template") else {
            return [
                "No template source connected.", "",
                "swift-mustache:   let library = probe.traced(mustacheLibrary, partials: true)",
                "another engine:   probe.render(name) { ... }",
            ]
        }
        return ["No template was rendered in this request."]
    }

    private func summary() -> Line {
        let separator = "  " + input.glyphs.separator + "  "
        var line = Line(" ")
        line.add(format.count(tree.pages, "page", "pages"), .textStrong)
        if tree.partials > 0 { line.add(", " + format.count(tree.partials, "partial", "partials")) }
        line.add(separator + format.duration(tree.total) + separator + format.bytes(tree.bytes))
        let isTimed = input.spans.contains { $0.render?.arePartialsTimed ?? false }
        if !isTimed {
            line.add(separator + "partials not timed; turn on with probe.traced(library, partials: true)", .textDim)
        }
        return line
    }

    private var isWide: Bool { input.width >= 60 }
    private var nameWidth: Int { max(8, min(48, input.width - (isWide ? 46 : 22))) }

    private var shareWidth: Int { min(30, max(10, input.width - nameWidth - 36 - 14)) }

    /// The weightiest finding that one of its renders is part of.
    private func mark(_ row: TemplateRows.Row) -> Finding? {
        row.spans.lazy.compactMap { input.facts.mark(of: input.spans[$0]) }.first
    }

    private func heads() -> Line {
        var line = Line()
        line.gap(3)
        line.column("TEMPLATE", nameWidth, .header)
        line.column("OWN", 9, .header, .right)
        line.column("TOTAL", 9, .header, .right)
        guard isWide else { return line }
        line.gap(2)
        line.column("SHARE", shareWidth, .header)
        line.column("SIZE", 10, .header, .right)
        return line
    }

    private func line(_ row: TemplateRows.Row) -> Line {
        var line = Line()
        line.gap(1)
        line.column(FindingMark.text(mark(row)?.severity ?? severity(row), input.glyphs), 2)
        line.column(styledName(row), nameWidth)
        line.column(format.duration(row.own), 9, severity(row).role, .right)
        line.column(format.duration(row.total), 9, isRunning(row) ? .running : .text, .right)
        guard isWide else { return line }
        line.gap(2)
        let share = tree.total > 0 ? Double(row.total) / Double(tree.total) : 0
        line.column(input.glyphs.bar(fraction: share, width: shareWidth), shareWidth, .barTemplate)
        line.column(format.bytes(row.bytes), 10, .text, .right)
        line.gap(2)
        if let first = row.spans.first, let source = input.spans[first].render?.source, !source.contains("\n") {
            line.add(source, .textDim)
        }
        return line
    }

    private func severity(_ row: TemplateRows.Row) -> Severity {
        row.spans.map { input.thresholds.render.severity(of: input.duration(input.spans[$0])) }.max() ?? .none
    }

    private func isRunning(_ row: TemplateRows.Row) -> Bool {
        input.request.state == .open && row.spans.contains { input.spans[$0].end == nil }
    }

    private func name(_ row: TemplateRows.Row) -> String {
        row.spans.first.map { input.spans[$0].name } ?? ""
    }

    private func styledName(_ row: TemplateRows.Row) -> StyledText {
        var text = StyledText(String(repeating: "  ", count: min(row.depth, nameWidth / 4)))
        if let fold = row.fold {
            text.append((fold.isOpen ? input.glyphs.open : input.glyphs.closed) + " ", .tree)
        } else {
            text.append("  ")
        }
        text.append(name(row), row.spans.contains { input.spans[$0].status == .error } ? .error : .text)
        if row.spans.count > 1 { text.append(" " + input.glyphs.times + "\(row.spans.count)", .textStrong) }
        return text
    }

    private func describe(_ row: TemplateRows.Row) -> String {
        String(repeating: "  ", count: row.depth) + name(row) + "  own " + format.duration(row.own) + "  total "
            + format.duration(row.total) + "  " + format.bytes(row.bytes)
    }
}
