import PeriscopeHistory
import PeriscopeInsight
import PeriscopeWire
import Screen

/// One render opened: what the template was given, the queries that ran inside, who called it, and its text.
struct RenderPanel {
    let input: PanelInput
    let span: SpanRecord
    let render: RenderRecord

    private var format: Format { input.format }
    private var tree: SpanTree { input.facts.tree }
    private var place: Int? { input.facts.place(of: span.id) }

    /// More queries than these are counted.
    private static let queryLimit = 1_000

    func content() -> PanelContent {
        var text = PanelText(width: input.width)
        addFinding(to: &text)
        addFailure(to: &text)
        addContext(to: &text)
        addQueries(to: &text)
        addCaller(to: &text)
        addSource(to: &text)
        TemplateText(input: input, render: render, inside: inside, opener: opener).add(to: &text)
        if !isPartial { CallStackText(input: input, span: span).add(to: &text) }
        let value = ContextText.describe(render.context) + (render.text.isEmpty ? "" : "\n" + render.text)
        return text.content(
            .init(
                head: [head()], copy: .init(what: "template name", text: span.name),
                value: span.name + "\n\n" + value, source: TemplateSource.frame(span, input),
                finding: input.facts.mark(of: span)))
    }

    private func head() -> Line {
        let gap = input.width >= 100 ? "  " : " "
        let separator = gap + input.glyphs.separator + gap
        let alike = input.spans.filter { $0.kind == .render && $0.name == span.name }
        var line = Line(" ")
        line.add(span.name, .title)
        if alike.count > 1, let place = alike.firstIndex(where: { $0.id == span.id }) {
            line.add("  \(place + 1) of \(alike.count)", .textDim)
        }
        let time = input.duration(span)
        line.add(separator)
        line.add(format.duration(time), input.thresholds.render.severity(of: time).role)
        let inner = inside.reduce(UInt64(0)) { $0 &+ input.duration(input.spans[$1]) }
        if inner > 0, time > inner { line.add(", own " + format.duration(time - inner)) }
        // Of a partial, an engine may not say what it wrote.
        if render.outputBytes > 0 || !isPartial { line.add(separator + format.bytes(render.outputBytes)) }
        line.add(separator + input.moment(span.start), .textDim)
        return line
    }

    // MARK: Around and inside

    /// The render around this one.
    private var caller: SpanRecord? {
        guard let place, let parent = tree.ancestor(of: place, where: { input.spans[$0].kind == .render }) else {
            return nil
        }
        return input.spans[parent]
    }

    private var isPartial: Bool { caller != nil }

    /// The renders inside of this one and of no other in between.
    private var inside: [Int] {
        guard let place else { return [] }
        return input.spans.indices.filter { index in
            input.spans[index].kind == .render
                && tree.ancestor(of: index, where: { input.spans[$0].kind == .render }) == place
        }
    }

    /// The template from whose caller line this one was opened.
    private var opener: String? {
        let levels = input.detail.levels
        guard levels.count > 1, case .span(let id) = levels[levels.count - 2].opened,
            let other = input.facts.place(of: id), inside.contains(other)
        else { return nil }
        return input.spans[other].name
    }

    private func addFinding(to text: inout PanelText) {
        guard let finding = input.facts.mark(of: span) else { return }
        text.add(FindingLine.line(finding, input))
        if let suggestion = finding.suggestion { text.prose(suggestion, .textDim) }
    }

    private func addFailure(to text: inout PanelText) {
        guard let failure = span.failure else { return }
        text.heading("ERROR")
        text.prose(failure.type + ": " + failure.message, .error)
    }

    private func addContext(to text: inout PanelText) {
        text.heading("CONTEXT")
        guard render.context.isEmpty else {
            return ContextText(input: input, span: span.id, nodes: render.context).add(to: &text)
        }
        text.prose(
            isPartial ? "not captured of a partial: its page's says what there was" : "nothing was captured", .textDim)
    }

    private func addQueries(to text: inout PanelText) {
        guard let place else { return }
        let queries = input.facts.queries.entries.filter { tree.isInside($0.span, place) }
        guard !queries.isEmpty else {
            text.heading("QUERIES INSIDE")
            return text.add("none", .textDim)
        }
        let total = queries.reduce(UInt64(0)) { $0 &+ input.duration(input.spans[$1.span]) }
        text.heading("QUERIES INSIDE", StyledText("\(queries.count), " + format.duration(total), .textDim))
        for entry in queries.prefix(Self.queryLimit) {
            let row = QueryList.row(entry, input)
            var line = Line()
            line.gap(1)
            line.column(FindingMark.text(row.mark, input.glyphs), 2)
            line.column(format.duration(row.time), 9, input.thresholds.query.severity(of: row.time).role, .right)
            line.gap(2)
            line.add(SQLText.highlighted(SQLText.oneLine(entry.query.sql, limit: 400)))
            text.add(
                line,
                .init(
                    key: .span(row.span.id), opens: .span(row.span.id), source: input.callSite(row.span.stack),
                    finding: row.mark))
        }
        if queries.count > Self.queryLimit {
            text.add("and \(format.count(queries.count - Self.queryLimit)) more", .textDim)
        }
    }

    private func addCaller(to text: inout PanelText) {
        guard let caller else { return }
        text.heading("CALLED BY")
        var line = Line("   ")
        line.add(caller.name, .textStrong)
        if let call = TemplateText.call(of: span.name, in: caller.render?.text ?? "") {
            line.add(", line \(call.line)   ")
            line.add(SQLText.oneLine(call.tag, limit: 200), .link)
        }
        text.add(line, .init(key: .span(caller.id), opens: .span(caller.id)))
    }

    private func addSource(to text: inout PanelText) {
        guard !render.source.isEmpty else { return }
        text.heading("SOURCE", StyledText("o opens it", .textDim))
        text.prose(render.source)
    }
}
