package import PeriscopeSQL

/// A request, or a route, against the same route in the build before.
///
/// Times are nanoseconds. Builds are of one app and one configuration; times of a debug build are never held against a
/// release build's.
package struct BuildComparison: Sendable {
    /// The build that is compared with, as `AppRecord.buildNumber` counts.
    package var previousBuild: Int
    /// Finished requests of the route in it, of which the medians are.
    package var previousCount: Int
    package var previousDuration: UInt64
    package var previousQueries: Int
    package var previousQueryDuration: UInt64
    /// The middle half of the times there, of few requests all of them, and at least a tenth or a millisecond around
    /// the median: a time within it is no news.
    package var usual: ClosedRange<UInt64>
    package var duration: UInt64
    package var queries: Int
    package var queryDuration: UInt64
    /// Shapes that this request ran and the previous build did not, and the reverse.
    package var newShapes: [SQLFingerprint]
    package var goneShapes: [SQLFingerprint]

    /// Whether there is anything to tell: other queries, or a time outside of what was usual.
    package var isNews: Bool {
        queries != previousQueries || !newShapes.isEmpty || !goneShapes.isEmpty || !usual.contains(duration)
    }
}
