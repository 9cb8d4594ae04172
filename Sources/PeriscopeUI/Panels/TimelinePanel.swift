import PeriscopeHistory
import PeriscopeInsight
import PeriscopeWire
import Screen

/// Panel 2: every span on one time axis.
struct TimelinePanel {
    private let input: PanelInput
    private let rows: [TimelineRows.Row]
    private let labelWidth: Int
    private let axis: TimeAxis
    private let noteWidth: Int

    private static let timeWidth = 9

    init(_ input: PanelInput) {
        self.input = input
        rows = TimelineRows(input).rows
        labelWidth = min(max(input.width * 36 / 100, min(16, input.width / 2)), 48)
        noteWidth = input.width >= 72 ? 14 : 0
        let width = max(4, input.width - 1 - labelWidth - 1 - Self.timeWidth - noteWidth - 1)
        let zoom = input.detail.zoom
        axis = TimeAxis(
            start: Double(input.elapsed) * zoom.start, length: Double(input.elapsed) * zoom.length, width: width,
            showsEnd: zoom.end >= 1)
    }

    func content() -> PanelContent {
        var content = PanelContent()
        content.head = [head()]
        content.count = rows.count
        content.key = { rows.indices.contains($0) ? rows[$0].key : .line($0) }
        content.line = { rows.indices.contains($0) ? line(rows[$0]) : Line() }
        content.fold = { rows.indices.contains($0) ? rows[$0].fold : nil }
        content.opens = { index in
            guard rows.indices.contains(index), case .span(let span) = rows[index].kind else { return nil }
            return .span(input.spans[span].id)
        }
        content.source = { rows.indices.contains($0) ? source(rows[$0]) : nil }
        content.finding = { rows.indices.contains($0) ? rows[$0].finding : nil }
        content.copy = { index in
            guard rows.indices.contains(index) else { return nil }
            return .init(what: "row", text: describe(rows[index]))
        }
        content.text = { rows.indices.contains($0) ? label(rows[$0]) : "" }
        content.value = { _ in rows.map(describe).joined(separator: "\n") + "\n" }
        return content
    }

    private func head() -> Line {
        var line = Line()
        line.gap(1)
        let zoom = input.detail.zoom
        let title = zoom.isWhole ? "" : "zoom " + input.glyphs.times + "\(Int((1 / zoom.length).rounded()))"
        line.column(title, labelWidth, .statusFilter)
        line.gap(1)
        let start = line.cursor
        for piece in axis.labels(glyphs: input.glyphs).pieces {
            line.move(to: start + piece.x)
            line.add(piece.text)
        }
        line.move(to: start + axis.width)
        line.column("TIME", Self.timeWidth, .header, .right)
        return line
    }

    private func line(_ row: TimelineRows.Row) -> Line {
        var line = Line()
        line.gap(1)
        line.column(styledLabel(row), labelWidth)
        line.gap(1)
        let start = line.cursor
        line.column(bar(row), axis.width)
        line.move(to: start + axis.width)
        line.column(input.format.duration(time(row)), Self.timeWidth, isRunning(row) ? .running : .text, .right)
        line.gap(2)
        line.column(note(row), noteWidth)
        return line
    }

    private func bar(_ row: TimelineRows.Row) -> StyledText {
        guard let edges = edges(row) else { return outOfSight(row) }
        let total = Double(axis.width * parts)
        return input.glyphs.span(
            start: Double(edges.lowerBound) / total, end: Double(edges.upperBound) / total, width: axis.width,
            role: role(row))
    }

    private var parts: Int { input.glyphs.isASCII ? 1 : 8 }

    /// Inside of its parent's, where it is inside of it in time; work that outlives its parent stands where it ran.
    private func edges(_ row: TimelineRows.Row) -> Range<Int>? {
        var bounds: Range<Int>?
        if let parent = row.parent.map({ rows[$0] }), parent.start <= row.start, row.end <= parent.end {
            bounds = edges(parent)
        }
        return axis.edges(input.offset(row.start), input.offset(row.end), inside: bounds, parts: parts)
    }

    /// Of what a zoomed axis does not show, the side on which it lies.
    private func outOfSight(_ row: TimelineRows.Row) -> StyledText {
        guard axis.width > 1, !input.detail.zoom.isWhole else { return StyledText() }
        if axis.fraction(input.offset(row.end)) <= 0 { return StyledText(input.glyphs.arrowLeft, .textDim) }
        let arrow = input.glyphs.arrowRight
        return StyledText(String(repeating: " ", count: max(0, axis.width - arrow.count)) + arrow, .textDim)
    }

    private func isRunning(_ row: TimelineRows.Row) -> Bool {
        switch row.kind {
        case .whole: input.request.state == .open
        case .span(let index): input.spans[index].end == nil && input.request.state == .open
        case .run, .gap: false
        }
    }

