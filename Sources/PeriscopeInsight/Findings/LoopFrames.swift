import PeriscopeSQL

/// Where a query stands, so that the turns of a loop stand in one place.
///
/// The parent span, as the design has it; and where that is one of several siblings of one kind and name (a partial
/// that is rendered for each row, a span that the app opens for each item), all of these together: each such turn has a
/// span of its own, but it is one loop. Server, middleware and handler spans are always themselves.
struct LoopFrames {
    private let frames: [UInt64]
    private let parents: [Int]

    /// One pass; a table of the spans' ids.
    init(_ trace: RequestTrace) {
        let spans = trace.spans
        var table = SlotTable(capacity: spans.count)
        var frames: [UInt64] = []
        var parents: [Int] = []
        frames.reserveCapacity(spans.count)
        parents.reserveCapacity(spans.count)
        for index in spans.indices {
            // Spans come in order of start, so a parent comes first; one that does not is a stranger.
            let parent = table.find(spans[index].parent) { spans[$0].id == spans[index].parent } ?? -1
            parents.append(parent)
            let outer = parent >= 0 ? frames[parent] : Self.frame(of: spans[index].parent)
            switch spans[index].kind {
            case .render, .user, .client:
                frames.append(SlotTable.mix(SlotTable.mix(outer, TextHash.of(spans[index].name)), 7))
            case .enclosing, .query:
                frames.append(Self.frame(of: spans[index].id))
            }
            _ = table.index(spans[index].id, next: index) { spans[$0].id == spans[index].id }
        }
        self.frames = frames
        self.parents = parents
    }

    /// Of a span whose parent is not a turn of anything.
    static func frame(of id: UInt64) -> UInt64 { SlotTable.mix(id, 1) }

    /// The index of the span around one; -1 where it is not known.
    func parent(of index: Int) -> Int { parents[index] }

    /// Where a span stands.
    func frame(around index: Int, in trace: RequestTrace) -> UInt64 {
        let parent = parents[index]
        return parent >= 0 ? frames[parent] : Self.frame(of: trace.spans[index].parent)
    }

    /// Where a span stands, and what is around that, out to the first span that is not the app's own.
    ///
    /// Not further: what a middleware asked is not what the handler walks.
    func frames(around index: Int, in trace: RequestTrace) -> [UInt64] {
        var found = [frame(around: index, in: trace)]
        var inner = parents[index]
        while inner >= 0, found.count < Self.depth, trace.spans[inner].kind != .enclosing {
            found.append(frame(around: inner, in: trace))
            inner = parents[inner]
        }
        return found
    }

    private static let depth = 32
}
