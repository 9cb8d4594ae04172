import PeriscopeSQL

/// A request's reads by fingerprint, stack and place, and which of these groups are an N+1.
///
/// Linear: each query is looked at once, and for each group at most `reach` queries before it.
struct RepeatGroups {
    /// How many queries before a group are looked at for the one that returned its list.
    static let reach = 64

    let repeats: Int
    private(set) var groups: [RepeatGroup] = []
    /// By entry: its group or -1, the next member of the same group or -1, and whether it counts.
    private(set) var groupOf: [Int32]
    private var next: [Int32]
    private var counts: [Bool]
    private(set) var isNPlusOne: [Bool] = []
    private(set) var probes = 0
    private let frames: LoopFrames?

    init(_ trace: RequestTrace, _ shapes: QueryShapes, _ scan: FindingScan, _ thresholds: Thresholds) {
        repeats = max(2, thresholds.repeats)
        groupOf = Array(repeating: -1, count: shapes.entries.count)
        next = groupOf
        counts = Array(repeating: false, count: shapes.entries.count)
        frames = scan.hasInnerSpans ? LoopFrames(trace) : nil
        collect(trace, shapes, pauseFrom: max(1, thresholds.gapFinding))
        judge(trace, shapes)
    }

    private mutating func collect(_ trace: RequestTrace, _ shapes: QueryShapes, pauseFrom pause: UInt64) {
        var table = SlotTable(capacity: shapes.entries.count * 2)
        for ordinal in shapes.entries.indices {
            let entry = shapes.entries[ordinal]
            guard entry.isRead, shapes.shapes[entry.shape].reads >= repeats, Self.mayRepeat(entry, trace) else {
                continue
            }
            let index = group(of: entry, ordinal, trace, &table)
            if groups[index].first != ordinal { next[groups[index].last] = Int32(truncatingIfNeeded: ordinal) }
            groupOf[ordinal] = Int32(truncatingIfNeeded: index)
            let membership = groups[index].add(entry, at: ordinal, of: trace, pauseFrom: pause)
            counts[ordinal] = membership.counts
            if let former = membership.takesBack { counts[former] = false }
        }
        probes = table.probes
    }

    /// A list of values that are not known may be another each time.
    private static func mayRepeat(_ entry: QueryShapes.Entry, _ trace: RequestTrace) -> Bool {
        guard let query = trace.spans[entry.span].query, query.listValues > 1 else { return true }
        return query.list != 0
    }

    /// The group of a read, made where it is the first.
    ///
    /// Lists of several values are kept apart unless they are equal: a preload looks other rows up with each list, and
    /// is never a look-up of one row, while a loop may well have one and the same list of states in every turn.
    /// A query without a stack joins the first group of its fingerprint and place, whatever that group's stack.
    private mutating func group(
        of entry: QueryShapes.Entry, _ ordinal: Int, _ trace: RequestTrace, _ table: inout SlotTable
    ) -> Int {
        let stack = trace.spans[entry.span].stack
        let frame = frame(of: entry.span, trace)
        let list = trace.spans[entry.span].query?.list ?? 0
        let place = SlotTable.mix(SlotTable.mix(frame, UInt64(entry.shape)), list)
        let made = groups.count
        let found = table.index(SlotTable.mix(place, stack), next: made) {
            groups[$0].shape == entry.shape && groups[$0].frame == frame && groups[$0].list == list
                && (stack == 0 || groups[$0].stack == stack)
        }
        guard found == made else { return found }
        groups.append(RepeatGroup(shape: entry.shape, stack: stack, frame: frame, list: list, first: ordinal))
        if stack != 0 {
            _ = table.index(SlotTable.mix(place, 0), next: made) {
                groups[$0].shape == entry.shape && groups[$0].frame == frame && groups[$0].list == list
            }
        }
        return made
    }

    private func frame(of span: Int, _ trace: RequestTrace) -> UInt64 {
        frames?.frame(around: span, in: trace) ?? LoopFrames.frame(of: trace.spans[span].parent)
    }