    private func role(_ row: TimelineRows.Row) -> Role {
        if isRunning(row) { return .running }
        switch row.kind {
        case .whole: return .layerServer
        case .span(let index):
            return input.spans[index].status == .error ? .error : RequestRole.layer(input.spans[index].kind)
        case .run(let run): return run.first.map { RequestRole.layer(input.spans[$0].kind) } ?? .layerInternal
        case .gap: return .layerGap
        }
    }

    /// A run's time is the sum of its spans'.
    private func time(_ row: TimelineRows.Row) -> UInt64? {
        switch row.kind {
        case .whole: input.request.state == .lost ? nil : input.elapsed
        case .span(let index): input.duration(input.spans[index])
        case .run(let run): run.reduce(0) { $0 &+ input.duration(input.spans[$1]) }
        case .gap: row.end - row.start
        }
    }

    private func label(_ row: TimelineRows.Row) -> String {
        switch row.kind {
        case .whole: input.request.method + " " + input.request.path
        case .span(let index): SpanLabel.text(input.spans[index])
        case .run(let run):
            (run.first.map { SpanLabel.text(input.spans[$0]) } ?? "") + " " + input.glyphs.times + "\(run.count)"
        case .gap: "own code, or waiting"
        }
    }

    private func styledLabel(_ row: TimelineRows.Row) -> StyledText {
        var text = StyledText(String(repeating: " ", count: min(row.depth, labelWidth / 3) * 2))
        if let fold = row.fold {
            text.append((fold.isOpen ? input.glyphs.open : input.glyphs.closed) + " ", .tree)
        } else if row.depth > 0 {
            text.append("  ")
        }
        switch row.kind {
        case .whole: text.append(label(row), .textStrong)
        case .gap: text.append(label(row), .textDim)
        case .span(let index): append(input.spans[index], count: 1, to: &text)
        case .run(let run): if let first = run.first { append(input.spans[first], count: run.count, to: &text) }
        }
        return text
    }

    private func append(_ span: SpanRecord, count: Int, to text: inout StyledText) {
        text.append(SpanLabel.kind(span.kind) + " ", RequestRole.layer(span.kind))
        // The count comes first, since names are cut at their end.
        if count > 1 { text.append(input.glyphs.times + "\(count) ", .textStrong) }
        text.append(SpanLabel.name(span))
    }

    /// Where the row's span began, or the first of its spans.
    private func source(_ row: TimelineRows.Row) -> SourceFrame? {
        switch row.kind {
        case .whole, .gap: nil
        case .span(let index): input.callSite(input.spans[index].stack)
        case .run(let run): run.first.flatMap { input.callSite(input.spans[$0].stack) }
        }
    }

    /// What was found, where something was; else how much came of it.
    private func note(_ row: TimelineRows.Row) -> StyledText {
        if let finding = row.finding, finding.kind != .error {
            let label = StyledText(finding.label, FindingFlags.role(finding.kind, finding.severity))
            let both = label + StyledText("  ") + amount(row)
            return both.width <= noteWidth ? both : label
        }
        return amount(row)
    }

    private func amount(_ row: TimelineRows.Row) -> StyledText {
        switch row.kind {
        case .whole, .gap: return StyledText()
        case .run(let run):
            let rows = run.reduce(UInt64(0)) { $0 &+ (input.spans[$1].query?.rows ?? 0) }
            return StyledText(rows > 0 ? input.format.count(rows, "row", "rows") : "", .textDim)
        case .span(let index): return note(input.spans[index])
        }
    }

    private func note(_ span: SpanRecord) -> StyledText {
        if span.end == nil { return StyledText(input.request.state == .open ? "running" : "not ended", .running) }
        if span.status == .error || span.failure != nil { return StyledText("error", .error) }
        if let query = span.query { return StyledText(input.format.count(query.rows, "row", "rows"), .textDim) }
        if let render = span.render, render.outputBytes > 0 {
            return StyledText(input.format.bytes(render.outputBytes), .textDim)
        }
        return StyledText()
    }

    private func describe(_ row: TimelineRows.Row) -> String {
        input.format.offset(input.offset(row.start)) + "  " + input.format.duration(time(row)) + "  "
            + String(repeating: "  ", count: row.depth) + label(row)
    }

    /// Where the middle of a row lies in the request, as a fraction: what zooming in keeps in sight.
    func center(of index: Int) -> Double {
        guard rows.indices.contains(index), input.elapsed > 0 else { return 0.5 }
        let middle = Double(input.offset(rows[index].start)) + Double(input.offset(rows[index].end))
        return middle / 2 / Double(input.elapsed)
    }
}
