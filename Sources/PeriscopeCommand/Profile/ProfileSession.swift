import FoundationEssentials
import PeriscopeHistory
import PeriscopeHub
import PeriscopeInsight
import PeriscopeUI

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Profiles the servers for a while, without a screen.
///
/// Their profilers are on for as long as this is attached: when it leaves, the hub, or the servers, turn off what
/// nobody else wants.
final class ProfileSession {
    private static let limits = HistoryLimits(requests: 10_000, bytes: 256 << 20)
    /// A server tries four times a second to find a viewer.
    private static let serverPatience: Int64 = 5_000_000_000
    /// What was sampled last is under way for a few flushes of the server, which come every 25 ms.
    private static let flushNanoseconds: Int64 = 300_000_000
    private static let namesPatience: Int64 = 120_000_000_000

    private let pipe: WakePipe
    private let inbox: HubInbox
    private let hub: Hub
    private let names: NameDesk
    private let intake: HubIntake
    private let signals: SignalWatch
    private let scope: ProfileScope
    private let seconds: Int
    private var history: History
    private var environment = UIEnvironment()
    private var servers = ProfiledServers()
    private var requests: ProfiledRequests
    private var baseline = OutsideBaseline()
    private var isListening = true

    init(socket: SocketOptions, scope: ProfileScope, seconds: Int) throws {
        let pipe = try WakePipe()
        self.pipe = pipe
        self.scope = scope
        self.seconds = seconds
        inbox = HubInbox(wake: { pipe.ring() })
        let variables = ProcessInfo.processInfo.environment
        names = NameDesk(environment: variables, wake: { pipe.ring() })
        intake = HubIntake(names: names)
        let settings = Settings.load(
            SettingsFiles(environment: variables, workingDirectory: FileManager.default.currentDirectoryPath))
        history = settings.history(limits: Self.limits)
        requests = ProfiledRequests(scope: scope)
        // Before the hub creates a socket that an early signal would leave behind.
        signals = SignalWatch(pipe: pipe)
        hub = try socket.startHub(inbox: inbox)
    }

    /// What was found: the samples, what to tell of them, and what else there is to write into the file.
    typealias Outcome = (profile: CPUProfile, summary: ProfileSummary, context: PprofFile.Context)

    /// Profiles, and ends early on a signal.
    func run() throws -> Outcome {
        defer { hub.stop() }
        // One that can't be profiled is no reason not to wait for another.
        let patience = MonotonicTime.now() + Self.serverPatience
        try findServer(until: patience)
        let start = MonotonicTime.now()
        let end = start + Int64(seconds) * 1_000_000_000
        while MonotonicTime.now() < end, pipe.interruption == nil {
            if servers.isHopeless, MonotonicTime.now() >= patience { break }
            wait(until: servers.isHopeless ? min(end, patience) : end)
        }
        let duration = UInt64(max(0, MonotonicTime.now() - start))
        let flushed = MonotonicTime.now() + Self.flushNanoseconds
        while MonotonicTime.now() < flushed { wait(until: flushed) }
        // Turns the profilers off; what is still under way is not waited for.
        isListening = false
        hub.stop()
        findNames()
        return try report(duration)
    }

    /// The signal that ended it early.
    var interruption: Int32? { pipe.interruption }

    private func findServer(until due: Int64) throws {
        while !servers.isAnyFit, MonotonicTime.now() < due, pipe.interruption == nil { wait(until: due) }
        if !servers.apps.isEmpty || servers.isHopeless { return }
        let others = history.apps.filter { $0.connection == .connected }.map { "\(TailLine.clean($0.name)) \($0.pid)" }
        if let app = scope.app, !others.isEmpty {
            throw CommandFailure(
                "no server named \(app) is connected; there is \(others.joined(separator: ", "))")
        }
        throw CommandFailure(
            "no server is connected to \(socketPath). "
                + "Start one with the probe in it; periscope doctor says where they meet.")
    }

    private var socketPath: String {
        switch hub.role {
        case .listening(let path), .reading(let path): path
        }
    }

    // MARK: The loop

    private func wait(until due: Int64) {
        var descriptor = pollfd(fd: pipe.readEnd, events: Int16(POLLIN), revents: 0)
        let left = max(0, due - MonotonicTime.now()) / 1_000_000 + 1
        _ = poll(&descriptor, 1, Int32(clamping: left))
        pipe.drain()
        if isListening { for event in inbox.take() { handle(event) } }
        takeNames()
        if let problem = names.takeProblem() { complain(problem) }
        names.ask(&history)
    }

