import PeriscopeInsight
import Testing

/// Requests, true and false, each with the reason beside it.
struct FindingCorpusTests {
    @Test("In each request of the corpus just that is found which should be", arguments: TraceCase.all)
    func corpus(_ sample: TraceCase) {
        let findings = FindingRules.findings(in: sample.trace)
        #expect(findings.map { $0.flag() } == sample.expected)
    }

    @Test("The summary without text is that of the findings", arguments: TraceCase.all)
    func summaries(_ sample: TraceCase) {
        let trace = sample.trace
        #expect(FindingRules.summary(in: trace) == FindingSummary(FindingRules.findings(in: trace)))
    }

    @Test("Every finding says what it is about, and every span it names is there", arguments: TraceCase.all)
    func evidence(_ sample: TraceCase) {
        let trace = sample.trace
        let ids = Set(trace.spans.map(\.id))
        for finding in FindingRules.findings(in: trace) {
            #expect(!finding.title(callSite: nil).isEmpty && !finding.label.isEmpty)
            #expect(finding.severity > .none)
            #expect(finding.spans.allSatisfy(ids.contains))
            #expect(finding.source == 0 || ids.contains(finding.source))
            #expect(!finding.spans.contains(finding.source))
            #expect(finding.avoidableCount < max(1, finding.count))
            #expect(finding.avoidableDuration <= finding.duration && finding.worst <= finding.duration)
        }
    }

    @Test("The corpus is large enough to mean something")
    func size() {
        #expect(TraceCase.all.count >= 45)
        #expect(Set(TraceCase.all.map(\.because)).count == TraceCase.all.count)
        #expect(TraceCase.all.filter(\.expected.isEmpty).count >= 30)
    }
}
