import PeriscopeHistory
import PeriscopeUI
import Screen

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The loop's side of a child: reads its lines and its state into the UI's environment.
final class ChildFeed {
    private static let lineLimit = 2000
    /// What the probe sends of a request comes this much later than what the server writes meanwhile: nanoseconds.
    private static let probeDelay: Int64 = 100_000_000

    private let process: ChildProcess
    private let output: ChildOutput
    private var lastSeen = ""
    private var lastRun = 0
    /// The newest lines, whose request is not yet looked for.
    private var waiting = 0
    /// The last line shown has no end yet, such as a prompt: what comes next may be the rest of it.
    private var isLastUnfinished = false

    /// - Parameter onChange: called from any thread when there is something for `takeNews`.
    init(
        command: [String], environment: [String: String], onChange: @escaping @Sendable () -> Void
    ) throws {
        process = try ChildProcess(command: command, environment: environment, onChange: onChange)
        output = ChildOutput(process.output, lineLimit: Self.lineLimit, onNews: onChange)
    }

    var name: String { process.command.joined(separator: " ") }
    /// Whether anything is there to be ended.
    var isRunning: Bool { process.isAlive }
    var exitCode: Int32 { process.exitCode }

    func start() { process.start() }
    func restart() { process.restart() }
    func beginClosing() { process.beginClosing() }
    func stop() { process.stop() }

    /// As large as the part of the screen in which its output is shown; tells the child, if it changes.
    func setSize(_ screen: ScreenSize) { process.setSize(columns: screen.columns - 4, rows: screen.rows - 4) }

    /// Whether there was anything new.
    func takeNews(into environment: inout UIEnvironment, history: History, at now: UnixNanoseconds) -> Bool {
        assignLines(in: &environment, history: history, at: now)
        let isNewState = takeState(into: &environment, at: now)
        let isNewServer = takeServer(into: &environment, history: history)
        let hadOutput = takeOutput(into: &environment, at: now)
        return hadOutput || isNewState || isNewServer
    }

    private func takeState(into environment: inout UIEnvironment, at now: UnixNanoseconds) -> Bool {
        let state = process.status
        guard "\(state)" != lastSeen else { return false }
        lastSeen = "\(state)"
        if state.run != lastRun {
            lastRun = state.run
            environment.build = BuildReport()
        }
        var child = UIEnvironment.ChildStatus(command: name, pid: Int(state.pid ?? 0), state: state.shown)
        child.run = state.run
        child.startedAt = state.startedAt
        child.isEnding = state.isRestarting
        if !child.isRunning { child.endedAt = environment.child?.endedAt ?? now }
        if child.run == environment.child?.run { child.server = environment.child?.server }
        environment.child = child
        if let problem = state.problem { environment.notices.append(problem) }
        return true
    }

    /// The first server that connects since the child was started, if it is the child or was started by it.
    private func takeServer(into environment: inout UIEnvironment, history: History) -> Bool {
        guard let child = environment.child, child.server == nil, child.isRunning, !child.isEnding else { return false }
        let leader = pid_t(clamping: child.pid)
        let server = history.apps.first { app in
            app.connection == .connected && app.connectedAt >= child.startedAt
                && Self.isOfSession(pid_t(clamping: app.pid), leader)
        }
        guard let server else { return false }
        environment.child?.server = server.id
        environment.build.serverConnected()
        return true
    }

    /// A process that can't be seen from here, as in a container, may be of it.
    private static func isOfSession(_ process: pid_t, _ leader: pid_t) -> Bool {
        let session = getsid(process)
        return session == leader || (session == -1 && errno == ESRCH)
    }

    /// Gives lines to the requests that they were written in.
    private func assignLines(in environment: inout UIEnvironment, history: History, at now: UnixNanoseconds) {
        while waiting > 0 {
            let place = environment.childOutput.count - waiting - (isLastUnfinished ? 1 : 0)
            guard now &- environment.childOutput[place].at >= Self.probeDelay else { return }
            environment.childOutput[place].request = environment.childOutput[place].owner(in: history)
            waiting -= 1
        }
    }

    private func takeOutput(into environment: inout UIEnvironment, at now: UnixNanoseconds) -> Bool {
        guard let news = output.take() else { return false }
        if isLastUnfinished { environment.childOutput.removeLast() }
        let isServing = environment.child?.server != nil
        for line in news.lines {
            environment.build.take(line.text, isServing: isServing, folder: environment.workingDirectory)
        }
        environment.childOutput += news.lines
        environment.childOutput.removeFirst(max(0, environment.childOutput.count - Self.lineLimit))
        environment.childLinesCut &+= news.cut
        waiting = min(waiting + news.lines.count, environment.childOutput.count)
        isLastUnfinished = news.unfinished != nil
        if let line = news.unfinished {
            environment.childOutput.append(line)
            environment.build.takeUnfinished(line.text)
        }
        return true
    }
}
