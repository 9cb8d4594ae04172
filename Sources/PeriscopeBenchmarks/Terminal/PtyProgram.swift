import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A program in a terminal of its own, timed until it has drawn what is waited for, and then ended.
enum PtyProgram {
    /// Nanoseconds from just before the process was made.
    struct Times {
        var firstByte: UInt64?
        /// Until the sign was there, or the program had ended.
        var whole: UInt64
    }

    private static let limit: UInt64 = 5_000_000_000

    /// - Parameter sign: What is waited for; without, the program's end.
    static func run(_ command: [String], until sign: String?) throws -> Times {
        let pair = try PtyPair(columns: 120, rows: 40)
        defer { close(pair.master) }
        let start = Stopwatch.wall()
        let child = try spawn(command, terminal: pair.name)
        var seen: [UInt8] = []
        var first: UInt64?
        var piece = [UInt8](repeating: 0, count: 65_536)
        let wanted = sign.map { Array($0.utf8) }
        var hasEnded = false
        while Stopwatch.wall() - start < limit, !hasEnded {
            var readable = pollfd(fd: pair.master, events: Int16(POLLIN), revents: 0)
            guard poll(&readable, 1, 100) > 0 else { continue }
            let count = read(pair.master, &piece, piece.count)
            hasEnded = count <= 0
            guard count > 0 else { break }
            if first == nil { first = Stopwatch.wall() - start }
            seen += piece[..<count]
            if let wanted, contains(wanted, in: seen) { break }
        }
        let whole = Stopwatch.wall() - start
        end(child, on: pair.master, hasEnded: hasEnded)
        guard whole < limit else { throw BenchmarkFailure("\(command[0]) drew no \"\(sign ?? "")\" in five seconds.") }
        return Times(firstByte: first, whole: whole)
    }

    private static func spawn(_ command: [String], terminal: String) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A session of its own, so that the terminal that it opens first is its controlling one.
        posix_spawnattr_setflags(&attributes, 0x80)
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        let texts = [
            "TERM=xterm-256color", "LANG=C.UTF-8", "HOME=" + NSHomeDirectory(), "PATH=/usr/bin:/bin",
        ]
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var child: pid_t = 0
        let problem = posix_spawn(&child, command[0], &actions, &attributes, &arguments, &variables)
        guard problem == 0 else {
            throw BenchmarkFailure("\(command[0]) can't be run: \(String(cString: strerror(problem)))")
        }
        return child
    }

    /// Asks it to leave with `q`, and ends it if it does not.
    private static func end(_ child: pid_t, on master: Int32, hasEnded: Bool) {
        if !hasEnded { _ = write(master, "q", 1) }
        var status: Int32 = 0
        var piece = [UInt8](repeating: 0, count: 65_536)
        for _ in 0..<200 {
            if waitpid(child, &status, WNOHANG) == child { return }
            var readable = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            if poll(&readable, 1, 10) > 0, read(master, &piece, piece.count) <= 0 { usleep(2_000) }
        }
        kill(child, SIGKILL)
        waitpid(child, &status, 0)
    }

    private static func contains(_ wanted: [UInt8], in bytes: [UInt8]) -> Bool {
        guard bytes.count >= wanted.count else { return false }
        return (0...(bytes.count - wanted.count)).contains { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }
    }
}
