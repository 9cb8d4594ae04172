import PeriscopeHistory
import PeriscopeInsight
import PeriscopeWire
import Screen

/// What one finding says on the overview, and where it leads.
struct FindingWords {
    private let finding: Finding
    private let input: PanelInput
    private let first: SpanRecord?

    init(_ finding: Finding, input: PanelInput) {
        self.finding = finding
        self.input = input
        first = finding.spans.first.flatMap { input.facts.place(of: $0) }.map { input.spans[$0] }
    }

    private var format: Format { input.format }

    // MARK: What it says

    /// What it is, and from where.
    func title(_ site: SourceFrame?) -> StyledText {
        var text = StyledText(format.sentence(finding.headline(callSite: nil)), .textStrong)
        if let site, Self.isAboutQueries(finding.kind) {
            text.append(" from ")
            text.append(site.place, .link)
        }
        return text
    }

    private static func isAboutQueries(_ kind: FindingKind) -> Bool {
        switch kind {
        case .nPlusOne, .duplicateQuery, .slowQuery: true
        case .error, .slowRequest, .manyQueries, .slowRender, .gap: false
        }
    }

    /// What it took, at the end of a line that has so many columns left.
    func cost(beside title: StyledText, room: Int) -> String {
        let whole = format.sentence(finding.cost)
        guard title.width + 2 + TextWidth.width(of: whole) > room, !whole.isEmpty else { return whole }
        return format.duration(finding.duration)
    }

    /// The shape of its queries.
    var shape: StyledText? {
        guard !finding.fingerprint.isEmpty else { return nil }
        return SQLText.highlighted(SpanLabel.oneLine(finding.fingerprint))
    }

    /// What was seen before it, or around it.
    var note: String {
        switch finding.kind {
        case .nPlusOne:
            guard finding.isConfirmed else { return "suspected: no query before it returned a list" }
            return "after 1 query that returned " + format.count(finding.sourceRows, "row", "rows")
        case .slowQuery: return first?.query.map { format.count($0.rows, "row", "rows") } ?? ""
        case .error, .duplicateQuery, .slowRequest, .manyQueries, .slowRender, .gap: return ""
        }
    }

    var action: String {
        guard opens != nil else { return "" }
        return finding.count > 1 ? "Enter shows them" : "Enter shows it"
    }

    var whyNoSite: String? {
        CallSiteText.whyNot(
            stack: finding.stack, site: nil, hasNames: !input.callStack(finding.stack).isEmpty, app: input.app,
            environment: input.environment)
    }

    // MARK: Where it leads

    var opens: DetailState.Opened? {
        guard let span = finding.spans.first else { return nil }
        switch finding.kind {
        case .nPlusOne, .duplicateQuery: return .group(span)
        case .slowQuery, .slowRender, .error: return .span(span)
        case .slowRequest, .manyQueries, .gap: return nil
        }
    }

    /// What has no panel of its own is shown in its place.
    var jump: PanelContent.Jump? {
        switch finding.kind {
        case .gap:
            PanelContent.Jump(panel: .timeline, key: TimelineRows(input).gapKey(like: finding) ?? .line(0))
        case .manyQueries: PanelContent.Jump(panel: .sql, key: .line(0))
        case .slowRequest: PanelContent.Jump(panel: .timeline, key: .line(0))
        default: nil
        }
    }

    func copied(_ site: SourceFrame?) -> String {
        var lines = [finding.label + ": " + finding.title(callSite: site?.place)]
        if !finding.fingerprint.isEmpty { lines.append(finding.fingerprint) }
        if let site { lines.append("\(site.path):\(site.line)  \(site.function)") }
        if let suggestion = finding.suggestion { lines.append(suggestion) }
        return lines.joined(separator: "\n")
    }
}
