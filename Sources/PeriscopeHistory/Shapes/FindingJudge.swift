internal import PeriscopeInsight
internal import PeriscopeSQL

/// Says of a request what is worth a person's attention, less what is ignored.
///
/// Holds what it needs of a history, so that it can be asked while the history changes.
struct FindingJudge: Sendable {
    let rules: FindingSettings
    let statements: StatementCache
    let sites: CallSiteBook

    /// What a list row must know.
    ///
    /// Most requests have nothing to find, which `isWorthALook` sees without the rules.
    func summary(of record: RequestRecord, build: Int, now: UInt64) -> FindingSummary {
        let spans = record.spans
        guard isWorthALook(record, spans, now: now) else { return FindingSummary() }
        return FindingSummary(findings(of: record, spans: spans, build: build, now: now).shown)
    }

    /// All findings, the weightiest first, and those of them that are ignored.
    func findings(
        of record: RequestRecord, spans: [SpanRecord], build: Int, now: UInt64
    ) -> (shown: [Finding], ignored: [Finding]) {
        let trace = RequestTrace(record, spans: spans, now: now, statements: statements)
        let findings = FindingRules.findings(in: trace, thresholds: rules.thresholds)
        guard !rules.ignored.isEmpty, !findings.isEmpty else { return (findings, []) }
        let route = record.method + " " + (record.route ?? record.path)
        let isIgnored = findings.map { finding in
            rules.ignored.contains { $0.covers(finding, route: route, function: sites.function(finding, build)) }
        }
        return (
            zip(findings, isIgnored).filter { !$0.1 }.map(\.0), zip(findings, isIgnored).filter(\.1).map(\.0)
        )
    }

    /// Whether the rules could find anything.
    ///
    /// Must never be false where they would: each line is what a kind of finding needs at least. Costs a comparison a
    /// span, and of few queries one for each pair.
    func isWorthALook(_ record: RequestRecord, _ spans: [SpanRecord], now: UInt64) -> Bool {
        let duration = record.duration ?? (now > record.start ? now - record.start : 0)
        if record.isError || record.severity(rules.thresholds, duration: duration) != .none { return true }
        return hasAlikeQueries(spans)
    }

    /// Whether two queries have one shape, as an N+1 and a duplicate do.
    private func hasAlikeQueries(_ spans: [SpanRecord]) -> Bool {
        var seen: [UInt64] = []
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

extension CallSiteBook {
    /// The app's function that a finding is about.
    fileprivate func function(_ finding: Finding, _ build: Int) -> String? {
        finding.stack == 0 ? nil : callSite(finding.stack, of: build)?.function
    }
}
