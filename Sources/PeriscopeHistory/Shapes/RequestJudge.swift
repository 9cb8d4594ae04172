internal import PeriscopeInsight
internal import PeriscopeSQL

/// Says of a request what is worth a person's attention, less what is ignored.
///
/// Holds what it needs of a history, so that it can be asked while the history changes.
struct RequestJudge: Sendable {
    let rules: FindingSettings
    let statements: StatementCache
    let sites: CallSiteBook

    /// What a list row must know.
    ///
    /// Most requests have nothing to find, which `isWorthALook` sees without the rules.
    func summary(of record: RequestRecord, build: Int, now: UInt64) -> FindingSummary {
        let spans = record.spans
        guard isWorthALook(record, spans, now: now) else { return FindingSummary() }
        let trace = RequestTrace(record, spans: spans, now: now, statements: statements)
        let summary = FindingRules.summary(in: trace, thresholds: rules.thresholds)
        guard rules.ignored.contains(where: { summary.contains($0.kind) }) else { return summary }
        return FindingSummary(
            split(FindingRules.findings(in: trace, thresholds: rules.thresholds), record, build).shown)
    }

    /// All findings, the weightiest first, and those of them that are ignored.
    func findings(
        of record: RequestRecord, spans: [SpanRecord], build: Int, now: UInt64
    ) -> (shown: [Finding], ignored: [Finding]) {
        let trace = RequestTrace(record, spans: spans, now: now, statements: statements)
        return split(FindingRules.findings(in: trace, thresholds: rules.thresholds), record, build)
    }

    /// One that names a function does not cover a finding whose call site has no name yet.
    private func split(
        _ findings: [Finding], _ record: RequestRecord, _ build: Int
    ) -> (shown: [Finding], ignored: [Finding]) {
        guard !rules.ignored.isEmpty else { return (findings, []) }
        let route = record.route.map { record.method + " " + $0 }
        var split: (shown: [Finding], ignored: [Finding]) = ([], [])
        for finding in findings {
            let function = finding.stack == 0 ? nil : sites.callSite(finding.stack, of: build)?.function
            if rules.ignored.contains(where: { $0.matches(finding, function: function, route: route) }) {
                split.ignored.append(finding)
            } else {
                split.shown.append(finding)
            }
        }
        return split
    }

    /// Whether the rules could find anything.
    ///
    /// Must never be false where they would: each line is what a kind of finding needs at least. Costs a comparison a
    /// span, and of few queries one for each pair.
    func isWorthALook(_ record: RequestRecord, _ spans: [SpanRecord], now: UInt64) -> Bool {
        let duration = record.duration ?? (now > record.start ? now - record.start : 0)
        if record.isError || record.countedQueries > 0 { return true }
        if record.severity(rules.thresholds, duration: duration) != .none { return true }
        // What has not ended has taken until now.
        if spans.contains(where: { $0.end == nil && ($0.query != nil || $0.render != nil) }) { return true }
        return hasAlikeQueries(spans)
    }

    /// Whether two queries have one shape, as an N+1 and a duplicate do.
    private func hasAlikeQueries(_ spans: [SpanRecord]) -> Bool {
        var seen: [UInt64] = []
        seen.reserveCapacity(16)
        for span in spans {
            guard let query = span.query, !query.isHousekeeping else { continue }
            let hash = query.shape(in: statements).fingerprint.hash
            if seen.count >= 16 || seen.contains(hash) { return true }
            seen.append(hash)
        }
        return false
    }
}

extension RequestRecord {
    /// What its figures alone can say: too slow, too many, or long enough for a gap.
    fileprivate func severity(_ thresholds: Thresholds, duration: UInt64) -> Severity {
        if duration >= thresholds.gapFinding { return .warn }
        return max(
            thresholds.request.severity(of: duration), thresholds.query.severity(of: slowestQueryDuration),
            thresholds.queriesInRequest.severity(of: UInt64(clamping: queryCount)),
            thresholds.render.severity(of: slowestRenderDuration))
    }
}
