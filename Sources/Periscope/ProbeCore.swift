import PeriscopeWire
import Synchronization

/// What a probe that is on consists of; a probe that is off has none.
final class ProbeCore: Sendable {
    let app: String
    let options: ProbeOptions
    let limits: ProbeLimits
    let clock: MonotonicClock
    let ids = IDSource()
    let intake: Intake
    /// Where the viewer's questions for plans go.
    let plans = PlanDesk()
    /// The record of what belongs to no request: start-up, jobs, callbacks without a task.
    private let outsideRecorder: Recorder
    /// Off until the environment or a viewer asks for it.
    let profiler: Profiler
    private let adapters = Mutex<[String]>([])
    private let socket: String?
    private let surroundings: ProcessSurroundings
    private let uplink = Mutex<Uplink?>(nil)
    private let isStarted = Atomic<Bool>(false)

    init(
        app: String, socket: String?, options: ProbeOptions, limits: ProbeLimits, surroundings: ProcessSurroundings,
        clock: MonotonicClock, sampler: any SampleSource
    ) {
        self.app = app
        self.socket = socket
        self.options = options
        self.limits = limits
        self.surroundings = surroundings
        self.clock = clock
        intake = Intake(limits: limits)
        outsideRecorder = Recorder(
            id: 0, trace: TraceParent(high: ids.next(), low: ids.next(), parent: 0),
            opening: RequestOpening(kind: .outside, start: clock.now()), limits: limits, ids: ids, intake: intake)
        profiler = Profiler(
            setting: ProfilerSetting(isAllowed: options.profiling, environment: surroundings.environment),
            source: sampler, intake: intake, outside: outsideRecorder)
    }

    /// Where work of no request records; the first of it starts the uplink, as a request does.
    var outside: Recording {
        start()
        return Recording(recorder: outsideRecorder, span: 0)
    }

    /// Starts the record of a request.
    func open(_ opening: RequestOpening) -> Recording? {
        start()
        let id = ids.next()
        let remote = opening.traceparent.flatMap(TraceParent.init)
        let trace = remote ?? TraceParent(high: ids.next(), low: ids.next(), parent: 0)
        let recorder = Recorder(
            id: id, trace: trace, opening: opening, limits: limits, ids: ids, intake: intake,
            begin: profiler.isOn ? .now(intake.census) : nil)
        guard intake.opened(recorder) else {
            _ = recorder.giveUp(for: 0)
            return nil
        }
        return Recording(recorder: recorder, span: id)
    }

    func attach(adapter: String) {
        adapters.withLock { if !$0.contains(adapter) { $0.append(adapter) } }
    }

    /// Names of the adapters at work, in order of arrival.
    var attachedAdapters: [String] { adapters.withLock { $0 } }

    /// Starts the uplink and its thread; at most once in a process's life.
    func start() {
        guard !isStarted.load(ordering: .relaxed), !isStarted.exchange(true, ordering: .relaxed) else { return }
        let uplink = Uplink(
            core: self, outside: outsideRecorder, socket: socket, surroundings: surroundings)
        self.uplink.withLock { $0 = uplink }
        uplink.start()
    }

    /// Hands over what is left and says goodbye; returns after at most 200 ms.
    func stop() async {
        guard let uplink = uplink.withLock({ $0 }) else { return }
        await uplink.stop()
    }
}