    private func takeNames() {
        for found in names.takeFound() {
            found.enter(&history)
            baseline.name(found)
        }
    }

    private func handle(_ event: HubEvent) {
        let change = intake.apply(event, to: &history, environment: &environment, at: WallClock.now())
        requests.take(change, &history, of: servers.apps)
        switch event {
        case .appConnected(let app, _, _, _, _, _, _): greet(AppID(app))
        case .batch(let app, _): baseline.take(AppID(app), history)
        case .sample(let app, _): listen(to: AppID(app))
        case .appDisconnected(let app, let reason, _) where servers.apps.contains(AppID(app)):
            complain("\(name(of: AppID(app))) disconnected: \(TailLine.clean(reason))")
        case .roleChanged(.reading(let path)): complain("another viewer has \(path); profiling along with it")
        case .refused(let reason): complain(TailLine.clean(reason))
        default: break
        }
    }

    /// Turns on the profiler of a server that is meant.
    private func greet(_ id: AppID) {
        guard let app = history.app(id), scope.includes(name: app.name, pid: app.pid) else { return }
        guard hub.profile(true, of: id.number) else {
            let problem = "its probe is older than this periscope and knows no profiler"
            servers.add(id, problem: problem)
            return complain("\(name(of: id)) can't be profiled: \(problem)")
        }
        servers.add(id, app.profiler)
        baseline.greet(id)
        requests.startedAt = min(requests.startedAt, WallClock.now())
        complain("profiling \(name(of: id)) for \(seconds) s; ^c ends it early")
    }

    /// Takes in what a server says of its profiler.
    private func listen(to id: AppID) {
        guard let profiler = history.app(id)?.profiler, let problem = servers.take(profiler, of: id) else { return }
        complain("\(name(of: id)) can't be profiled: \(TailLine.clean(problem))")
    }

    /// Waits until all that was sampled has its name, or it takes too long, or the person has no more patience.
    private func findNames() {
        let due = MonotonicTime.now() + Self.namesPatience
        let signals = pipe.interruptions
        while MonotonicTime.now() < due, pipe.interruptions == signals {
            // Looked at before the answers are taken: all of them are there then.
            let isIdle = names.isIdle
            takeNames()
            if isIdle, names.isSettled(&history) { return }
            wait(until: due)
        }
        complain("names were still being looked for: functions without one are told by their library, or not at all")
    }

    // MARK: The end

    private func report(_ duration: UInt64) throws -> Outcome {
        let ofRequests = history.profile(of: requests.sampled)
        let outside = scope.isOfRequests ? [] : servers.apps.sorted().map { baseline.profile(of: $0, in: history) }
        let profile = CPUProfile.merged([ofRequests] + outside)
        guard profile.samples > 0 else { throw CommandFailure(emptiness) }
        if requests.cut > 0 {
            let more = requests.cut == 1 ? "1 more request" : "\(requests.cut) more requests"
            complain("\(more) had samples than there was room for, which are left out")
        }
        let summary = ProfileSummary(
            profile: profile, scope: scope, requests: requests.count, requestTime: requests.time,
            requestSamples: ofRequests.samples, lost: servers.lost, turnedOff: turnedOff)
        return (profile, summary, context(duration))
    }

    private var turnedOff: [String] { servers.turnedOff.sorted().map { name(of: $0) } }

    private func context(_ duration: UInt64) -> PprofFile.Context {
        var context = PprofFile.Context()
        let apps = servers.apps.sorted().compactMap { history.app($0) }
        if apps.count == 1 { context.executable = apps[0].executable }
        context.start = requests.startedAt
        context.duration = duration
        context.comment = apps.map(\.name).joined(separator: ", ") + (scope.isOfRequests ? ": \(scope.words)" : "")
        return context
    }

    /// Why there is nothing to show.
    private var emptiness: String {
        if servers.isHopeless { return "no server could be profiled" }
        if let why = ProfileSummary.turnedOff(turnedOff) { return "no samples. \(why)" }
        if requests.count == 0, scope.isOfRequests { return "no samples: there were no \(scope.words)" }
        if requests.count > 0 {
            let meant = "\(requests.count) \(scope.words(requests.count))"
            return "no samples: the \(meant) used less CPU time than a sample takes; "
                + "profile for longer, or under more load"
        }
        return "no samples: the servers had nothing to do; send them requests meanwhile"
    }

    private func name(of id: AppID) -> String {
        history.app(id).map { "\(TailLine.clean($0.name)) \($0.pid)" } ?? "an app"
    }

    private func complain(_ text: String) {
        MessageOutput.say(text)
    }
}