    private mutating func judge(_ trace: RequestTrace, _ shapes: QueryShapes) {
        isNPlusOne = groups.map { group in
            guard group.free >= repeats, group.asksForMany(repeats) != false else { return false }
            return !group.isWalk { ShapeReading(trace.fingerprint(shapes.shapes[group.shape].first)) }
        }
    }

    /// Whether an entry's group is an N+1.
    func isNPlusOne(entry ordinal: Int) -> Bool {
        groupOf[ordinal] >= 0 && isNPlusOne[Int(groupOf[ordinal])]
    }

    /// The members that count, as spans' indices in order of start.
    func members(_ index: Int, _ shapes: QueryShapes) -> [Int] {
        var members: [Int] = []
        members.reserveCapacity(groups[index].count)
        var ordinal = groups[index].first
        while ordinal >= 0 {
            if counts[ordinal] { members.append(shapes.entries[ordinal].span) }
            ordinal = Int(next[ordinal])
        }
        return members
    }

    /// The index of the query that returned the list which a group walks; nil where none was seen.
    ///
    /// It stands in the same place or around it, reads, and ended before the group's first, or was still being read while
    /// they ran; then it must have had a row for each. Of several the nearest that returned exactly as many rows as the
    /// group has queries is taken, else the nearest with at least as many, else the nearest with two; one that itself
    /// repeats in a loop only where there is no other.
    func source(of index: Int, _ trace: RequestTrace, _ shapes: QueryShapes) -> Int? {
        let group = groups[index]
        let first = shapes.entries[group.first].span
        let places = frames?.frames(around: first, in: trace) ?? [group.frame]
        var best: (weight: Int, span: Int)?
        for ordinal in stride(from: group.first - 1, through: max(0, group.first - Self.reach), by: -1) {
            let entry = shapes.entries[ordinal]
            guard entry.isRead, Int(groupOf[ordinal]) != index, let query = trace.spans[entry.span].query,
                query.rows >= 2, isBefore(entry.span, first, group, trace, shapes),
                // The same statement from elsewhere is another one: a tree's roots are read like its branches.
                entry.shape != group.shape || trace.spans[entry.span].stack != trace.spans[first].stack,
                places.contains(frame(of: entry.span, trace))
            else { continue }
            let weight = weight(of: ordinal, rows: query.rows, group)
            if weight > best?.weight ?? 0 { best = (weight, entry.span) }
        }
        return best?.span
    }

    private func weight(of ordinal: Int, rows: UInt64, _ group: RepeatGroup) -> Int {
        if isNPlusOne(entry: ordinal) { return 1 }
        if rows < group.count { return 2 }
        return rows > group.count ? 3 : 4
    }

    private func isBefore(
        _ span: Int, _ first: Int, _ group: RepeatGroup, _ trace: RequestTrace, _ shapes: QueryShapes
    ) -> Bool {
        guard let end = trace.spans[span].end, trace.spans[span].start <= trace.spans[first].start else { return false }
        if end <= trace.spans[first].start { return true }
        guard trace.spans[span].query?.connection == trace.spans[first].query?.connection else { return false }
        return isReadMeanwhile(end: end, rows: trace.spans[span].query?.rows ?? 0, group, trace, shapes)
    }

    /// Whether as many members as make an N+1 ran while a query was open, and no more than it had rows.
    private func isReadMeanwhile(
        end: UInt64, rows: UInt64, _ group: RepeatGroup, _ trace: RequestTrace, _ shapes: QueryShapes
    ) -> Bool {
        var ended = 0
        var begun: UInt64 = 0
        var ordinal = group.first
        while ordinal >= 0, trace.spans[shapes.entries[ordinal].span].start < end {
            begun += 1
            if counts[ordinal], trace.spans[shapes.entries[ordinal].span].end ?? .max <= end { ended += 1 }
            ordinal = Int(next[ordinal])
        }
        return ended >= repeats && rows >= begun
    }
}
