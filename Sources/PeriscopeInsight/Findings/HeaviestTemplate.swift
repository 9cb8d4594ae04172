/// The template in which most of some renders' time was spent, if one took half of it: its own time, without what it
/// holds.
struct HeaviestTemplate {
    private(set) var name = ""
    private(set) var count = 0
    private var time: UInt64 = 0

    init?(_ trace: RequestTrace, in outer: [Int], of total: UInt64) {
        let nesting = RenderNesting(trace)
        let isMeant = Set(outer)
        var own = trace.spans.indices.map(trace.duration)
        for index in trace.spans.indices where nesting.parents[index] >= 0 {
            let parent = nesting.parents[index]
            let time = trace.duration(index)
            own[parent] = own[parent] > time ? own[parent] - time : 0
        }
        var sums: [String: (time: UInt64, count: Int)] = [:]
        for index in trace.spans.indices where trace.spans[index].kind == .render {
            guard isMeant.contains(nesting.outermost[index]) else { continue }
            let sum = sums[trace.spans[index].name] ?? (0, 0)
            sums[trace.spans[index].name] = (sum.time &+ own[index], sum.count + 1)
        }
        // Of equals the first by name, so that the words do not depend on a dictionary's order.
        let heaviest = sums.max { ($0.value.time, $1.key) < ($1.value.time, $0.key) }
        guard let heaviest, heaviest.value.time > 0, heaviest.value.time >= total / 2 else { return nil }
        name = heaviest.key
        count = heaviest.value.count
        time = heaviest.value.time
    }
}
