import PeriscopeSQL

/// Reads of one fingerprint, one stack and one place, and what tells a loop over rows from its lookalikes.
///
/// Kept so that what a running request has shown is never withdrawn when more of it is known: a query that has not ended
/// does not count yet, and one that counts and is free stays so whatever comes later.
struct RepeatGroup {
    let shape: Int
    let stack: UInt64
    let frame: UInt64
    /// Of the values in its lists of several.
    let list: UInt64
    /// The index of the first and the last member among the shapes' entries.
    let first: Int
    private(set) var last: Int

    /// Members that ended and overlap with no other: a loop waits for each of its queries, a fan-out does not.
    private(set) var count = 0
    private(set) var duration: UInt64 = 0
    private var latestEnd: UInt64 = 0
    /// Those of `count` that follow the member before them with neither a write nor a pause between.
    ///
    /// A write in each turn makes the next read depend on it: a uniqueness check before an INSERT, a stock read before
    /// its UPDATE. A pause of a finding's length with neither a query nor a call in it is a poll, or work beside which
    /// one query a turn is nothing.
    private(set) var free = 0
    private var spanOfLast = 0
    private var isLastCounted = false
    private var isLastFree = false
    private var writes = 0
    private var idle: UInt64 = 0

    private var values = DistinctValues()
    private var rows = PageRows()

    init(shape: Int, stack: UInt64, frame: UInt64, list: UInt64, first: Int) {
        self.shape = shape
        self.stack = stack
        self.frame = frame
        self.list = list
        self.first = first
        last = first
    }

    /// Takes the next member, in order of start.
    mutating func add(
        _ entry: QueryShapes.Entry, at ordinal: Int, of trace: RequestTrace, pauseFrom pause: UInt64
    ) -> Membership {
        let isFirst = ordinal == first
        let isFree = isFirst || (entry.writesBefore == writes && entry.idleBefore &- idle < pause)
        let former = last
        let formerCounted = isLastCounted
        last = ordinal
        writes = entry.writesBefore
        idle = entry.idleBefore

        let start = trace.spans[entry.span].start
        let overlaps = !isFirst && start < latestEnd
        if overlaps, formerCounted { takeBack(trace.duration(spanOfLast), wasFree: isLastFree) }
        let end = trace.spans[entry.span].end
        latestEnd = max(latestEnd, end ?? .max)
        isLastCounted = !overlaps && end != nil
        isLastFree = isFree
        spanOfLast = entry.span
        if end != nil { note(trace.spans[entry.span].query) }
        if isLastCounted {
            count += 1
            duration &+= trace.duration(entry.span)
            if isFree { free += 1 }
        }
        return Membership(counts: isLastCounted, takesBack: overlaps && formerCounted ? former : nil)
    }

    struct Membership {
        let counts: Bool
        /// The member before it, which turned out to overlap with it.
        let takesBack: Int?
    }

    private mutating func takeBack(_ time: UInt64, wasFree: Bool) {
        count -= 1
        duration &-= time
        if wasFree { free -= 1 }
    }

    private mutating func note(_ query: RequestTrace.Query?) {
        guard let query else { return }
        rows.add(query.rows)
        values.add(text: query.text, values: query.values)
    }

    /// Whether its members ask for several things; nil where the values are not known.
    func asksForMany(_ repeats: Int) -> Bool? { values.differ(min(3, repeats)) }

    /// Whether it is one long list, read a page or a chunk at a time.
    func isWalk(_ statement: () -> ShapeReading) -> Bool { rows.isWalk(statement) }
}
