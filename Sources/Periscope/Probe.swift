import Instrumentation
import Logging
public import ServiceLifecycle
import Synchronization
import Tracing

/// Streams what a server does to the `periscope` toolbar in the next terminal.
///
/// Make one for the process, before anything logs, and hand it to the parts that it is to see:
///
/// ```swift
/// let probe = Probe(app: "bookshop")
/// probe.bootstrap()
/// router.add(middleware: PeriscopeMiddleware(probe))
/// let app = Application(router: router, services: [probe])
/// ```
///
/// It is on in debug builds and off in release builds and in tests; `PERISCOPE=1` and `PERISCOPE=0` decide otherwise.
/// Off, it opens no socket, starts no thread, records nothing, and every call here runs its closure and no more.
///
/// It never throws into the app, never prints and never waits for the toolbar: with none, it keeps the newest 64
/// finished requests (at most 1 MiB) and tries again four times a second.
public final class Probe: Service, Sendable {
    /// When the probe works.
    public enum Enabled: Sendable {
        /// In debug builds, and wherever `PERISCOPE=1` is set; not in tests.
        case automatic
        /// In release builds too; not in tests, unless `PERISCOPE=1` is set.
        case always
        /// Not at all, whatever the environment says.
        case never
    }

    /// The app's name, as the toolbar shows it.
    public let app: String

    /// Nil while the probe is off: there is nothing else to switch.
    let core: ProbeCore?
    let decision: ProbeDecision
    package let options: ProbeOptions
    private let clock: MonotonicClock
    private let hasSaidSo = Atomic<Bool>(false)

    /// Makes the process's probe.
    ///
    /// Reads `PERISCOPE`, `PERISCOPE_SOCKET` and what ``ProbeOptions`` names once, here. Costs a few microseconds; no socket is opened and no thread
    /// started before there is something to send.
    ///
    /// - Parameters:
    ///   - app: a short name for the toolbar, such as "bookshop".
    ///   - enabled: when the probe works.
    ///   - socket: where the toolbar listens; the default is `$PERISCOPE_SOCKET`, else the toolbar's own default.
    ///   - options: what is captured and what is masked.
    public convenience init(
        app: String, enabled: Enabled = .automatic, socket: String? = nil, options: ProbeOptions = ProbeOptions()
    ) {
        self.init(app: app, enabled: enabled, socket: socket, options: options, surroundings: .current())
    }

    /// Makes a probe in surroundings that are handed in, for tests.
    package init(
        app: String, enabled: Enabled = .automatic, socket: String? = nil, options: ProbeOptions = ProbeOptions(),
        surroundings: ProcessSurroundings, limits: ProbeLimits = ProbeLimits(), sampler: (any SampleSource)? = nil
    ) {
        self.app = app
        let options = options.restricted(by: surroundings.environment)
        self.options = options
        decision = ProbeDecision(enabled: enabled, surroundings: surroundings)
        let clock = MonotonicClock()
        self.clock = clock
        guard decision.isOn else {
            core = nil
            return
        }
        core = ProbeCore(
            app: app, socket: socket, options: options, limits: limits, surroundings: surroundings, clock: clock,
            sampler: sampler ?? SystemSampler())
    }

    /// Sends what is recorded until the app shuts down, then says goodbye to the toolbar.
    ///
    /// The app's service group calls this (`services: [probe]`). It returns at shutdown or cancellation, after at most
    /// 200 ms in which the last requests are handed over; it never throws.
    public func run() async throws {
        sayOnce(startedBy: nil)
        core?.start()
        // Throws at cancellation only, which ends a probe as well as a shutdown does.
        try? await gracefulShutdown()
        await core?.stop()
    }

    /// Whether anything is recorded; decided once, when the probe is made.
    package var isOn: Bool { core != nil }

    /// Nanoseconds of the monotonic clock since the probe was made; about 25 ns.
    package func now() -> UInt64 { clock.now() }

    /// Says that an adapter is at work, so that an empty panel can say why it is empty.
    package func attach(adapter: String) {
        core?.attach(adapter: adapter)
    }

    /// A number for a span, unique in the process and never 0; nothing is locked.
    package func makeID() -> UInt64 {
        core?.ids.next() ?? 1
    }

    /// Starts the record of a request; nil when the probe is off, or past the limit of requests in flight.
    package func openRequest(_ opening: RequestOpening) -> Recording? {
        sayOnce(startedBy: "the first request; add it to the app's services so that it can say goodbye")
        return core?.open(opening)
    }

    /// Where the running task records: its request, else the record of what belongs to none; nil when off.
    ///
    /// About 200 ns. Work that a request left behind and that goes on after its end belongs to no request.
    package var recording: Recording? {
        guard let core else { return nil }
        if let current = Recording.innermost, !current.recorder.isFinished { return current }
        return core.outside
    }

    /// Where a tracer's time lies on the probe's clock.
    func time(of instant: some TracerInstant) -> UInt64 {
        clock.time(ofUnixNanoseconds: instant.nanosecondsSinceEpoch)
    }

    /// Logs the one line that the probe ever logs above debug.
    private func sayOnce(startedBy starter: String?) {
        guard !hasSaidSo.load(ordering: .relaxed), !hasSaidSo.exchange(true, ordering: .relaxed) else { return }
        let state = isOn ? "on" : "off"
        let suffix = isOn ? starter.map { "; started by \($0)" } ?? "" : ""
        Logger(label: ProbeLogHandler.ownLabel).info("periscope is \(state): \(decision.reason)\(suffix)")
    }
}

extension Probe {
    /// Bytes of one text that are held before it is masked.
    var rawTextBytes: Int { core?.limits.rawTextBytes ?? 0 }
}
