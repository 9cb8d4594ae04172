import FoundationEssentials
import PeriscopeHistory
import PeriscopeUI
import Subprocess
import Synchronization
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The command that `periscope run` started, in a pseudo-terminal of its own.
///
/// swift-subprocess starts it and waits for it in a task; what it prints is read from `output`. The pseudo-terminal makes
/// most programs write line by line, as they would in a pane. It leads a session of its own whose terminal that is: where
/// this program is killed, the system hangs the terminal up, and the child with all that it started gets SIGHUP, as in a
/// window that is closed.
package final class ChildProcess: Sendable {
    struct State {
        var pid: pid_t?
        var isRunning = false
        var exit: TerminationStatus?
        var problem: String?
        /// It is being ended, to be started anew; asking again changes nothing.
        var isRestarting = false
        /// The program ends: nothing is started any more.
        var isClosing = false
        /// Runs that were started; the news of an older run is not of this one.
        var run = 0
        var startedAt: UnixNanoseconds = 0
        /// The process group, while it may have members.
        var group: pid_t?
        /// The exit code of what was not even started.
        var problemCode: Int32 = 127

        /// As the toolbar shows it; a command that could not be started counts as ended, as a shell has it, with 127.
        var shown: UIEnvironment.ChildStatus.State {
            if isRunning { return .running }
            switch exit {
            case .exited(let code): return .exited(code: Int(code))
            case .signaled(let signal): return .killed(signal: Int(signal))
            case nil: return .exited(code: problem == nil ? 0 : Int(problemCode))
            }
        }
    }

    /// Opens the terminal as the first thing in a new session, which makes it the session's own, and becomes the command.
    ///
    /// swift-subprocess has no means to do so. With the command's own exit codes: 127 and 126 where it can't be run.
    private static let launcher = #"true 2>/dev/null <>"$1"; shift; exec "$@""#

    let command: [String]
    /// The loop's end of the pseudo-terminal.
    let output: FileDescriptor
    private let terminal: FileDescriptor
    private let terminalName: String
    private let environment: [String: String]
    private let state = Mutex(State())
    private let onChange: @Sendable () -> Void

    /// Opens the pseudo-terminal; starts nothing yet.
    ///
    /// - Parameter onChange: called from any thread when the child starts, ends or can't be started.
    package init(command: [String], environment: [String: String], onChange: @escaping @Sendable () -> Void) throws {
        self.command = command
        self.environment = environment
        self.onChange = onChange
        (output, terminal, terminalName) = try PseudoTerminal.make()
    }

    /// Starts the command; does nothing once ``beginClosing()`` was called.
    package func start() {
        let problem = CommandCheck.problem(of: command[0], path: ProcessInfo.processInfo.environment["PATH"])
        let run: Int? = state.withLock { state in
            guard !state.isClosing else { return nil }
            state = State(isRunning: problem == nil, run: state.run + 1, startedAt: WallClock.now())
            state.problem = problem?.text
            if let problem { state.problemCode = problem.exitCode }
            return state.run
        }
        guard let run else { return }
        guard problem == nil else { return onChange() }
        // Unstructured, because the loop that owns the child is a poll on the main thread and can't await.
        Task.detached { [self] in await spawnAndWait(run) }
    }

    private func spawnAndWait(_ run: Int) async {
        var options = PlatformOptions()
        options.createSession = true
        var overrides: [Environment.Key: String?] = [:]
        // A Swift program that crashes in a terminal would ask what to do, and hold its port for 30 s meanwhile.
        if ProcessInfo.processInfo.environment["SWIFT_BACKTRACE"] == nil {
            overrides["SWIFT_BACKTRACE"] = "interactive=no,color=no"
        }
        for (key, value) in environment {
            overrides[Environment.Key(rawValue: key) ?? "_"] = value
        }
        do {
            let result = try await Subprocess.run(
                .path("/bin/sh"), arguments: Arguments(["-c", Self.launcher, "sh", terminalName] + command),
                environment: .inherit.updating(overrides),
                platformOptions: options,
                input: .fileDescriptor(terminal, closeAfterSpawningProcess: false),
                output: .fileDescriptor(terminal, closeAfterSpawningProcess: false),
                error: .fileDescriptor(terminal, closeAfterSpawningProcess: false)
            ) { execution in
                self.note(run) { state in
                    state.pid = execution.processIdentifier.value
                    state.group = state.pid
                }
            }
            note(run) { state in
                state.isRunning = false
                state.exit = result.terminationStatus
                // A group without members has given its number back, and the next to have it is a stranger.
                if let group = state.group, kill(-group, 0) != 0 { state.group = nil }
            }
        } catch {
            note(run) { state in
                state.isRunning = false
                state.problem = "\(self.command[0]) can't be started: \(error). Check its name and that it is built."
            }
        }
    }

    private func note(_ run: Int, _ change: (inout State) -> Void) {
        state.withLock { state in
            if state.run == run { change(&state) }
        }
        onChange()
    }

    /// Whether it runs, or has left something running.
    var isAlive: Bool {
        let status = self.status
        if status.isRunning { return true }
        return status.group.map { kill(-$0, 0) == 0 } ?? false
    }

    var status: State {
        state.withLock { $0 }
    }

    /// What a shell would report: the exit code, or 128 and the signal's number; 0 while it runs.
    package var exitCode: Int32 {
        let status = self.status
        switch status.exit {
        case .exited(let code): return code
        case .signaled(let signal): return 128 + signal
        case nil: return status.problem == nil ? 0 : status.problemCode
        }
    }

    /// From now on nothing is started; a restart that is under way ends the old run and leaves it at that.
    package func beginClosing() {
        state.withLock { $0.isClosing = true }
    }

    /// Ends the child: SIGINT, and after five seconds SIGKILL, to all of its process group.
    ///
    /// Waits for its end; what it still prints is read meanwhile.
    package func stop() {
        // One that is just being started has no number yet by which to send it a signal.
        wait(milliseconds: 1000) { !$0.isRunning || $0.pid != nil }
        signal(SIGINT)
        if !wait(milliseconds: 5000, until: { !$0.isRunning }) {
            signal(SIGKILL)
            wait(milliseconds: 2000) { !$0.isRunning }
        }
        if let group = status.group { endOthers(of: group) }
    }

    /// A shell may have left what it started in the background, which ignores SIGINT and would keep its port.
    ///
    /// The group's number stays taken while it has members, so nobody else's process is meant.
    private func endOthers(of leader: pid_t) {
        guard kill(-leader, SIGTERM) == 0 else { return }
        for _ in 0..<50 where kill(-leader, 0) == 0 { usleep(10_000) }
        kill(-leader, SIGKILL)
    }

    /// Ends the child, if it runs, and starts it anew; returns at once, `onChange` tells.
    ///
    /// Does nothing while an earlier call is still at it: two would start two children, of which one is lost sight of.
    package func restart() {
        let isFirst = state.withLock { state in
            defer { state.isRestarting = true }
            return !state.isRestarting
        }
        guard isFirst else { return }
        // Unstructured: the loop must not wait for the old one's end.
        Task.detached { [self] in
            onChange()
            stop()
            start()
        }
    }

    private func signal(_ number: Int32) {
        let status = self.status
        guard status.isRunning, let pid = status.pid else { return }
        // It leads a session, so its group has its number.
        if kill(-pid, number) != 0 { kill(pid, number) }
    }

    /// Whether it came to be so in time.
    @discardableResult
    private func wait(milliseconds: Int, until isSo: (State) -> Bool) -> Bool {
        var left = milliseconds
        while !isSo(status), left > 0 {
            usleep(10_000)
            left -= 10
        }
        return isSo(status)
    }

    /// Tells the child how large its terminal is, if that changes; the system sends it SIGWINCH.
    func setSize(columns: Int, rows: Int) {
        PseudoTerminal.setSize(of: output, columns: columns, rows: rows)
    }
}
