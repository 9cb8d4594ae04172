import PeriscopeInsight
import Testing

struct RecentPercentilesTests {
    @Test("Nothing in gives nothing out")
    func empty() {
        #expect(RecentPercentiles(limit: 5).value(at: 50) == nil)
    }

    @Test(
        "A percentile is the smallest that so many percent are not above",
        arguments: [(0, 10), (20, 10), (21, 20), (50, 30), (95, 50), (100, 50), (-3, 10), (200, 50)]
            as [(Double, UInt64)])
    func nearestRank(percent: Double, expected: UInt64) {
        var percentiles = RecentPercentiles(limit: 100)
        for duration in [30, 10, 50, 20, 40] as [UInt64] { percentiles.add(duration) }
        #expect(percentiles.value(at: percent) == expected)
    }

    @Test("Only the newest count, equal ones and extremes too", arguments: [1, 2, 7, 50])
    func sliding(limit: Int) {
        var percentiles = RecentPercentiles(limit: limit)
        var all: [UInt64] = []
        for step in 0..<200 as Range<UInt64> {
            let duration = [step, 5, .max, 0, (step &* 7_919) % 13][Int(step % 5)]
            all.append(duration)
            percentiles.add(duration)
            let newest = all.suffix(limit).sorted()
            #expect(percentiles.count == newest.count)
            #expect(percentiles.value(at: 0) == newest.first && percentiles.value(at: 100) == newest.last)
            #expect(percentiles.value(at: 50) == newest[(newest.count + 1) / 2 - 1])
        }
    }

    @Test("A limit of nothing is one")
    func noLimit() {
        var percentiles = RecentPercentiles(limit: 0)
        percentiles.add(1)
        percentiles.add(2)
        #expect(percentiles.count == 1 && percentiles.value(at: 50) == 2)
    }
}
