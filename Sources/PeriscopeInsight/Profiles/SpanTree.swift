/// Which span is in which: what `SpanTimes` sums along.
struct SpanTree {
    /// For each span the index of the one that it is in; -1 for none.
    private(set) var parents: [Int]
    /// For each span those in it, by their start.
    private var children: [[Int]]
    /// Every span once, the outer before the inner, and all that is in one right behind it.
    private(set) var order: [Int] = []

    init(_ spans: [SpanTimes.Input]) {
        var indices: [UInt64: Int] = [:]
        for (index, span) in spans.enumerated() { indices[span.id] = index }
        parents = spans.enumerated().map { index, span in
            guard let parent = indices[span.parent], parent != index else { return -1 }
            return parent
        }
        children = [[Int]](repeating: [], count: spans.count)
        for (index, parent) in parents.enumerated() where parent >= 0 { children[parent].append(index) }
        for index in children.indices where children[index].count > 1 {
            children[index].sort { (spans[$0].start, $0) < (spans[$1].start, $1) }
        }
        walk()
    }

    private mutating func walk() {
        var isReached = [Bool](repeating: false, count: parents.count)
        let roots = parents.indices.filter { parents[$0] < 0 }
        // Behind the roots, everything: what no root leads to goes round in a circle, which is cut where it is met.
        for start in roots + Array(parents.indices) where !isReached[start] {
            if let index = parents[start] >= 0 ? children[parents[start]].firstIndex(of: start) : nil {
                children[parents[start]].remove(at: index)
                parents[start] = -1
            }
            var waiting = [start]
            while let span = waiting.popLast() {
                isReached[span] = true
                order.append(span)
                waiting.append(contentsOf: children[span].reversed())
            }
        }
    }

    /// For each span whether it is in no other one of its key.
    func outermost(of keys: [Int], count: Int) -> [Bool] {
        var result = [Bool](repeating: false, count: keys.count)
        var open = [Int](repeating: 0, count: count)
        var path: [Int] = []
        for span in order {
            while let last = path.last, last != parents[span] {
                open[keys[last]] -= 1
                path.removeLast()
            }
            result[span] = open[keys[span]] == 0
            open[keys[span]] += 1
            path.append(span)
        }
        return result
    }

    /// Nanoseconds of a span in which none of those in it was under way.
    func ownTime(of index: Int, in spans: [SpanTimes.Input]) -> UInt64 {
        let span = spans[index]
        var (own, covered) = (span.end - span.start, span.start)
        for child in children[index] {
            let (start, end) = (max(covered, spans[child].start), min(span.end, spans[child].end))
            guard end > start else { continue }
            own -= end - start
            covered = end
        }
        return own
    }
}
