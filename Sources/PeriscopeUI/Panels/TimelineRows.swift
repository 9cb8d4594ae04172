import PeriscopeHistory
import PeriscopeInsight
import PeriscopeWire

/// The rows of the timeline: spans as a tree, runs of alike ones folded, gaps in their place in time.
struct TimelineRows {
    enum Kind: Equatable {
        /// The request itself.
        case whole
        case span(Int)
        /// Spans of one parent and one name in a row, folded.
        case run([Int])
        case gap
    }

    struct Row {
        let kind: Kind
        let key: RowKey
        let depth: Int
        let start: UInt64
        let end: UInt64
        /// Has rows below it that can be folded away; nil where there is nothing to fold.
        var fold: PanelContent.Fold?
        /// What was found about it: the weightiest.
        var finding: Finding?
        /// The row above that it belongs to.
        var parent: Int?
    }

    /// As many alike neighbours are one row.
    static let foldedFrom = 4
    static let maximumDepth = 40

    private(set) var rows: [Row] = []
    private let input: PanelInput
    private let tree: SpanTree
    private let gaps: [(start: UInt64, end: UInt64)]
    /// Gaps by the span they lie in; -1 for the request itself.
    private var gapsInside: [Int: [Int]] = [:]

    init(_ input: PanelInput) {
        self.input = input
        tree = input.facts.tree
        gaps = Coverage.gaps(input)
        for index in gaps.indices { gapsInside[container(of: gaps[index]), default: []].append(index) }
        let end = input.request.start &+ input.elapsed
        rows.append(Row(kind: .whole, key: .line(0), depth: 0, start: input.request.start, end: end))
        if input.detail.isTimelineFlat {
            appendFlat()
        } else {
            append(children: tree.roots, of: -1, depth: 1)
        }
        linkParents()
    }

    /// Each row's parent is the last row before it that stands one level further out.
    private mutating func linkParents() {
        var last: [Int] = []
        for index in rows.indices {
            let depth = min(rows[index].depth, last.count)
            rows[index].parent = depth > 0 ? last[depth - 1] : nil
            last.removeSubrange(depth...)
            last.append(index)
        }
    }

    /// The span under whose row a gap stands: around the work before it, and wide enough for all of the gap.
    ///
    /// By parents, not by times alone: a handler may be known only once it ended, and then the queries that it ran are
    /// its siblings. A gap between them that stood inside of it would stand before all of them.
    private func container(of gap: (start: UInt64, end: UInt64)) -> Int {
        guard let neighbour = neighbour(of: gap) else { return innermost(around: gap) }
        return tree.ancestor(of: neighbour) { index in
            !Coverage.isWork(input.spans[index]) && isAround(gap, input.spans[index])
        } ?? -1
    }

    /// The work that ended last before a gap; where there is none, the first behind it.
    private func neighbour(of gap: (start: UInt64, end: UInt64)) -> Int? {
        var before: (index: Int, end: UInt64)?
        var after: (index: Int, start: UInt64)?
        for (index, span) in input.spans.enumerated() where Coverage.isWork(span) {
            if let end = span.end, end <= gap.start, span.start <= gap.start {
                if before.map({ end > $0.end }) ?? true { before = (index, end) }
            } else if span.start >= gap.end, after.map({ span.start < $0.start }) ?? true {
                after = (index, span.start)
            }
        }
        return before?.index ?? after?.index
    }

    private func isAround(_ gap: (start: UInt64, end: UInt64), _ span: SpanRecord) -> Bool {
        span.start <= gap.start && (span.end ?? .max) >= gap.end
    }

    /// Of middleware, handler and server spans.
    private func innermost(around gap: (start: UInt64, end: UInt64)) -> Int {
        var best = -1
        for (index, span) in input.spans.enumerated() where !Coverage.isWork(span) && isAround(gap, span) {
            if best < 0 || span.start >= input.spans[best].start { best = index }
        }
        return best
    }

    private mutating func append(children: [Int], of parent: Int, depth: Int) {
        var waiting = (gapsInside[parent] ?? [])[...]
        let repeats = repeats(children)
        var place = 0
        while place < children.count {
            if let repeated = repeats[children[place]], repeated.first != children[place] {
                place += 1
                continue
            }
            let start = input.spans[children[place]].start
            while let gap = waiting.first, gaps[gap].start <= start {
                append(gap: gap, after: place > 0 ? children[place - 1] : -1, parent: parent, depth: depth)
                waiting.removeFirst()
            }
            if let repeated = repeats[children[place]] {
                append(run: repeated, depth: depth)
                place += 1
                continue
            }
            let run = runLength(children, from: place, without: repeats)
            if run >= Self.foldedFrom {
                append(run: Array(children[place..<place + run]), depth: depth)
            } else {
                for index in children[place..<place + run] { append(span: index, depth: depth) }
            }
            place += run
        }
        for gap in waiting { append(gap: gap, after: children.last ?? -1, parent: parent, depth: depth) }
    }

