import PeriscopeInsight
import Testing

struct FindingSummaryTests {
    @Test("It is eight bytes")
    func size() {
        #expect(MemoryLayout<FindingSummary>.size == 8 && MemoryLayout<FindingSummary>.stride == 8)
    }

    @Test("Nothing found is nothing")
    func empty() {
        let summary = FindingSummary([])
        #expect(summary.isEmpty && summary.severity == .none && summary.repeats == 0)
        #expect(FindingKind.allCases.allSatisfy { !summary.contains($0) && summary.flag(of: $0) == nil })
        #expect(FindingKind.allCases.allSatisfy { summary.severity(of: $0) == .none })
    }

    @Test("Of each kind it knows the worst, of repeats the most")
    func worst() {
        var suspected = Finding(kind: .nPlusOne, severity: .warn, count: 60)
        suspected.isConfirmed = false
        let summary = FindingSummary([
            Finding(kind: .slowQuery, severity: .warn), Finding(kind: .slowQuery, severity: .bad),
            Finding(kind: .gap, severity: .warn), suspected, Finding(kind: .nPlusOne, severity: .warn, count: 12),
            Finding(kind: .duplicateQuery, severity: .warn, count: 3),
            Finding(kind: .duplicateQuery, severity: .warn, count: 2),
        ])
        #expect(summary.severity == .bad && summary.severity(of: .slowQuery) == .bad)
        #expect(summary.severity(of: .gap) == .warn && summary.severity(of: .error) == .none)
        #expect(summary.repeats == 60 && summary.isConfirmed && summary.duplicates == 3)
        #expect(summary.flag(of: .nPlusOne) == "N+1×60" && summary.flag(of: .duplicateQuery, times: "x") == "dupx3")
        #expect(summary.flag(of: .slowQuery) == "slow query" && summary.flag(of: .slowRequest) == nil)
    }

    @Test("Numbers too large for it are as large as it has")
    func clamped() {
        let summary = FindingSummary([
            Finding(kind: .nPlusOne, severity: .bad, count: .max),
            Finding(kind: .duplicateQuery, severity: .bad, count: 4_000),
        ])
        #expect(summary.repeats == .max && summary.duplicates == 255)
    }
}
