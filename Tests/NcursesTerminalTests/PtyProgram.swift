#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The fixture `Stage` on a pseudo-terminal of its own, with all that it writes.
///
/// Ends the program when it is let go of.
final class PtyProgram {
    private let master: Int32
    private let terminal: Int32
    private let pid: pid_t
    private(set) var output: [UInt8] = []
    private var status: Int32?
    let modesBefore: [UInt64]

    init?(
        _ arguments: [String], term: String, environment: [String: String] = [:], columns: UInt16 = 80,
        rows: UInt16 = 24
    ) {
        guard let (master, name) = Self.openMaster() else { return nil }
        self.master = master
        terminal = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
        modesBefore = Self.modes(of: terminal)
        var variables = ["TERM": term, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"]
        variables.merge(environment) { $1 }
        guard let pid = Self.spawn([Self.program] + arguments, terminal: name, environment: variables) else {
            return nil
        }
        self.pid = pid
        _ = fcntl(master, F_SETFL, fcntl(master, F_GETFL) | O_NONBLOCK)
    }

    deinit {
        if status == nil {
            kill(pid, SIGKILL)
            var ignored: Int32 = 0
            waitpid(pid, &ignored, 0)
        }
        close(master)
        close(terminal)
    }

    var modesNow: [UInt64] { Self.modes(of: terminal) }

    var text: String { String(decoding: output, as: UTF8.self) }

    func type(_ text: String) {
        _ = write(master, text, text.utf8.count)
    }

    func send(_ signal: Int32) {
        kill(pid, signal)
    }

    /// Reads on until the output holds a text, for at most ten seconds.
    func waits(for text: String) -> Bool {
        for _ in 0..<1000 {
            drain(milliseconds: 10)
            if self.text.contains(text) { return true }
        }
        return false
    }

    /// Reads on until the program has ended, for at most a minute; gives the exit code, or 128 and the signal.
    func end() -> Int32? {
        for _ in 0..<6000 where status == nil {
            drain(milliseconds: 10)
            var status: Int32 = 0
            guard waitpid(pid, &status, WNOHANG) == pid else { continue }
            let signal = status & 0x7F
            self.status = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
        }
        drain(milliseconds: 0)
        return status
    }

    private func drain(milliseconds: Int32) {
        var wait = milliseconds
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            guard poll(&descriptor, 1, wait) == 1 else { return }
            let count = read(master, &piece, piece.count)
            guard count > 0 else { return }
            output += piece[..<count]
            wait = 0
        }
    }

    private static func modes(of terminal: Int32) -> [UInt64] {
        var modes = termios()
        guard tcgetattr(terminal, &modes) == 0 else { return [] }
        return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag].map { UInt64($0) }
            + withUnsafeBytes(of: modes.c_cc) { $0.map { UInt64($0) } }
    }

    private static var program: String {
        for argument in CommandLine.arguments where argument.contains(".xctest") {
            return argument.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
                + "/Stage"
        }
        return #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
            + "/.build/debug/Stage"
    }

    private static func spawn(_ command: [String], terminal: String, environment: [String: String]) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The first terminal that the leader of a session opens becomes its own.
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        let flags = Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK) | newSession
        posix_spawnattr_setflags(&attributes, Int16(flags))
        let argv = command.map { strdup($0) } + [nil]
        let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in argv + envp { free(text) } }
        var pid: pid_t = 0
        return posix_spawn(&pid, command[0], &actions, &attributes, argv, envp) == 0 ? pid : nil
    }

    #if canImport(Darwin)
        private static let newSession = Int32(POSIX_SPAWN_SETSID)
    #else
        /// `POSIX_SPAWN_SETSID`, which Glibc's module hides (posix_spawn(3)).
        private static let newSession: Int32 = 0x80
    #endif

    #if os(Linux)
        /// Linux's own requests, since Glibc's module hides `posix_openpt` and its kin.
        private static func openMaster() -> (descriptor: Int32, name: String)? {
            let descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
            guard descriptor >= 0 else { return nil }
            var unlocked: Int32 = 0
            var number: UInt32 = 0
            let setLock: UInt = 0x4004_5431
            let getNumber: UInt = 0x8004_5430
            guard ioctl(descriptor, setLock, &unlocked) == 0, ioctl(descriptor, getNumber, &number) == 0 else {
                return nil
            }
            return (descriptor, "/dev/pts/\(number)")
        }
    #else
        private static func openMaster() -> (descriptor: Int32, name: String)? {
            let descriptor = posix_openpt(O_RDWR | O_NOCTTY)
            guard descriptor >= 0, grantpt(descriptor) == 0, unlockpt(descriptor) == 0, let name = ptsname(descriptor)
            else { return nil }
            return (descriptor, String(cString: name))
        }
    #endif
}
