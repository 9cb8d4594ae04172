import PeriscopeInsight
import Testing

struct LatencySpreadTests {
    @Test("Percentiles are times that were", arguments: [(0, 1), (1, 1), (50, 50), (95, 95), (99, 99), (100, 100)])
    func percentiles(percent: Int, expected: UInt64) {
        #expect(LatencySpread((1...100).reversed().map(UInt64.init)).percentile(percent) == expected)
    }

    @Test("A request's place is how many were shorter")
    func place() {
        let spread = LatencySpread([10, 20, 20, 30])
        #expect([0, 10, 15, 20, 25, 40].map(spread.shorter) == [0, 0, 1, 1, 3, 4])
    }

    @Test("Every time is in one column, the shortest in the first and the longest in the last")
    func columns() {
        for number in [1, 2, 7, 40] {
            let times: [UInt64] = [1_000, 2_000, 4_000, 8_000, 1_000_000, 1_000_000, 5_000_000_000]
            let columns = LatencySpread(times).columns(number)
            #expect(columns.counts.count == number)
            #expect(columns.counts.reduce(0, +) == times.count)
            #expect(columns.counts.first != 0)
            #expect(columns.counts.last != 0)
            let places = times.map(columns.column)
            #expect(places == places.sorted())
        }
    }

    @Test("Columns are of equal ratio")
    func ratio() {
        let columns = LatencySpread([1 << 10, 1 << 20, 1 << 30]).columns(20)
        #expect(columns.column(of: 1 << 20) == 10)
        #expect(columns.column(of: 1 << 15) == 5)
    }

    @Test("Nothing, one time, equal times and the longest of all are no trap")
    func edges() {
        #expect(LatencySpread([]).columns(10).counts.isEmpty)
        #expect(LatencySpread([]).percentile(50) == 0)
        #expect(LatencySpread([7]).columns(0).counts.isEmpty)
        #expect(LatencySpread([7, 7, 7]).columns(5).counts == [0, 0, 3, 0, 0])
        #expect(LatencySpread([0, .max]).columns(3).counts == [1, 0, 1])
    }
}
