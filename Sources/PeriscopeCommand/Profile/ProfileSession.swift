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
    private static let namesPatience: Int64 = 10_000_000_000

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
        try findServer()
        let start = MonotonicTime.now()
        let end = start + Int64(seconds) * 1_000_000_000
        while MonotonicTime.now() < end, pipe.interruption == nil, !servers.isHopeless { wait(until: end) }
        if servers.isHopeless { throw CommandFailure("no server could be profiled") }
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

    private func findServer() throws {
        let due = MonotonicTime.now() + Self.serverPatience
        while servers.apps.isEmpty, MonotonicTime.now() < due, pipe.interruption == nil, !servers.isHopeless {
            wait(until: due)
        }
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
        _ = names.take(&history)
        if let problem = names.takeProblem() { complain(problem) }
        names.ask(&history)
    }

    private func handle(_ event: HubEvent) {
        let change = intake.apply(event, to: &history, environment: &environment, at: WallClock.now())
        requests.take(change, &history, of: servers.apps)
        switch event {
        case .appConnected(let app, _, _, _, _, _, _): greet(AppID(app))
        case .sample(let app, _):
            if let problem = history.app(AppID(app)).flatMap({ servers.take($0) }) { complain(problem) }
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
        if let problem = servers.add(app, hub) { return complain(problem) }
        requests.startedAt = min(requests.startedAt, WallClock.now())
        complain("profiling \(name(of: id)) for \(seconds) s; ^c ends it early")
    }

    /// Waits until all that was sampled has its name, or it takes too long, or the person has no more patience.
    private func findNames() {
        let due = MonotonicTime.now() + Self.namesPatience
        let signals = pipe.interruptions
        var mark = names.ask(&history)
        while MonotonicTime.now() < due, pipe.interruptions == signals {
            if names.isAnswered(mark) {
                let next = names.ask(&history)
                guard next != mark || !names.isAnswered(next) else { return }
                mark = next
            }
            wait(until: due)
        }
    }

    // MARK: The end

    private func report(_ duration: UInt64) throws -> Outcome {
        let ofRequests = history.profile(of: requests.sampled)
        let outside = scope.isOfRequests ? [] : servers.apps.sorted().map { history.outsideProfile(of: $0) }
        let profile = CPUProfile.merged([ofRequests] + outside)
        let lost = servers.lost(history)
        guard profile.samples > 0 else { throw CommandFailure(emptiness) }
        if requests.cut > 0 {
            complain("\(requests.cut) more requests had samples than there was room for; they are left out")
        }
        let summary = ProfileSummary(
            profile: profile, scope: scope, requests: requests.count, requestTime: requests.time,
            requestSamples: ofRequests.samples, lost: lost)
        return (profile, summary, context(duration))
    }

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
        if requests.count == 0, scope.isOfRequests { return "no samples: there were no \(scope.words)" }
        if requests.count > 0 {
            return "no samples: the \(requests.count) \(scope.words) used less CPU time than a sample takes; "
                + "profile for longer, or under more load"
        }
        return "no samples: the servers had nothing to do; send them requests meanwhile"
    }

    private func name(of id: AppID) -> String {
        history.app(id).map { "\(TailLine.clean($0.name)) \($0.pid)" } ?? "an app"
    }

    private func complain(_ text: String) {
        MessageOutput.write("periscope: \(text)\n")
    }
}
