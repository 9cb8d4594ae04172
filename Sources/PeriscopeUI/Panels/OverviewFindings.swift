import PeriscopeHistory
import PeriscopeInsight
import PeriscopeWire
import Screen

/// The overview's first part: what was found, the weightiest first; each row opens its evidence.
struct OverviewFindings {
    /// The fold of those that are ignored: no span has this number.
    static let ignoredFold = UInt64.max

    let input: PanelInput

    private var format: Format { input.format }
    private var glyphs: Glyphs { input.glyphs }

    func add(to page: inout OverviewPage) {
        let findings = input.findings
        let ignored = input.history.ignoredFindings(of: input.request)
        if findings.isEmpty {
            let text = ignored.isEmpty ? "nothing found" : "nothing else found"
            page.add(Line("   " + text + (input.request.state == .open ? " so far" : ""), .textDim))
        }
        let labels = labelWidth(findings)
        for finding in findings { page.add(stop(finding, labels: labels)) }
        addIgnored(ignored, to: &page)
    }

    private func labelWidth(_ findings: [Finding]) -> Int {
        findings.reduce(3) { max($0, $1.label.utf8.count) }
    }

    private func addIgnored(_ ignored: [Finding], to page: inout OverviewPage) {
        guard !ignored.isEmpty else { return }
        let isOpen = input.detail.unfolded.contains(Self.ignoredFold)
        var line = Line(" ")
        line.add((isOpen ? glyphs.open : glyphs.closed) + " ", .tree)
        line.add(format.count(ignored.count) + " ignored", .textDim)
        if !isOpen { line.add("  " + glyphs.separator + "  I shows " + (ignored.count == 1 ? "it" : "them"), .textDim) }
        var fold = OverviewPage.Stop(key: .group(Self.ignoredFold), lines: [line])
        fold.fold = .init(key: Self.ignoredFold, isGroup: true, isOpen: isOpen)
        page.add(fold)
        guard isOpen else { return }
        for finding in ignored {
            var quiet = stop(finding, labels: labelWidth(ignored))
            quiet.lines = quiet.lines.map { $0.with(role: .textDim) }
            page.add(quiet)
        }
    }

    // MARK: One finding

    private func stop(_ finding: Finding, labels: Int) -> OverviewPage.Stop {
        let site = input.callSite(finding.stack)
        let text = FindingWords(finding, input: input)
        var lines = [head(finding, text, site, labels: labels)]
        lines += evidence(finding, text, site, indent: labels + 5)
        if let suggestion = finding.suggestion {
            lines += advice(format.sentence(suggestion), labels + 5)
        }
        let kind = RowKey.finding(finding.kind, finding.spans.first ?? 0)
        var stop = OverviewPage.Stop(key: kind, lines: lines)
        stop.opens = text.opens
        stop.jump = text.jump
        stop.source = site ?? (finding.kind == .error ? input.request.failure.flatMap(RequestSource.frame(in:)) : nil)
        stop.finding = finding
        stop.plan = plan(finding)
        stop.copy = .init(what: "finding", text: text.copied(site))
        return stop
    }

    /// Of the first of its queries: they are of one shape.
    private func plan(_ finding: Finding) -> PlanQuestion? {
        guard !finding.fingerprint.isEmpty, let first = finding.spans.first,
            let query = input.spans.first(where: { $0.id == first })?.query
        else { return nil }
        return PlanQuestion(query, span: first, of: input.request.id)
    }

    /// `● N+1   50 queries of one shape from Authors.swift:41      29.8 ms, 29.2 of them avoidable`.
    private func head(_ finding: Finding, _ text: FindingWords, _ site: SourceFrame?, labels: Int) -> Line {
        let role = FindingFlags.role(finding.kind, finding.severity)
        var line = Line(" ")
        line.add((finding.severity == .bad ? glyphs.bullet : glyphs.hollowBullet) + " ", role)
        line.column(finding.label, labels, role)
        line.gap(2)
        let end = input.width - 1
        var title = text.title(site)
        let cost = text.cost(beside: title, room: end - line.cursor)
        let function = "  " + (site?.function ?? "")
        if title.runs.count > 1, title.width + TextWidth.width(of: function + cost) + 2 <= end - line.cursor {
            title.append(function, .textDim)
        }
        let costWidth = min(TextWidth.width(of: cost), max(0, end - line.cursor - 10))
        line.column(title, max(10, end - line.cursor - (costWidth > 0 ? costWidth + 2 : 0)))
        line.move(to: end - costWidth)
        line.column(cost, costWidth)
        return line
    }

    /// The shape, and what stands before it; on two lines where there is little room.
    private func evidence(_ finding: Finding, _ text: FindingWords, _ site: SourceFrame?, indent: Int) -> [Line] {
        let notes = [text.note, text.action].filter { !$0.isEmpty }.joined(separator: " \(glyphs.separator) ")
        let room = input.width - indent - 1
        let noteWidth = TextWidth.width(of: notes)
        guard let shape = text.shape else {
            return text.note.isEmpty ? [] : [indented(StyledText(notes, .textDim), indent)]
        }
        var lines: [Line] = []
        let isOneLine = shape.width + 3 + noteWidth <= room
        var first = Line()
        first.gap(indent)
        first.column(shape, isOneLine ? room - noteWidth - 3 : room)
        if isOneLine { first.addRight(StyledText(notes, .textDim), end: input.width - 1) }
        lines.append(first)
        if !isOneLine, !notes.isEmpty { lines.append(indented(StyledText(notes, .textDim), indent)) }
        if site == nil, let why = text.whyNoSite { lines.append(indented(StyledText(why, .textDim), indent)) }
        return lines
    }

    /// Whole, on as many rows as it needs: half of an advice is none.
    private func advice(_ text: String, _ indent: Int) -> [Line] {
        let sign = glyphs.arrowRight + " "
        let room = max(10, input.width - indent - sign.count - 1)
        return TextBlock(text, wrappedTo: room).rows.map { row in
            let start = row.isContinued ? String(repeating: " ", count: sign.count) : sign
            return indented(StyledText(start + row.text, .info), indent)
        }
    }

    private func indented(_ text: StyledText, _ indent: Int) -> Line {
        var line = Line()
        line.gap(indent)
        line.column(text, max(1, input.width - indent - 1))
        return line
    }
}
