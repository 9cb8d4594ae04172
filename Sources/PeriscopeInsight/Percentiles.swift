internal import Histogram

/// Percentiles of durations, in constant memory.
///
/// A histogram of three significant digits from a microsecond to a day: about 120 KiB, however many durations go in;
/// adding one costs about 10 ns, asking walks the histogram. What is longer than a day counts as a day. Reuse one with
/// `reset` rather than making one a route.
package struct Percentiles: Sendable {
    private static let shortest: UInt64 = 1_000
    private static let longest: UInt64 = 86_400_000_000_000

    private var histogram = Histogram<UInt32>(
        lowestDiscernibleValue: shortest, highestTrackableValue: longest, numberOfSignificantValueDigits: .three)

    package init() {}

    /// How many durations went in since the start or the last `reset`.
    package var count: Int { Int(clamping: histogram.totalCount) }

    /// Adds a duration in nanoseconds.
    package mutating func add(_ nanoseconds: UInt64) {
        histogram.record(min(nanoseconds, Self.longest))
    }

    /// The duration in nanoseconds that so many percent are not above, within 0.1 %; 0 where nothing went in.
    package func value(at percent: Double) -> UInt64 {
        guard count > 0 else { return 0 }
        return histogram.valueAtPercentile(min(max(percent, 0), 100))
    }

    package var p50: UInt64 { value(at: 50) }
    package var p95: UInt64 { value(at: 95) }
    package var p99: UInt64 { value(at: 99) }

    /// Forgets every duration and keeps the memory.
    package mutating func reset() {
        histogram.reset()
    }
}
