import PeriscopeHistory
import PeriscopeInsight
import PeriscopeWire
import Screen

/// One render opened: what the template was given, and what ran inside.
struct RenderPanel {
    let input: PanelInput
    let span: SpanRecord
    let render: RenderRecord

    private var format: Format { input.format }

    func content() -> PanelContent {
        var lines: [Line] = []
        lines += failure()
        lines += context()
        lines += queries()
        lines += source()
        let value = render.context.map { Self.describe($0, depth: 0) }.joined()
        return PanelContent(
            lines: lines, head: [head()], copy: .init(what: "template name", text: span.name),
            value: span.name + "\n\n" + value)
    }

    private func head() -> Line {
        let separator = "  " + input.glyphs.separator + "  "
        let alike = input.spans.filter { $0.kind == .render && $0.name == span.name }
        var line = Line(" ")
        line.add(span.name, .title)
        if alike.count > 1, let place = alike.firstIndex(where: { $0.id == span.id }) {
            line.add("  \(place + 1) of \(alike.count)", .textDim)
        }
        let time = input.duration(span)
        line.add(separator)
        line.add(format.duration(time), input.thresholds.render.severity(of: time).role)
        // Of a partial, an engine may not say what it wrote.
        if render.outputBytes > 0 || !isPartial { line.add(separator + format.bytes(render.outputBytes)) }
        line.add(separator + input.moment(span.start))
        return line
    }

    /// Whether another render is around it.
    private var isPartial: Bool {
        guard let place = input.spans.firstIndex(where: { $0.id == span.id }) else { return false }
        return SpanTree(input.spans).ancestor(of: place) { input.spans[$0].kind == .render } != nil
    }

    private func heading(_ text: String, _ note: String = "") -> [Line] {
        var line = Line(" ")
        line.add(text, .header)
        if !note.isEmpty { line.add("  " + note, .textDim) }
        return [Line(), line]
    }

    private func failure() -> [Line] {
        guard let failure = span.failure else { return [] }
        return heading("ERROR") + [Line("   " + failure.type + ": " + failure.message, .error)]
    }

    private func context() -> [Line] {
        guard !render.context.isEmpty else {
            let text = isPartial ? "not captured of a partial: its page's says what there was" : "nothing was captured"
            return heading("CONTEXT") + [Line("   " + text, .textDim)]
        }
        var lines = heading("CONTEXT")
        for node in render.context { append(node, depth: 0, to: &lines) }
        return lines
    }

    private func append(_ node: ContextRecord, depth: Int, to lines: inout [Line]) {
        guard depth < TimelineRows.maximumDepth, lines.count < 20_000 else { return }
        var line = Line()
        line.gap(3 + depth * 2)
        line.add(node.key, .jsonKey)
        line.gap(1)
        if let value = node.value {
            line.add(value, node.mask != 0 || value == redacted ? .redacted : role(of: node))
        } else if let count = node.count {
            line.add(format.count(count, "element", "elements"), .textDim)
            let hidden = Int(clamping: count) - node.children.count
            if hidden > 0, !node.children.isEmpty { line.add(", \(node.children.count) shown", .textDim) }
        }
        line.gap(2)
        line.add(node.type, .textDim)
        lines.append(line)
        for child in node.children { append(child, depth: depth + 1, to: &lines) }
    }

    private func role(of node: ContextRecord) -> Role {
        switch node.type {
        case "String", "Substring": .jsonString
        case "Bool": .jsonLiteral
        case let type where type.hasPrefix("Int") || type.hasPrefix("UInt") || type == "Double" || type == "Float":
            .jsonNumber
        default: .text
        }
    }

    private func queries() -> [Line] {
        let tree = SpanTree(input.spans)
        guard let place = input.spans.firstIndex(where: { $0.id == span.id }) else { return [] }
        let inside = input.spans.indices.filter { input.spans[$0].query != nil && tree.isInside($0, place) }
        guard !inside.isEmpty else {
            return heading("QUERIES INSIDE") + [Line("   none", .textDim)]
        }
        let total = inside.reduce(UInt64(0)) { $0 &+ input.duration(input.spans[$1]) }
        var lines = heading("QUERIES INSIDE", "\(inside.count), " + format.duration(total))
        for index in inside.prefix(1_000) {
            var line = Line()
            line.gap(1)
            line.column(format.duration(input.duration(input.spans[index])), 10, .text, .right)
            line.gap(2)
            line.add(SQLText.highlighted(SpanLabel.name(input.spans[index])))
            lines.append(line)
        }
        if inside.count > 1_000 { lines.append(Line("   and \(inside.count - 1_000) more", .textDim)) }
        return lines
    }

    private func source() -> [Line] {
        guard !render.source.isEmpty else { return [] }
        return heading("SOURCE")
            + TextBlock(render.source, wrappedTo: max(10, input.width - 4)).rows.map { Line("   " + $0.text) }
    }

    private static func describe(_ node: ContextRecord, depth: Int) -> String {
        guard depth < TimelineRows.maximumDepth else { return "" }
        let own = String(repeating: "  ", count: depth) + node.key + ": " + (node.value ?? node.type) + "\n"
        return node.children.reduce(own) { $0 + describe($1, depth: depth + 1) }
    }
}
