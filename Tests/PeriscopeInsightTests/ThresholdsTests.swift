import PeriscopeInsight
import Testing

struct ThresholdsTests {
    @Test(
        "A value at a limit has reached it",
        arguments: [
            (49_999_999, Severity.none), (50_000_000, .warn), (199_999_999, .warn), (200_000_000, .bad),
            (UInt64.max, .bad), (0, .none),
        ] as [(UInt64, Severity)])
    func limits(value: UInt64, expected: Severity) {
        #expect(Thresholds.standard.query.severity(of: value) == expected)
    }

    @Test("The standard thresholds are the design's table")
    func table() {
        let thresholds = Thresholds.standard
        #expect(thresholds.query == Threshold(warn: 50_000_000, bad: 200_000_000))
        #expect(thresholds.queriesInRequest == Threshold(warn: 20, bad: 50))
        #expect(thresholds.request == Threshold(warn: 500_000_000, bad: 1_000_000_000))
        #expect(thresholds.render == Threshold(warn: 20_000_000, bad: 100_000_000))
    }

    @Test("Where bad is under warn, bad alone decides")
    func reversed() {
        let threshold = Threshold(warn: 10, bad: 5)
        #expect(threshold.severity(of: 4) == .none)
        #expect(threshold.severity(of: 5) == .bad)
    }

    @Test("Severities are ordered")
    func order() {
        #expect(Severity.none < .warn && .warn < .bad)
        #expect(Severity.allCases.max() == .bad)
    }
}
