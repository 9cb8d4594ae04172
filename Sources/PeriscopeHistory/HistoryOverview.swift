/// What the header shows.
///
/// Noise is in none of it.
package struct HistoryOverview: Sendable, Equatable {
    /// Requests that ended, a second, over the last ten seconds.
    package var rate: Double = 0
    /// Of the newest 1,000 that ended, streams and lost ones aside; nanoseconds; absent where there are none.
    package var p50: UInt64?
    package var p95: UInt64?
    /// Since the start or the last `clear`.
    package var errors: UInt64 = 0
    /// The mean duration in each of the last 20 seconds, oldest first, nanoseconds; nil where nothing ended.
    package var sparkline: [UInt64?] = []

    package init() {}
}
