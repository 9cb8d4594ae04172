/// Puts drafts into the words of findings.
struct FindingWording {
    private let trace: RequestTrace
    private let thresholds: Thresholds
    /// Absent where no render is slow.
    private let templates: TemplateTimes?

    init(_ trace: RequestTrace, _ thresholds: Thresholds, for drafts: [FindingDraft]) {
        self.trace = trace
        self.thresholds = thresholds
        templates = drafts.contains { $0.kind == .slowRender } ? TemplateTimes(trace) : nil
    }

    /// How many names are looked at to tell which templates were slow; for tests of the cost.
    func steps(_ drafts: [FindingDraft]) -> Int {
        drafts.reduce(0) { $0 + ($1.kind == .slowRender ? templates?.steps(in: $1.spans) ?? 0 : 0) }
    }

    func finding(_ draft: FindingDraft) -> Finding {
        var finding = Finding(
            kind: draft.kind, severity: draft.severity, count: draft.count, duration: draft.duration)
        finding.isConfirmed = draft.isConfirmed
        finding.worst = draft.worst
        finding.omitted = draft.omitted
        finding.avoidableCount = draft.avoidableCount
        finding.avoidableDuration = draft.avoidableDuration
        finding.spans = draft.spans.map { trace.spans[$0].id }
        if let source = draft.source {
            finding.source = trace.spans[source].id
            finding.sourceRows = trace.spans[source].query?.rows ?? 0
        }
        if let first = draft.spans.first, draft.kind != .gap { finding.stack = trace.spans[first].stack }
        describe(&finding, draft)
        return finding
    }

    private func describe(_ finding: inout Finding, _ draft: FindingDraft) {
        switch draft.kind {
        case .error:
            finding.subject = trace.error ?? ""
        case .nPlusOne, .duplicateQuery, .slowQuery:
            finding.fingerprint = draft.spans.first.map(trace.fingerprint) ?? ""
            finding.suggestion = QueryAdvice(trace, draft, fingerprint: finding.fingerprint).sentence
        case .manyQueries:
            let limits = thresholds.queriesInRequest
            finding.subject = draft.severity == .bad ? "bad from \(limits.bad)" : "many from \(limits.warn)"
        case .slowRequest:
            finding.subject = TimeShares(trace).mostOfIt ?? ""
        case .slowRender:
            finding.subject = renderSubject(draft)
        case .gap:
            finding.subject = gapSubject(draft)
        }
    }

    /// The render's name, and before it that of the template inside which most of its time was spent.
    private func renderSubject(_ draft: FindingDraft) -> String {
        guard let first = draft.spans.first else { return "" }
        let name = trace.spans[first].name
        guard let templates, let inner = HeaviestTemplate(templates, in: draft.spans, of: draft.duration) else {
            return name
        }
        let count = inner.count > 1 ? " ×\(inner.count)" : ""
        return inner.name == name ? name : "\(inner.name)\(count) in \(name)"
    }

    private func gapSubject(_ draft: FindingDraft) -> String {
        let before = draft.gap?.before.map(name)
        let after = draft.gap?.after.map(name)
        switch (before, after) {
        case (let before?, let after?): return "between \(before) and \(after)"
        case (let before?, nil): return trace.end == nil ? "since \(before)" : "after \(before)"
        case (nil, let after?): return "before \(after)"
        case (nil, nil): return trace.end == nil ? "all of it so far" : "all of it"
        }
    }

    /// What a span is, in a few words.
    private func name(_ index: Int) -> String {
        let span = trace.spans[index]
        switch span.kind {
        case .query:
            let text = span.query == nil ? span.name : trace.fingerprint(index)
            return "query " + (text.count > Self.nameLimit ? text.prefix(Self.nameLimit - 1) + "…" : text)
        case .render: return "render " + span.name
        case .client: return "call " + span.name
        case .user, .enclosing: return span.name
        }
    }

    private static let nameLimit = 48
}
