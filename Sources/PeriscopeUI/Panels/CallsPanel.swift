import PeriscopeHistory
import PeriscopeWire
import Screen

/// Panel 7: outgoing calls, and every other span that is neither query nor render.
struct CallsPanel {
    private let input: PanelInput
    private let spans: [SpanRecord]
    private let callCount: Int

    init(_ input: PanelInput) {
        self.input = input
        let calls = input.spans.filter { $0.kind == .client }
        let others = input.spans.filter { $0.kind != .client && $0.kind != .query && $0.kind != .render }
        callCount = calls.count
        spans = calls + others
    }

    func content() -> PanelContent {
        var content = PanelContent()
        if !spans.isEmpty { content.head = [summary(), heads()] }
        content.count = spans.count
        content.key = { spans.indices.contains($0) ? .span(spans[$0].id) : .line($0) }
        let longest = spans.reduce(UInt64(1)) { max($0, input.duration($1)) }
        content.line = { spans.indices.contains($0) ? line(spans[$0], longest: longest) : Line() }
        content.opens = { spans.indices.contains($0) ? .span(spans[$0].id) : nil }
        content.copy = { spans.indices.contains($0) ? .init(what: "span", text: SpanText.copied(spans[$0])) : nil }
        content.text = { spans.indices.contains($0) ? SpanText.searched(spans[$0]) : "" }
        content.value = { spans.indices.contains($0) ? SpanText.whole(spans[$0], input) : nil }
        content.empty = [
            "No outgoing calls and no other spans.", "",
            "Any span of swift-distributed-tracing stands here, and so does",
            "probe.span(name) { ... } around work of your own.",
        ]
        return content
    }

    private func summary() -> Line {
        let separator = "  " + input.glyphs.separator + "  "
        let calls = spans.prefix(callCount)
        var line = Line(" ")
        line.add(input.format.count(callCount, "call", "calls"), .textStrong)
        if callCount > 0 {
            let total = calls.reduce(UInt64(0)) { $0 &+ input.duration($1) }
            line.add(separator + input.format.duration(total))
        }
        line.add(separator + input.format.count(spans.count - callCount, "other span", "other spans"))
        return line
    }

    private var isWide: Bool { input.width >= 60 }

    private func heads() -> Line {
        var line = Line()
        line.gap(1)
        line.column("KIND", 11, .header)
        if isWide { line.column(input.showsClock ? "AT" : "OFFSET", input.momentWidth, .header, .right) }
        line.column("TIME", 9, .header, .right)
        line.gap(isWide ? 11 : 2)
        line.add("NAME", .header)
        return line
    }

    private func line(_ span: SpanRecord, longest: UInt64) -> Line {
        let time = input.duration(span)
        let isRunning = span.end == nil && input.request.state == .open
        var line = Line()
        line.gap(1)
        line.column(SpanLabel.kind(span.kind), 11, RequestRole.layer(span.kind))
        if isWide { line.column(input.moment(span.start), input.momentWidth, .textDim, .right) }
        line.column(input.format.duration(time), 9, isRunning ? .running : .text, .right)
        if isWide {
            line.gap(1)
            let bar = input.glyphs.bar(fraction: Double(time) / Double(longest), width: 8)
            line.column(bar, 8, RequestRole.layer(span.kind))
        }
        line.gap(2)
        if span.status == .error || span.failure != nil { line.add("error ", .error) }
        line.add(span.name)
        for item in SpanText.telling(span).prefix(12) {
            line.add("  " + item.key + "=", .textDim)
            line.add(String(item.value.prefix(300)), item.mask != 0 ? .redacted : .textDim)
        }
        return line
    }
}
