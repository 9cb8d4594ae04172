/// From when on something is slow, or too much.
///
/// Durations are nanoseconds.
///
/// The numbers are the design's table under "Findings", but for the gap's, which stand in the sentence above it.
package struct Thresholds: Sendable, Equatable {
    /// The time of one query: 50 ms and 200 ms.
    package var query = Threshold(warn: 50_000_000, bad: 200_000_000)
    /// How many queries one request runs, housekeeping not counted: 20 and 50.
    package var queriesInRequest = Threshold(warn: 20, bad: 50)
    /// The time of one request, first byte to last; streams are not judged: 500 ms and 1 s.
    package var request = Threshold(warn: 500_000_000, bad: 1_000_000_000)
    /// The time of one render: 20 ms and 100 ms.
    package var render = Threshold(warn: 20_000_000, bad: 100_000_000)
    /// A gap is drawn from here on: 4 ms.
    package var gapShown: UInt64 = 4_000_000
    /// A gap is a finding from here on, if it is `gapShare` of the request too: 50 ms.
    package var gapFinding: UInt64 = 50_000_000
    /// The part of the request that a gap must fill to be a finding: a fifth.
    package var gapShare = 0.2
    /// Alike queries from one place that make an N+1 suspected: three.
    package var repeats = 3

    package static let standard = Thresholds()

    package init() {}
}
