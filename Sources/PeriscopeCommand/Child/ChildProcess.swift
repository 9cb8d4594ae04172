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
/// swift-subprocess starts it and waits for it in a task; what it prints is read by the loop, which polls `output`.
/// The pseudo-terminal makes most programs write line by line and in colour, as they would in a pane.
final class ChildProcess: Sendable {
    struct State {
        var pid: pid_t?
        var isRunning = false
        var exit: TerminationStatus?
        var problem: String?
        /// It is being ended, to be started anew; asking again changes nothing.
        var isRestarting = false
        /// Runs that were started; the news of an older run is not of this one.
        var run = 0

        /// As the toolbar shows it; a command that could not be started counts as ended, as a shell has it, with 127.
        var shown: UIEnvironment.ChildStatus.State {
            if isRunning { return .running }
            switch exit {
            case .exited(let code): return .exited(code: Int(code))
            case .signaled(let signal): return .killed(signal: Int(signal))
            case nil: return .exited(code: problem == nil ? 0 : 127)
            }
        }
    }

    let command: [String]
    /// The loop's end of the pseudo-terminal.
    let output: FileDescriptor
    private let terminal: FileDescriptor
    private let environment: [String: String]
    private let state = Mutex(State())
    private let onChange: @Sendable () -> Void

    /// Opens the pseudo-terminal; starts nothing yet.
    ///
    /// - Parameter onChange: called from any thread when the child starts, ends or can't be started.
    init(command: [String], environment: [String: String], onChange: @escaping @Sendable () -> Void) throws {
        self.command = command
        self.environment = environment
        self.onChange = onChange
        (output, terminal) = try PseudoTerminal.make()
    }

    func start() {
        let run = state.withLock { state in
            state = State(isRunning: true, run: state.run + 1)
            return state.run
        }
        // Unstructured, because the loop that owns the child is a poll on the main thread and can't await.
        Task.detached { [self] in await spawnAndWait(run) }
    }

    private func spawnAndWait(_ run: Int) async {
        var options = PlatformOptions()
        options.createSession = true
        var overrides: [Environment.Key: String?] = [:]
        for (key, value) in environment {
            overrides[Environment.Key(rawValue: key) ?? "_"] = value
        }
        do {
            let result = try await Subprocess.run(
                command[0].contains("/") ? .path(FilePath(command[0])) : .name(command[0]),
                arguments: Arguments(Array(command.dropFirst())),
                environment: .inherit.updating(overrides),
                platformOptions: options,
                input: .fileDescriptor(terminal, closeAfterSpawningProcess: false),
                output: .fileDescriptor(terminal, closeAfterSpawningProcess: false),
                error: .fileDescriptor(terminal, closeAfterSpawningProcess: false)
            ) { execution in
                self.note(run) { $0.pid = execution.processIdentifier.value }
            }
            note(run) { state in
                state.isRunning = false
                state.exit = result.terminationStatus
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

    var status: State {
        state.withLock { $0 }
    }

    /// What a shell would report: the exit code, or 128 and the signal's number; 0 while it runs.
    var exitCode: Int32 {
        let status = self.status
        switch status.exit {
        case .exited(let code): return code
        case .signaled(let signal): return 128 + signal
        case nil: return status.problem == nil ? 0 : 127
        }
    }

    /// Ends the child: SIGINT, and after five seconds SIGKILL, to all of its process group.
    ///
    /// Waits for its end.
    ///
    /// - Parameter draining: throw away what it still prints, so that it never waits for a full pseudo-terminal; false
    /// where the loop goes on reading.
    func stop(draining: Bool) {
        let leader = status.pid
        signal(SIGINT)
        if !waitForEnd(milliseconds: 5000, draining: draining) {
            signal(SIGKILL)
            _ = waitForEnd(milliseconds: 2000, draining: draining)
        }
        if let leader { endOthers(of: leader) }
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
    func restart() {
        let isFirst = state.withLock { state in
            defer { state.isRestarting = true }
            return !state.isRestarting
        }
        guard isFirst else { return }
        // Unstructured: the loop must not wait for the old one's end.
        Task.detached { [self] in
            stop(draining: false)
            start()
        }
    }

    private func signal(_ number: Int32) {
        let status = self.status
        guard status.isRunning, let pid = status.pid else { return }
        // It leads a session, so its group has its number.
        if kill(-pid, number) != 0 { kill(pid, number) }
    }

    private func waitForEnd(milliseconds: Int, draining: Bool) -> Bool {
        var left = milliseconds
        while status.isRunning, left > 0 {
            if draining { drain() }
            usleep(10_000)
            left -= 10
        }
        return !status.isRunning
    }

    private func drain() {
        while !readAvailable().isEmpty {}
    }

    /// What the child has printed since the last call; never waits.
    func readAvailable() -> [UInt8] {
        var piece = [UInt8](repeating: 0, count: 1 << 14)
        let count = piece.withUnsafeMutableBytes { try? output.read(into: $0, retryOnInterrupt: true) } ?? 0
        return Array(piece[..<count])
    }
}