    /// The queries of each N+1 among siblings, by each of them: one row, wherever they stand between others.
    private func repeats(_ children: [Int]) -> [Int: [Int]] {
        guard input.findings.contains(where: { $0.kind == .nPlusOne }) else { return [:] }
        var groups: [UInt64: [Int]] = [:]
        for index in children {
            guard let finding = input.facts.mark(of: input.spans[index]), finding.kind == .nPlusOne else { continue }
            groups[finding.spans.first ?? 0, default: []].append(index)
        }
        var repeats: [Int: [Int]] = [:]
        for group in groups.values where group.count > 1 {
            for index in group { repeats[index] = group }
        }
        return repeats
    }

    /// How many spans from here on are alike.
    private func runLength(_ children: [Int], from place: Int, without repeats: [Int: [Int]]) -> Int {
        let first = input.spans[children[place]]
        var end = place + 1
        while end < children.count, repeats[children[end]] == nil, isAlike(first, input.spans[children[end]]) {
            end += 1
        }
        return end - place
    }

    private func isAlike(_ left: SpanRecord, _ right: SpanRecord) -> Bool {
        left.kind == right.kind && left.name == right.name && left.query?.sql == right.query?.sql
    }

    private mutating func append(run: [Int], depth: Int) {
        guard let first = run.first else { return }
        let key = input.spans[first].id
        let isOpen = input.detail.unfolded.contains(key)
        let end = run.reduce(0) { max($0, self.end(of: input.spans[$1])) }
        rows.append(
            Row(
                kind: .run(run), key: .group(key), depth: depth, start: input.spans[first].start, end: end,
                fold: .init(key: key, isGroup: true, isOpen: isOpen),
                finding: input.facts.mark(of: input.spans[first])))
        guard isOpen else { return }
        for index in run { append(span: index, depth: depth + 1) }
    }

    private mutating func append(span index: Int, depth: Int) {
        let span = input.spans[index]
        let hasRows = !tree.children[index].isEmpty || gapsInside[index] != nil
        let isOpen = !input.detail.folded.contains(span.id)
        rows.append(
            Row(
                kind: .span(index), key: .span(span.id), depth: depth, start: span.start, end: end(of: span),
                fold: hasRows ? .init(key: span.id, isGroup: false, isOpen: isOpen) : nil,
                finding: input.facts.mark(of: span)))
        guard hasRows, isOpen, depth < Self.maximumDepth else { return }
        append(children: tree.children[index], of: index, depth: depth + 1)
    }

    private mutating func append(gap index: Int, after before: Int, parent: Int, depth: Int) {
        let key = RowKey.gap(
            after: before < 0 ? 0 : input.spans[before].id, parent: parent < 0 ? 0 : input.spans[parent].id)
        rows.append(Row(kind: .gap, key: key, depth: depth, start: gaps[index].start, end: gaps[index].end))
    }

    /// In order of start, without levels.
    private mutating func appendFlat() {
        var waiting = Array(gaps.indices)[...]
        for index in input.spans.indices {
            while let gap = waiting.first, gaps[gap].start <= input.spans[index].start {
                append(gap: gap, after: index - 1, parent: -1, depth: 1)
                waiting.removeFirst()
            }
            let span = input.spans[index]
            rows.append(
                Row(
                    kind: .span(index), key: .span(span.id), depth: 1, start: span.start, end: end(of: span),
                    finding: input.facts.mark(of: span)))
        }
        for gap in waiting { append(gap: gap, after: input.spans.count - 1, parent: -1, depth: 1) }
    }

    var gapRows: [Row] { rows.filter { $0.kind == .gap } }

    /// The row of the gap that a finding is about: the one of its length, else the longest.
    func gapKey(like finding: Finding) -> RowKey? {
        let rows = gapRows
        let same = rows.first { $0.end - $0.start == finding.duration }
        return (same ?? rows.max { $0.end - $0.start < $1.end - $1.start })?.key
    }

    private func end(of span: SpanRecord) -> UInt64 {
        max(span.start, span.end ?? input.request.start &+ input.elapsed)
    }
}
