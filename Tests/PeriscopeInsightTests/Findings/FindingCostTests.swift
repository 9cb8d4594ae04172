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
}
