#if canImport(Glibc)
    package import Glibc
#elseif canImport(Musl)
    package import Musl
#else
    package import Darwin
#endif

/// Starts programs for tests, with signals as after a login: none is ignored or held back.
///
/// Without Foundation's `Process`, whose waiting needs a run loop that a test's thread may not have.
package enum ProgramStart {
    /// What a program's standard input, output and errors are.
    package enum Streams {
        /// Nothing to read, and two descriptors to write to.
        case pipes(output: Int32, errors: Int32)
        /// The terminal of this path; the program leads a session of its own whose terminal it is.
        case terminal(String)
    }

    /// - Parameters:
    ///   - command: The program, which is looked for in `PATH`, and its arguments.
    ///   - environment: All of it; nothing of the test's own is handed on.
    /// - Returns: The process number, to be waited for by the caller.
    package static func start(
        _ command: [String], environment: [String: String], on streams: Streams
    ) throws(StartFailure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        connect(streams, &actions)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        setSignals(&attributes, isSessionLeader: { if case .terminal = streams { true } else { false } }())
        let argv = command.map { strdup($0) } + [nil]
        let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in argv + envp { free(text) } }
        var pid: pid_t = 0
        let code = posix_spawnp(&pid, command[0], &actions, &attributes, argv, envp)
        guard code == 0 else { throw StartFailure(command[0], code) }
        return pid
    }

    /// What a shell would report of an ended program: the exit code, or 128 and the signal's number.
    package static func exitCode(_ status: Int32) -> Int32 {
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    private static func connect(_ streams: Streams, _ actions: inout posix_spawn_file_actions_t) {
        switch streams {
        case .pipes(let output, let errors):
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
            posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
            posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
        case .terminal(let name):
            // The first terminal that the leader of a session opens becomes the session's own.
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, name, O_RDWR, 0)
            posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
            posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
        }
    }

    private static func setSignals(_ attributes: inout posix_spawnattr_t, isSessionLeader: Bool) {
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        let flags = Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK) | (isSessionLeader ? newSession : 0)
        posix_spawnattr_setflags(&attributes, Int16(flags))
    }

    #if canImport(Darwin)
        private static let newSession = Int32(POSIX_SPAWN_SETSID)
    #else
        /// `POSIX_SPAWN_SETSID`, which Glibc's module hides (posix_spawn(3)).
        private static let newSession: Int32 = 0x80
    #endif
}
