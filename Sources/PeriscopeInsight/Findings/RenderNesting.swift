/// Which render is inside which, and what else runs inside them.
struct RenderNesting {
    /// By span: the index of the outermost render that holds it, itself included; -1 where none does.
    let outermost: [Int]
    /// By span: the index of the span around it; -1 where it is not known.
    let parents: [Int]
    /// By span: nanoseconds of queries and calls in the outermost render of that index.
    private let elsewhere: [UInt64]

    init(_ trace: RequestTrace) {
        let frames = LoopFrames(trace)
        let count = trace.spans.count
        var outermost = Array(repeating: -1, count: count)
        var isInsideWork = Array(repeating: false, count: count)
        var elsewhere = [UInt64](repeating: 0, count: count)
        var parents = outermost
        for index in trace.spans.indices {
            let parent = frames.parent(of: index)
            parents[index] = parent
            if parent >= 0 {
                outermost[index] = outermost[parent]
                isInsideWork[index] = isInsideWork[parent]
            }
            switch trace.spans[index].kind {
            case .render where outermost[index] < 0:
                outermost[index] = index
            case .query, .client:
                if outermost[index] >= 0, !isInsideWork[index] {
                    elsewhere[outermost[index]] &+= trace.duration(index)
                }
                isInsideWork[index] = true
            default: break
            }
        }
        self.outermost = outermost
        self.parents = parents
        self.elsewhere = elsewhere
    }

    /// Nanoseconds of an outermost render without the queries and calls inside it.
    func ownTime(_ index: Int, _ trace: RequestTrace) -> UInt64 {
        let time = trace.duration(index)
        return time > elsewhere[index] ? time - elsewhere[index] : 0
    }
}
