/// How the times of a route's requests are spread: percentiles, a request's place among them, and a histogram.
///
/// Exact: it holds every time, eight bytes each.
package struct LatencySpread: Sendable, Equatable {
    /// The histogram: times from `low` to `high` in columns of equal ratio, since times spread over powers of ten.
    package struct Columns: Sendable, Equatable {
        package let counts: [Int]
        package let low: UInt64
        package let high: UInt64

        /// Where a time belongs; what lies outside belongs to the nearest.
        package func column(of nanoseconds: UInt64) -> Int {
            guard counts.count > 1 else { return 0 }
            let (from, to) = (LatencySpread.logarithm(low), LatencySpread.logarithm(high))
            guard to > from else { return counts.count / 2 }
            let share = (LatencySpread.logarithm(nanoseconds) - from) / (to - from)
            return min(counts.count - 1, max(0, Int(share * Double(counts.count))))
        }
    }

    /// The shortest first.
    package let sorted: [UInt64]

    /// Costs a sort.
    package init(_ durations: [UInt64]) {
        sorted = durations.sorted()
    }

    package var count: Int { sorted.count }

    /// The time that so many percent are not above; 0 where there is none.
    package func percentile(_ percent: Int) -> UInt64 {
        guard !sorted.isEmpty else { return 0 }
        let rank = (sorted.count * min(max(percent, 0), 100) + 99) / 100
        return sorted[max(0, rank - 1)]
    }

    /// How many of them were shorter.
    ///
    /// A binary search.
    package func shorter(than nanoseconds: UInt64) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < nanoseconds { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The histogram on so many columns; all times equal stand in the middle.
    package func columns(_ number: Int) -> Columns {
        guard number > 0, let low = sorted.first, let high = sorted.last else {
            return Columns(counts: [], low: 0, high: 0)
        }
        let empty = Columns(counts: Array(repeating: 0, count: number), low: low, high: high)
        var counts = empty.counts
        for time in sorted { counts[empty.column(of: time)] += 1 }
        return Columns(counts: counts, low: low, high: high)
    }

    /// To base two, straight between the powers: as good as any for columns, and without a maths library.
    fileprivate static func logarithm(_ value: UInt64) -> Double {
        guard value > 0 else { return 0 }
        let power = 63 - value.leadingZeroBitCount
        return Double(power) + Double(value - (1 << power)) / Double(UInt64(1) << power)
    }
}
