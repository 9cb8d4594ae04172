import PeriscopeInsight
import Testing

struct PercentilesTests {
    /// Three significant digits.
    private func isNear(_ value: UInt64, _ expected: UInt64) -> Bool {
        let difference = value > expected ? value - expected : expected - value
        return difference <= expected / 500 + 1_000
    }

    @Test("Nothing in gives nothing out")
    func empty() {
        let percentiles = Percentiles()
        #expect(percentiles.count == 0)
        #expect(percentiles.p50 == 0 && percentiles.p95 == 0 && percentiles.p99 == 0)
    }

    @Test("One duration is every percentile", arguments: [1_000, 12_345_678, 1_000_000_000, 86_400_000_000_000])
    func single(duration: UInt64) {
        var percentiles = Percentiles()
        percentiles.add(duration)
        for percent in [0.0, 50, 95, 99, 100] {
            #expect(isNear(percentiles.value(at: percent), duration))
        }
    }

    @Test(
        "Of one to a thousand milliseconds, a percentile is where it belongs",
        arguments: [(50, 500), (95, 950), (99, 990), (100, 1_000)] as [(Double, UInt64)])
    func spread(percent: Double, milliseconds: UInt64) {
        var percentiles = Percentiles()
        for value in (1...1_000).reversed() { percentiles.add(UInt64(value) * 1_000_000) }
        #expect(percentiles.count == 1_000)
        #expect(isNear(percentiles.value(at: percent), milliseconds * 1_000_000))
    }

    @Test(
        "Durations under a microsecond and over a day are taken in", arguments: [0, 1, 999, UInt64.max, UInt64.max - 1])
    func extremes(duration: UInt64) {
        var percentiles = Percentiles()
        percentiles.add(duration)
        #expect(percentiles.count == 1)
        #expect(percentiles.p50 <= 86_500_000_000_000)
    }

    @Test("Percents outside 0 to 100 are taken as the nearest", arguments: [-5.0, 105, .infinity, -.infinity])
    func wild(percent: Double) {
        var percentiles = Percentiles()
        percentiles.add(5_000_000)
        #expect(isNear(percentiles.value(at: percent), 5_000_000))
    }

    @Test("After a reset only what came since counts")
    func reset() {
        var percentiles = Percentiles()
        percentiles.add(900_000_000)
        percentiles.reset()
        #expect(percentiles.count == 0)
        percentiles.add(1_000_000)
        #expect(isNear(percentiles.p99, 1_000_000))
    }
}
