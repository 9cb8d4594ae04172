#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A program that is run to its end, within bounds of time, memory and output, for what it prints.
///
/// It reads nothing, prints nowhere but here, and knows nothing of our environment. Whatever happens, it is over and
/// reaped when `run()` returns. Its output comes through a socket, which unlike a pipe is closed to the children of
/// others from the start, so that none of them holds it open.
struct BoundedCommand {
    enum Failure: Error, Equatable {
        case notStarted(reason: String)
        case timedOut
        case tooMuchOutput
    }

    /// What it printed, and how it ended; nil: well.
    struct Outcome: Equatable {
        var output: [UInt8]
        var ending: String?
    }

    var program: String
    var arguments: [String]
    /// The program finds it open as descriptor 3.
    var file: Int32
    var timeout: Duration
    var outputBytes: Int
    /// Of address space, in KiB; not kept on macOS, which knows no such bound.
    var memoryKiB: Int64

    /// Blocks until the program ends, at most for `timeout`.
    func run() -> Result<Outcome, Failure> {
        let end = ContinuousClock.now + timeout
        var ends: [Int32] = [-1, -1]
        guard BoundedCommand.makePair(&ends) else { return .failure(.notStarted(reason: BoundedCommand.systemError)) }
        let spawned = spawn(output: ends[1])
        close(ends[1])
        defer { close(ends[0]) }
        switch spawned {
        case .failure(let failure): return .failure(failure)
        case .success(let child):
            let output = read(ends[0], until: end)
            // What has printed all it will is about to end; what failed us must.
            let status = reap(child, until: (try? output.get()) == nil ? .now : end)
            return output.map { Outcome(output: $0, ending: BoundedCommand.ending(status)) }
        }
    }

    // MARK: Starting

    /// A shell sets the bounds, which `posix_spawn` cannot, and becomes the program.
    private static let script = #"ulimit -c 0; ulimit -v "$0" 2>/dev/null; exec "$@""#

    private static let environment = ["LC_ALL=C", "PATH=/usr/bin:/bin", "DEBUGINFOD_URLS="]

    private static let flags = Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP)

    private func spawn(output: Int32) -> Result<pid_t, Failure> {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
            let flags = BoundedCommand.flags | Int16(POSIX_SPAWN_CLOEXEC_DEFAULT)
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
            let flags = BoundedCommand.flags
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, file, 3)
        // A group of its own, so that whatever it starts ends with it.
        posix_spawnattr_setpgroup(&attributes, 0)
        // The viewer may ignore or block signals that the program is to die of.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, flags)
        var child: pid_t = 0
        let words = ["sh", "-c", BoundedCommand.script, "\(memoryKiB)", program] + arguments
        let code = BoundedCommand.withCStrings(words) { words in
            BoundedCommand.withCStrings(BoundedCommand.environment) { environment in
                posix_spawn(&child, "/bin/sh", &actions, &attributes, words, environment)
            }
        }
        return code == 0 ? .success(child) : .failure(.notStarted(reason: String(cString: strerror(code))))
    }

    /// Two ends that neither this process's other children nor low descriptor numbers get in the way of.
    private static func makePair(_ ends: inout [Int32]) -> Bool {
        #if os(Linux)
            #if canImport(Glibc)
                let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
            #else
                let kind = SOCK_STREAM | SOCK_CLOEXEC
            #endif
            guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return false }
        #else
            guard socketpair(AF_UNIX, SOCK_STREAM, 0, &ends) == 0 else { return false }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        #endif
        for index in ends.indices { ends[index] = raised(ends[index]) }
        guard ends.allSatisfy({ $0 >= 0 }) else {
            for end in ends where end >= 0 { close(end) }
            return false
        }
        return true
    }

    /// The same descriptor above those that the program is given; -1 where there is no room.
    static func raised(_ descriptor: Int32) -> Int32 {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 10)
        close(descriptor)
        return copy
    }

    private static func withCStrings<R>(
        _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> R
    ) -> R {
        var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        pointers.append(nil)
        return body(pointers)
    }

    // MARK: Listening

    private func read(_ descriptor: Int32, until end: ContinuousClock.Instant) -> Result<[UInt8], Failure> {
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let left = ContinuousClock.now.duration(to: end)
            guard left > .zero else { return .failure(.timedOut) }
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&waiting, 1, BoundedCommand.milliseconds(left))
            guard ready > 0 else { continue }
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count == 0 { return .success(output) }
            if count < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                return .success(output)
            }
            guard output.count + count <= outputBytes else { return .failure(.tooMuchOutput) }
            output += buffer.prefix(count)
        }
    }

    /// Rounded up, so that the last millisecond is waited for too.
    private static func milliseconds(_ duration: Duration) -> Int32 {
        let (seconds, attoseconds) = duration.components
        return Int32(clamping: min(seconds, 3600) * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
    }

    // MARK: Ending

    /// Its wait status; nil where someone else has reaped it.
    private func reap(_ child: pid_t, until end: ContinuousClock.Instant) -> Int32? {
        var status: Int32 = 0
        while true {
            let result = waitpid(child, &status, WNOHANG)
            if result == child { return status }
            if result < 0, errno != EINTR { return nil }
            guard ContinuousClock.now < end else { break }
            // Between the end of its output and its own there is a moment.
            poll(nil, 0, 2)
        }
        kill(-child, SIGKILL)
        kill(child, SIGKILL)
        while waitpid(child, &status, 0) < 0 {
            if errno != EINTR { return nil }
        }
        return status
    }

    private static func ending(_ status: Int32?) -> String? {
        guard let status, status != 0 else { return nil }
        let signal = status & 0x7f
        return signal != 0 ? "ended by signal \(signal)" : "exit code \(status >> 8 & 0xff)"
    }

    private static var systemError: String { String(cString: strerror(errno)) }
}
