/// Percentiles of the newest durations, exact, asked for at no cost.
///
/// Keeps them in order as they come: adding one costs a search and moving at most 8 bytes for each. Made for a header
/// that is drawn with every change; `LatencySpread` is for many that are asked for seldom.
package struct RecentPercentiles: Sendable {
    /// How many durations count; an older one makes room for a newer.
    package let limit: Int
    /// In order of arrival, once full beginning at `oldest`.
    private var ring: [UInt64] = []
    private var oldest = 0
    private var sorted: [UInt64] = []

    package init(limit: Int) {
        self.limit = max(1, limit)
    }

    package var count: Int { sorted.count }

    /// Adds a duration in nanoseconds.
    package mutating func add(_ nanoseconds: UInt64) {
        if ring.count < limit {
            ring.append(nanoseconds)
        } else {
            sorted.remove(at: rank(of: ring[oldest]))
            ring[oldest] = nanoseconds
            oldest = (oldest + 1) % limit
        }
        sorted.insert(nanoseconds, at: rank(of: nanoseconds))
    }

    /// The smallest duration that so many percent are not above; nil where there is none.
    package func value(at percent: Double) -> UInt64? {
        guard !sorted.isEmpty else { return nil }
        let rank = (min(max(percent, 0), 100) / 100 * Double(sorted.count)).rounded(.up)
        return sorted[max(1, Int(rank)) - 1]
    }

    /// How many are less.
    private func rank(of duration: UInt64) -> Int {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < duration { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
