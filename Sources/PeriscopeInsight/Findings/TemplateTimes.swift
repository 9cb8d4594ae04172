/// The own time of each template inside each outermost render, worked out once for a request.
///
/// Its own is what is not in a span that it holds. One pass over the spans.
struct TemplateTimes {
    struct Sum {
        var time: UInt64 = 0
        var count = 0
    }

    /// By the index of an outermost render, then by name.
    private var sums: [Int: [String: Sum]] = [:]

    init(_ trace: RequestTrace) {
        let nesting = RenderNesting(trace)
        var own = trace.spans.indices.map(trace.duration)
        for index in trace.spans.indices where nesting.parents[index] >= 0 {
            let parent = nesting.parents[index]
            let time = trace.duration(index)
            own[parent] = own[parent] > time ? own[parent] - time : 0
        }
        for index in trace.spans.indices where trace.spans[index].kind == .render {
            let outer = nesting.outermost[index]
            guard outer >= 0 else { continue }
            sums[outer, default: [:]][trace.spans[index].name, default: Sum()].add(own[index], count: 1)
        }
    }

    /// Of some outermost renders together.
    ///
    /// Costs what is in them.
    func sums(in outer: [Int]) -> [String: Sum] {
        var all: [String: Sum] = [:]
        for index in outer {
            for (name, sum) in sums[index] ?? [:] { all[name, default: Sum()].add(sum.time, count: sum.count) }
        }
        return all
    }

    /// How many names are looked at for some outermost renders; for tests of the cost.
    func steps(in outer: [Int]) -> Int {
        outer.reduce(0) { $0 + (sums[$1]?.count ?? 0) }
    }
}

extension TemplateTimes.Sum {
    fileprivate mutating func add(_ time: UInt64, count: Int) {
        self.time &+= time
        self.count += count
    }
}
