import PeriscopeHistory
import PeriscopeWire
import Screen

/// One span opened that is neither query nor render: its attributes, its error, and what ran inside.
struct SpanPanel {
    let input: PanelInput
    let span: SpanRecord

    private var format: Format { input.format }

    func content() -> PanelContent {
        var lines: [Line] = []
        if let failure = span.failure {
            lines += [Line(), Line(" ERROR", .header), Line("   " + failure.type, .error)]
            let rows = TextBlock(failure.message, wrappedTo: max(10, input.width - 4)).rows
            lines += rows.map { Line("   " + $0.text, .textStrong) }
            lines += failure.stack.prefix(100).map { Line("     " + $0, .textDim) }
        }
        lines += [Line(), Line(" ATTRIBUTES", .header)]
        if span.attributes.isEmpty { lines.append(Line("   none", .textDim)) }
        for item in span.attributes {
            lines += TextLines.pair(item.key, item.value, isMasked: item.mask != 0, width: input.width)
        }
        lines += inside()
        return PanelContent(
            lines: lines, head: [head()], copy: .init(what: "span", text: SpanText.copied(span)),
            value: SpanText.whole(span, input))
    }

    private func head() -> Line {
        let separator = "  " + input.glyphs.separator + "  "
        var line = Line(" ")
        line.add(SpanLabel.kind(span.kind) + " ", RequestRole.layer(span.kind))
        line.add(span.name, .title)
        let isRunning = span.end == nil && input.request.state == .open
        line.add(separator)
        line.add(format.duration(input.duration(span)) + (isRunning ? " so far" : ""), isRunning ? .running : .text)
        line.add(separator + input.moment(span.start), .textDim)
        return line
    }

    private func inside() -> [Line] {
        let children = input.spans.filter { $0.parent == span.id }
        guard !children.isEmpty else { return [] }
        return [Line(), Line(" INSIDE", .header)]
            + children.prefix(500).map { child in
                var line = Line()
                line.gap(1)
                line.column(format.duration(input.duration(child)), 10, .text, .right)
                line.gap(2)
                line.add(SpanLabel.kind(child.kind) + " ", RequestRole.layer(child.kind))
                line.add(SpanLabel.name(child))
                return line
            }
    }
}
