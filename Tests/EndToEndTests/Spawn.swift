import Foundation

/// Starts programs without Foundation's `Process`, whose waiting needs a run loop that a test's thread may not have.
enum Spawn {
    struct Started {
        let pid: Int32
        let output: Int32
        let errors: Int32
    }

    /// Starts a program with nothing on its standard input and pipes on its outputs.
    static func start(_ path: String, _ arguments: [String], environment: [String: String]) throws -> Started {
        let (outputRead, outputWrite) = try pipe()
        let (errorsRead, errorsWrite) = try pipe()
        defer { for end in [outputWrite, errorsWrite] { close(end) } }

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, outputWrite, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errorsWrite, STDERR_FILENO)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

        let argv = ([path] + arguments).map { strdup($0) } + [nil]
        let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in argv + envp { free(text) } }
        var pid: pid_t = 0
        let code = posix_spawnp(&pid, path, &actions, &attributes, argv, envp)
        guard code == 0 else {
            for end in [outputRead, errorsRead] { close(end) }
            throw TestFailure("\(path) can't be started: \(String(cString: strerror(code)))")
        }
        return Started(pid: pid, output: outputRead, errors: errorsRead)
    }

    /// Starts a program as the leader of a session whose terminal is the one named.
    static func inTerminal(_ terminal: String, _ command: [String], environment: [String: String]) throws -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // Opened by a session's leader, it becomes the session's own.
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        // The last is POSIX_SPAWN_SETSID.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK) | 0x80)
        let argv = command.map { strdup($0) } + [nil]
        let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in argv + envp { free(text) } }
        var pid: pid_t = 0
        let code = posix_spawnp(&pid, command[0], &actions, &attributes, argv, envp)
        guard code == 0 else { throw TestFailure("\(command[0]): \(String(cString: strerror(code)))") }
        return pid
    }

    /// Runs a program to its end; gives its exit code and what it wrote to standard output.
    static func run(_ path: String, _ arguments: [String]) throws -> (code: Int32, output: String) {
        let started = try start(path, arguments, environment: ProcessInfo.processInfo.environment)
        defer { for end in [started.output, started.errors] { close(end) } }
        // A daemon that it leaves behind may hold the pipe open, so its own end counts, not the pipe's.
        var status: Int32 = 0
        var output: [UInt8] = []
        while waitpid(started.pid, &status, WNOHANG) == 0 { output += available(started.output, milliseconds: 5) }
        output += available(started.output, milliseconds: 0)
        return (exitCode(status), String(decoding: output, as: UTF8.self))
    }

    /// What a shell would report: the exit code, or 128 and the signal's number.
    static func exitCode(_ status: Int32) -> Int32 {
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    /// What can be read within the time; ends at the first pause.
    private static func available(_ descriptor: Int32, milliseconds: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        var wait = milliseconds
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            var readable = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&readable, 1, wait) == 1, readable.revents & Int16(POLLIN) != 0 else { break }
            let count = read(descriptor, &piece, piece.count)
            guard count > 0 else { break }
            bytes += piece[..<count]
            wait = 0
        }
        if bytes.isEmpty, milliseconds > 0 { usleep(1000) }
        return bytes
    }

    private static func pipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else { throw TestFailure("no pipe: \(String(cString: strerror(errno)))") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }
}
