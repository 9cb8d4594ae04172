import PeriscopeHistory

/// A request's spans as a tree, by index into the spans.
///
/// Two passes; cycles and unknown parents become roots.
struct SpanTree {
    /// Children of each span, in the spans' order.
    private(set) var children: [[Int]]
    private(set) var roots: [Int] = []
    /// -1 for a root.
    private(set) var parents: [Int]

    init(_ spans: [SpanRecord]) {
        var places: [UInt64: Int] = [:]
        places.reserveCapacity(spans.count)
        for (index, span) in spans.enumerated() { places[span.id] = index }
        parents = spans.enumerated().map { index, span in
            guard let parent = places[span.parent], parent != index else { return -1 }
            return parent
        }
        children = Array(repeating: [], count: spans.count)
        breakCycles()
        for index in spans.indices {
            if parents[index] < 0 { roots.append(index) } else { children[parents[index]].append(index) }
        }
    }

    /// Walks up from every span once; a span that is met twice on one walk loses its parent.
    private mutating func breakCycles() {
        var walk = Array(repeating: -1, count: parents.count)
        for start in parents.indices {
            var index = start
            while index >= 0, walk[index] < 0 {
                walk[index] = start
                let parent = parents[index]
                if parent >= 0, walk[parent] == start { parents[index] = -1 }
                index = parents[index]
            }
        }
    }

    /// The nearest ancestor for which something holds.
    func ancestor(of index: Int, where holds: (Int) -> Bool) -> Int? {
        var parent = parents[index]
        while parent >= 0 {
            if holds(parent) { return parent }
            parent = parents[parent]
        }
        return nil
    }

    func isInside(_ index: Int, _ ancestor: Int) -> Bool {
        self.ancestor(of: index) { $0 == ancestor } != nil
    }
}
