package import PeriscopeSQL

/// The queries of two requests, shape by shape.
///
/// Two queries are the same query when their fingerprints are equal: their texts with literals, placeholders and lists
/// folded, whatever the connection, the values and the place that asked. Housekeeping is left out, as it is in counts.
package struct QueryDiff: Sendable {
    /// Queries of one fingerprint on both sides.
    package struct Shape: Sendable {
        package let fingerprint: SQLFingerprint
        package internal(set) var count = Pair(0, 0)
        /// Nanoseconds in those that ended.
        package internal(set) var duration = Pair<UInt64>(0, 0)
        package internal(set) var rows = Pair<UInt64>(0, 0)
        package internal(set) var change = CompareChange.same
        /// The first of them, as a span.
        package internal(set) var first = Pair<UInt64?>(nil, nil)
        /// Where that was begun.
        package internal(set) var site = Pair<SourceFrame?>(nil, nil)
        /// Of shapes that ran as often with other values or rows: the first run that differs.
        package internal(set) var example: Example?
    }

    /// One run that differs.
    package struct Example: Sendable {
        /// Which run of the shape, from 1.
        package let place: Int
        package let values: Pair<[ValueRecord]>
        package let rows: Pair<UInt64>
        /// Values or literals differ; else only the rows do.
        package let haveValuesChanged: Bool
    }

    /// Queries of a request that are looked at; what is past them is only counted.
    package static let limit = 10_000

    /// What differs first, the greatest difference in number first; then what is the same, in order of running.
    package private(set) var shapes: [Shape] = []
    /// Of all of the request's queries.
    package private(set) var count = Pair(0, 0)
    package private(set) var duration = Pair<UInt64>(0, 0)
    /// Queries that have no text here: past the limits of the probe, the history or this.
    package private(set) var onlyCounted = Pair(0, 0)

    /// Costs a pass over both sides' queries and a look-up of each different text.
    ///
    /// - Parameter canCompareMasks: Whether both come from one process; hashes of masked values are of one process only.
    package init(
        _ sides: Pair<ComparedRequest>, canCompareMasks: Bool, fingerprint: (String) -> SQLFingerprint
    ) {
        var table = ShapeRuns(canCompareMasks: canCompareMasks)
        for side in CompareSide.allCases {
            let compared = sides[side]
            var seen = 0
            for span in compared.spans {
                guard let query = span.query, !query.isHousekeeping else { continue }
                seen += 1
                guard seen <= Self.limit else { continue }
                table.add(span, query, compared.sites[span.stack], side, fingerprint)
            }
            count[side] = max(compared.request.queryCount, seen)
            duration[side] = compared.request.queryDuration
            onlyCounted[side] = count[side] - min(seen, Self.limit)
        }
        shapes = table.finished()
    }

    package var differing: ArraySlice<Shape> { shapes.prefix { $0.change != .same } }
    package var same: ArraySlice<Shape> { shapes[differing.endIndex...] }
}
