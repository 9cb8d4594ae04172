/// Finds what is worth a person's attention in a request.
///
/// The rules are the design's, under "Findings"; where it leaves a choice, the comment beside the rule says which was
/// made and why. A finding that is wrong costs more trust than one that is missing, so what could well be meant that way
/// is not reported: pages and chunks of one list, fan-outs, preloads, checks before writes, polls.
///
/// The cost is linear in the spans. A request with fewer than two alike queries and nothing slow costs one pass over its
/// spans and takes no memory.
package enum FindingRules {
    /// The weightiest first.
    package static func findings(in trace: RequestTrace, thresholds: Thresholds = .standard) -> [Finding] {
        let drafts = FindingJudge(trace, thresholds).told
        guard !drafts.isEmpty else { return [] }
        let wording = FindingWording(trace, thresholds, for: drafts)
        return drafts.map(wording.finding)
    }

    /// What a list row must know of the same findings, without any text.
    package static func summary(in trace: RequestTrace, thresholds: Thresholds = .standard) -> FindingSummary {
        var summary = FindingSummary()
        let judge = FindingJudge(trace, thresholds)
        // Their order says nothing here, unless some of them are left out.
        for draft in judge.drafts.count > Finding.kindLimit ? judge.told : judge.drafts {
            summary.insert(
                draft.kind, severity: draft.severity, count: draft.count, isConfirmed: draft.isConfirmed)
        }
        return summary
    }

    /// How many template names are looked at to word a request's findings; for tests of the cost.
    package static func wordingSteps(in trace: RequestTrace, thresholds: Thresholds = .standard) -> Int {
        let drafts = FindingJudge(trace, thresholds).told
        return FindingWording(trace, thresholds, for: drafts).steps(drafts)
    }

    /// How many table slots judging a request looks at; for tests that hold the cost to be linear.
    package static func probes(in trace: RequestTrace, thresholds: Thresholds = .standard) -> Int {
        FindingJudge(trace, thresholds).probes
    }
}
