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
    ///
    /// Of fewer than three requests it is wider: from half to twice, and at least 20 ms to either side.
    package var usual: ClosedRange<UInt64>
    /// The numbers of queries there, of many requests without the outermost: a number within it is no news.
    package var usualQueries: ClosedRange<Int>
    package var duration: UInt64
    package var queries: Int
    package var queryDuration: UInt64
    /// Shapes that this request ran and the previous build did not, and the reverse.
    package var newShapes: [SQLFingerprint]
    package var goneShapes: [SQLFingerprint]

    /// Whether it ran more or fewer queries than was usual.
    package var isQueryNews: Bool { !usualQueries.contains(queries) }

    /// Whether it took longer or shorter than was usual.
    package var isTimeNews: Bool { !usual.contains(duration) }

    /// Whether there is anything to tell: other queries, or a number of them or a time outside of what was usual.
    package var isNews: Bool { isQueryNews || !newShapes.isEmpty || !goneShapes.isEmpty || isTimeNews }
}
