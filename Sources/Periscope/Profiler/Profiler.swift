import PeriscopeWire
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Puts what the sampler saw into the recorders of the requests that it belongs to.
///
/// While it is off it has no timer, no ring and no thread, and costs an atomic read where a request begins.
///
/// `@unchecked Sendable` because everything is used on the uplink's loop only, but for `isOn`, which is atomic.
package final class Profiler: @unchecked Sendable {
    /// Between two drains of the ring, and every how many of them threads are looked for.
    static let tickMilliseconds: Int64 = 50
    private static let ticksAScan = 2

    /// All places that were seen so far, which the encoder tells of.
    package let tree: SampleTree
    private let source: any SampleSource
    private let intake: Intake
    private let outside: Recorder
    private let flag = Atomic<Bool>(false)
    private var machine: ProfilerMachine
    private var keysProblem = ""
    private var period: UInt64 = 0
    private var ticks = 0
    private var samples: UInt64 = 0
    private var outsideSamples: UInt64 = 0
    private var sortingTime: UInt64 = 0
    /// What one drain found, by request.
    private var found: [UInt64: SampleCounts] = [:]

    init(
        setting: ProfilerSetting, source: any SampleSource, tree: SampleTree = SampleTree(), intake: Intake,
        outside: Recorder
    ) {
        machine = ProfilerMachine(setting)
        self.source = source
        self.tree = tree
        self.intake = intake
        self.outside = outside
    }

    /// Whether samples are taken; no lock, from any thread.
    package var isOn: Bool { flag.load(ordering: .relaxed) }

    // MARK: On and off

    /// What the caller must do; ``prepared(_:)`` says whether it runs then.
    enum Order {
        case none
        /// Test the keys in a task, then call ``Profiler/prepared(_:)``.
        case testKeys
        /// Call ``Profiler/tick()`` now and then.
        case run
        /// Do so no more.
        case rest
    }

    func begin() -> Order { perform(machine.begin()) }
    func asked(_ isOn: Bool) -> Order { perform(machine.asked(isOn)) }
    func disconnected() -> Order { perform(machine.disconnected()) }
    func end() -> Order { perform(machine.end()) }

    /// Starts the sampler, if it is still wanted.
    func prepared(_ keys: SamplerKeys) -> Order {
        guard case .start(let wanted) = machine.prepared() else { return .none }
        // Before the first sample, so that the spans that it may be taken in are bound.
        Recording.bindEachSpan(keys.reach == .taskLocal)
        let code = source.start(period: wanted, keys: keys)
        machine.started(problem: code == 0 ? "" : Self.sentence(for: code))
        guard code == 0 else {
            Recording.bindEachSpan(false)
            return .none
        }
        keysProblem = keys.problem
        period = source.period > 0 ? source.period : wanted
        ticks = 0
        intake.keepEnded(true)
        flag.store(true, ordering: .relaxed)
        scan()
        return .run
    }

    private func perform(_ action: ProfilerMachine.Action) -> Order {
        switch action {
        case .prepare: return .testKeys
        case .stop:
            flag.store(false, ordering: .relaxed)
            source.stop()
            sort()
            intake.keepEnded(false)
            Recording.bindEachSpan(false)
            return .rest
        case .none, .start: return .none
        }
    }

    // MARK: Samples

    /// Takes what was sampled, and looks for threads every other time.
    func tick() {
        guard isOn else { return }
        ticks &+= 1
        if ticks % Self.ticksAScan == 0 { scan() }
        drain()
    }

    /// Takes what was sampled, and gives it to the recorders; wakes nobody.
    ///
    /// A sample belongs to its request if that has not ended, or ended since the drain before: what a request left
    /// behind and goes on after its end belongs to none.
    func drain() {
        if isOn { sort() }
    }

    private func sort() {
        // Before the ring is read: whoever ends later has not lost a sample that is not read here.
        let ended = intake.takeEnded()
        let start = Self.threadTime()
        source.drain { stack in
            let place = SampleCounts.Place(node: tree.node(of: stack), span: stack.span)
            found[stack.request, default: SampleCounts()].add(
                stack.periods, to: place, limit: .max, parent: { _ in 0 })
            samples &+= UInt64(stack.periods)
        }
        guard !found.isEmpty else { return }
        for (request, counts) in found { give(counts, to: request, ended) }
        found.removeAll(keepingCapacity: true)
        sortingTime &+= Self.threadTime() &- start
    }

    private func give(_ counts: SampleCounts, to request: UInt64, _ ended: [UInt64: Recorder]) {
        let recorder = request == 0 ? nil : ended[request] ?? intake.recorder(request)
        if let recorder, recorder.add(counts, period: period, in: tree) { return }
        // A span of a request that is gone is nothing in the outside record.
        let known = request == 0 ? counts : counts.withoutSpans()
        outsideSamples &+= known.sum
        _ = outside.add(known, period: period, in: tree)
    }

    private func scan() {
        let start = Self.threadTime()
        if let objects = source.scan() { tree.update(objects) }
        sortingTime &+= Self.threadTime() &- start
    }

    private static func threadTime() -> UInt64 { MonotonicClock.nanoseconds(CLOCK_THREAD_CPUTIME_ID) }

    // MARK: What a person sees

    /// How it stands.
    var state: WireProfilerState {
        let figures = source.figures
        var state = WireProfilerState()
        state.on = isOn
        state.periodNs = isOn ? period : 0
        state.problem = isOn ? limitation(figures) : machine.problem
        state.samples = samples
        state.lost = figures.lost &+ tree.shortened
        state.outside = outsideSamples
        state.handlerNs = figures.handlerTime
        state.sortingNs = sortingTime
        state.threads = isOn ? figures.threads : 0
        state.byEnvironment = machine.isByEnvironment
        return state
    }

    /// What it cannot do though it is on.
    private func limitation(_ figures: SampleFigures) -> String {
        if figures.refused > 0 {
            return "The system refused a timer for \(Self.threads(figures.refused)), which cannot be sampled."
                + " Raise the limit of pending signals (ulimit -i)."
        }
        guard figures.blocked > 0 else { return keysProblem }
        return "\(Self.threads(figures.blocked)) cannot be sampled: the app blocks SIGPROF there, or handles it itself."
    }

    private static func threads(_ count: UInt32) -> String {
        count == 1 ? "1 thread" : "\(count) threads"
    }

    private static func sentence(for code: Int32) -> String {
        switch code {
        case ENOTSUP, ENOSYS:
            "The profiler does not work on this system: it needs Linux on x86-64 or arm64."
        case EAGAIN:
            "The system refused a timer. Raise the limit of pending signals (ulimit -i)."
        case EBUSY:
            "Another probe of this process is profiling, or every real-time signal has a handler already."
        case ENOMEM:
            "There is no memory for samples: the profiler needs some 4 MB."
        default:
            "The profiler could not start: \(String(cString: strerror(code)))."
        }
    }
}
