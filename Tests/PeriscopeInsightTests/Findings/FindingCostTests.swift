import PeriscopeInsight
import Testing

/// What judging costs, in steps.
struct FindingCostTests {
    /// Nothing but one loop, nothing but different statements, and a hundred small loops in turns.
    private static let shapes: [@Sendable (Int) -> String] = [
        { _ in Shop.books }, { "select * from t\($0)" }, { "select * from t\($0 % 100) where id = ?" },
        { "select * from t\($0 / 3) where id = ?" },
    ]

    private func trace(_ count: Int, _ shape: (Int) -> String) -> RequestTrace {
        TraceScript { script in
            script.query(Shop.authors, rows: 50)
            for index in 0..<count { script.query(shape(index), [index]) }
        }.trace
    }

    @Test("Ten times the queries are ten times the steps", arguments: shapes.indices)
    func linear(_ index: Int) {
        let few = FindingRules.probes(in: trace(1_000, Self.shapes[index]))
        let many = FindingRules.probes(in: trace(10_000, Self.shapes[index]))
        #expect(few > 0 && many < few * 15)
        #expect(many < 10_000 * 12)
    }

    @Test("A request of few, different queries looks nothing up")
    func nothing() {
        let quiet = TraceScript { script in
            script.query(Shop.session, [1])
            script.query(Shop.authors, [1], rows: 50)
            for _ in 1...20 { script.render("row", takes: 0.1) }
        }
        #expect(FindingRules.probes(in: quiet.trace) == 0)
    }

    @Test("The evidence of ten thousand queries is cut, their number is not")
    func evidence() throws {
        let findings = FindingRules.findings(in: trace(10_000) { _ in Shop.books })
        let finding = try #require(findings.first { $0.kind == .nPlusOne })
        #expect(finding.count == 10_000 && finding.spans.count == Finding.evidenceLimit)
        #expect(finding.duration == 10_000 * 200_000)
    }

    @Test("Of many findings of one kind the worst hundred are told, and how many more there are")
    func capped() throws {
        let slow = TraceScript { script in
            for index in 0..<512 { script.query("select * from t\(index)", takes: index == 500 ? 300 : 60) }
        }.trace
        let findings = FindingRules.findings(in: slow).filter { $0.kind == .slowQuery }
        #expect(findings.count == Finding.kindLimit)
        #expect(findings.first?.severity == .bad && findings.first?.fingerprint == "select * from t500")
        let last = try #require(findings.last)
        #expect(last.omitted == 412 && last.title(callSite: nil) == "a slow query, 60 ms, and 412 more")
        #expect(last.headline(callSite: nil) == "a query, and 412 more")
        #expect(findings.dropLast().allSatisfy { $0.omitted == 0 })
        #expect(FindingRules.summary(in: slow) == FindingSummary(FindingRules.findings(in: slow)))
    }

    @Test("Wording slow renders looks at each template once, not at all of them for each", arguments: [90, 900])
    func renders(_ count: Int) {
        let trace = TraceScript { script in
            for index in 0..<count { script.render("t\(index)", takes: 30) }
        }.trace
        #expect(FindingRules.wordingSteps(in: trace) == min(count, Finding.kindLimit))
        #expect(FindingRules.findings(in: trace).first { $0.kind == .slowRender }?.subject == "t0")
    }
}
