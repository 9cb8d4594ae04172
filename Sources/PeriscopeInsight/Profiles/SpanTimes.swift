/// Adds up spans by kind and name.
package struct SpanTimes {
    package struct Input: Sendable {
        /// Unique among what is added at once, and not 0.
        package var id: UInt64
        /// The span that it is in; one that is not among those added, such as 0, if it is in none.
        package var parent: UInt64
        package var kind: SpanTime.Kind
        package var name: String
        /// Nanoseconds.
        ///
        /// An end before the start counts as the start; of an open span, give the time that it is now.
        package var start: UInt64
        package var end: UInt64

        package init(id: UInt64, parent: UInt64, kind: SpanTime.Kind, name: String, start: UInt64, end: UInt64) {
            self.id = id
            self.parent = parent
            self.kind = kind
            self.name = name
            self.start = start
            self.end = max(start, end)
        }
    }

    private struct Key: Hashable {
        let kind: SpanTime.Kind
        let name: String
    }

    private var rows: [SpanTime] = []
    private var indices: [Key: Int] = [:]

    package init() {}

    /// One request's spans, or those of several of one process, at once.
    package static func table(
        spans: [Input], samples: [UInt64: UInt64], period: UInt64
    ) -> [SpanTime] {
        var times = SpanTimes()
        times.add(spans, samples: samples, period: period)
        return times.table
    }

    /// What was added so far, the greatest impact first.
    package var table: [SpanTime] {
        rows.sorted {
            if $0.impact != $1.impact { return $0.impact > $1.impact }
            if $0.wall != $1.wall { return $0.wall > $1.wall }
            return ($0.kind.rawValue, $0.name) < ($1.kind.rawValue, $1.name)
        }
    }

    /// Adds spans that refer to each other; ids need be unique in one call only.
    ///
    /// Linear, but for sorting siblings by their start. Spans that are each other's parents count as if in none.
    ///
    /// - Parameters:
    ///   - samples: by the innermost span they were taken in; of other spans they count nowhere.
    ///   - period: nanoseconds of CPU time that a sample stands for.
    package mutating func add(_ spans: [Input], samples: [UInt64: UInt64], period: UInt64) {
        let tree = SpanTree(spans)
        let keys = spans.map { index(of: Key(kind: $0.kind, name: $0.name)) }
        let owns = spans.map { min(samples[$0.id] ?? 0, CPUProfile.sampleLimit) }
        var totals = owns
        for index in tree.order.reversed() where tree.parents[index] >= 0 {
            totals[tree.parents[index]] = totals[tree.parents[index]].addingClamped(totals[index])
        }
        let isOutermost = tree.outermost(of: keys, count: rows.count)
        for index in spans.indices {
            let row = keys[index]
            rows[row].calls += 1
            rows[row].ownWall = rows[row].ownWall.addingClamped(tree.ownTime(of: index, in: spans))
            rows[row].ownSamples = rows[row].ownSamples.addingClamped(owns[index])
            rows[row].ownCPU = rows[row].ownCPU.addingClamped(owns[index].multipliedClamped(period))
            guard isOutermost[index] else { continue }
            rows[row].wall = rows[row].wall.addingClamped(spans[index].end - spans[index].start)
            rows[row].samples = rows[row].samples.addingClamped(totals[index])
            rows[row].cpu = rows[row].cpu.addingClamped(totals[index].multipliedClamped(period))
        }
    }

    private mutating func index(of key: Key) -> Int {
        if let index = indices[key] { return index }
        indices[key] = rows.count
        rows.append(SpanTime(kind: key.kind, name: key.name))
        return rows.count - 1
    }
}
