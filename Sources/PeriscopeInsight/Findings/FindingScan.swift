import PeriscopeSQL

/// What one pass over a request's spans says: enough to know which rules have anything to look at.
///
/// Nearly every request ends here: a few nanoseconds a span, no memory taken.
struct FindingScan {
    /// Housekeeping left out.
    var queries = 0
    var queryDuration: UInt64 = 0
    var hasSlowQuery = false
    var hasSlowRender = false
    var hasGap = false
    /// There are spans in which a turn of a loop may hide.
    var hasInnerSpans = false
    /// From where on a stretch without a span is a finding.
    let gapLimit: UInt64

    private var firstQuery = -1
    private var secondQuery = -1

    init(_ trace: RequestTrace, _ thresholds: Thresholds) {
        gapLimit = Self.gapLimit(trace, thresholds)
        let finish = trace.finish
        var covered = trace.start
        for index in trace.spans.indices {
            let kind = trace.spans[index].kind
            guard kind != .enclosing else { continue }
            let start = trace.spans[index].start
            let end = trace.spans[index].end ?? finish
            // As `Gaps` has it: what goes on after the end leaves no gap.
            if start <= finish {
                if start > covered, start - covered >= gapLimit { hasGap = true }
                if end > covered { covered = end }
            }
            note(trace, index, kind, duration: end > start ? end - start : 0, thresholds)
        }
        if finish > covered, finish - covered >= gapLimit { hasGap = true }
    }

    @inline(__always)
    private mutating func note(
        _ trace: RequestTrace, _ index: Int, _ kind: RequestTrace.SpanKind, duration: UInt64, _ thresholds: Thresholds
    ) {
        switch kind {
        case .query:
            guard trace.spans[index].query?.isHousekeeping != true else { return }
            queries += 1
            queryDuration &+= duration
            if queries == 1 { firstQuery = index } else if queries == 2 { secondQuery = index }
            if thresholds.query.severity(of: duration) > .none { hasSlowQuery = true }
        case .render:
            hasInnerSpans = true
            if thresholds.render.severity(of: duration) > .none { hasSlowRender = true }
        case .user, .client:
            hasInnerSpans = true
        case .enclosing:
            break
        }
    }

    /// Whether any rule compares this request's queries: two that differ, which most requests have, are told apart here.
    func mayRepeat(_ trace: RequestTrace) -> Bool {
        if queries != 2 { return queries > 2 }
        let first = trace.spans[firstQuery].query?.fingerprint.hash
        return first == trace.spans[secondQuery].query?.fingerprint.hash
    }

    /// The design's 50 ms and a fifth of the request.
    ///
    /// A stream is written as its pieces come, so the time between them says nothing. Where queries were only counted,
    /// what looks empty may be full of them.
    private static func gapLimit(_ trace: RequestTrace, _ thresholds: Thresholds) -> UInt64 {
        guard !trace.isStreamed, trace.countedQueries == 0 else { return .max }
        let share = (Double(trace.elapsed) * thresholds.gapShare).rounded(.up)
        guard share >= 0, share < 1e19 else { return .max }
        return max(1, thresholds.gapFinding, UInt64(share))
    }
}

extension RequestTrace {
    /// Its end, or the present.
    var finish: UInt64 { end ?? now }

    /// Nanoseconds so far.
    var elapsed: UInt64 { finish > start ? finish - start : 0 }

    /// Nanoseconds of a span; of an open one so far.
    @inline(__always)
    func duration(_ index: Int) -> UInt64 {
        let start = spans[index].start
        let end = spans[index].end ?? finish
        return end > start ? end - start : 0
    }

    /// The fingerprint's text of a query's span; empty for others.
    func fingerprint(_ index: Int) -> String {
        spans[index].query?.fingerprint.text ?? ""
    }
}
