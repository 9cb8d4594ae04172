import PeriscopeHistory
import PeriscopeWire

/// The stacks that a scripted server's profiler saw.
struct ScriptedStacks {
    private var numbers: [[UInt64]: UInt32] = [:]
    private var told = 0
    private var parents: [UInt32] = []
    private var frames: [UInt64] = []

    /// Of a stack, the outermost function first.
    ///
    /// From 1,000 on they are asynchronous.
    mutating func node(_ stack: [UInt64]) -> UInt32 {
        if stack.isEmpty { return 0 }
        if let known = numbers[stack] { return known }
        parents.append(node(Array(stack.dropLast())))
        let frame = stack[stack.count - 1]
        frames.append(frame < 1_000 ? frame : frame | 1 << 47)
        let number = UInt32(parents.count)
        numbers[stack] = number
        return number
    }

    mutating func take() -> WireProfileNodes {
        var nodes = WireProfileNodes()
        nodes.first = UInt32(told + 1)
        nodes.parents = Array(parents[told...])
        nodes.frames = Array(frames[told...])
        told = parents.count
        return nodes
    }
}

extension ScriptedServer {
    static let period: UInt64 = 4_000_000

    /// Lets a request say where it was computing: stacks, the outermost function first, and how often each was seen.
    mutating func sample(_ delta: inout WireRequestDelta, _ stacks: [([UInt64], UInt64, UInt32)]) {
        delta.samplePeriodNs = Self.period
        delta.samples = stacks.map { stack, span, count in
            var sample = WireProfileSample()
            sample.node = sampledStacks.node(stack)
            sample.span = span
            sample.count = count
            return sample
        }
    }

    private static let handling: [UInt64] = [1_401, 1_402, 1_403]

    /// `/reports/sales` with its samples: most of it in a function of its own, some of it in SQLite.
    mutating func sampledReport(at start: UInt64, times: UInt32 = 1) {
        let id = makeID()
        var delta = head(id, "GET", "/reports/sales", at: start, route: "/reports/sales")
        let handler = span(.handler, "GET /reports/sales", in: id, from: start + 100, to: start + 611_900)
        let query = query(
            Self.saleQuery, rows: 45, in: handler.id, from: start + 1_000, to: start + 101_000, stack: [201, 103])
        var ranking = span(.internal, "ranking", in: handler.id, from: start + 110_000, to: start + 560_000)
        ranking.stack = stack([404])
        delta.spans = [
            handler, query, ranking,
            render("sales", bytes: 9_000, in: handler.id, from: start + 570_000, to: start + 600_000),
        ]
        let own = Self.handling
        sample(
            &delta,
            [
                (own + [404, 405], ranking.id, 61 * times), (own + [404, 405, 406], ranking.id, 30 * times),
                (own + [404, 405, 407], ranking.id, 12 * times), (own + [404], ranking.id, 3 * times),
                (own + [404, 410, 410, 405], ranking.id, 4 * times),
                (own + [408, 409], query.id, 17 * times), (own + [411, 412], handler.id, 7 * times),
                (own + [411], handler.id, 1), ([1_401, 407], handler.id, 2 * times),
            ])
        delta.end = end(at: start + 612_000, status: 200)
        use(&delta.end, cpu: 560_000_000, memory: 41_200_000, growth: 1_300_000, others: 2)
        send(delta)
    }

    /// A page that waits for most of its time, and computes a little.
    mutating func waitingPage(at start: UInt64) {
        let id = makeID()
        var delta = head(id, "GET", "/slow", at: start, route: "/slow")
        delta.spans = [span(.handler, "GET /slow", in: id, from: start + 100, to: start + 811_000)]
        sample(&delta, [(Self.handling + [411], id, 7), (Self.handling + [411, 412], id, 2)])
        delta.end = end(at: start + 812_000, status: 200)
        use(&delta.end, cpu: 38_000_000, memory: 40_000_000, growth: -20_000, others: 0)
        send(delta)
    }

    /// A page that the profiler saw, and found nothing in.
    mutating func quickPage(at start: UInt64) {
        let id = makeID()
        var delta = head(id, "GET", "/quick", at: start, route: "/quick")
        delta.end = end(at: start + 700, status: 200)
        use(&delta.end, cpu: 900_000, memory: 40_000_000, growth: 0, others: 0)
        send(delta)
    }

    func use(_ end: inout WireRequestEnd, cpu: UInt64, memory: UInt64, growth: Int64, others: UInt32) {
        var use = WireProcessUse()
        use.cpuNs = cpu
        use.residentBytes = memory
        use.residentGrowthBytes = growth
        use.overlappingRequests = others
        end.processUse = use
    }

    /// What the process says of its profiler.
    static func profiler(isOn: Bool, problem: String = "", byEnvironment: Bool = false, at time: UInt64)
        -> WireProcessSample
    {
        var state = WireProfilerState()
        state.on = isOn
        state.periodNs = period
        state.problem = problem
        state.byEnvironment = byEnvironment
        if isOn {
            (state.samples, state.lost, state.outside, state.threads) = (12_345, 3, 3_210, 8)
            (state.handlerNs, state.sortingNs) = (25_924_500, 8_000_000)
        }
        var sample = WireProcessSample()
        sample.atNs = time * 1_000
        sample.profiler = state
        sample.residentBytes = 41_200_000
        sample.threads = 12
        sample.uptimeNs = 60_000_000_000
        return sample
    }
}
