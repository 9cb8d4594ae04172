import TerminalTesting

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
    private let pair: TerminalPair
    private let pid: pid_t
    private(set) var output: [UInt8] = []
    private var status: Int32?
    let modesBefore: [UInt64]

    init?(
        _ arguments: [String], term: String, environment: [String: String] = [:], columns: UInt16 = 80,
        rows: UInt16 = 24
    ) {
        guard let pair = try? TerminalPair(columns: columns, rows: rows) else { return nil }
        self.pair = pair
        modesBefore = pair.modes
        var variables = ["TERM": term, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"]
        variables.merge(environment) { $1 }
        let command = [Self.program] + arguments
        guard let pid = try? ProgramStart.start(command, environment: variables, on: .terminal(pair.name)) else {
            return nil
        }
        self.pid = pid
        _ = fcntl(pair.master, F_SETFL, fcntl(pair.master, F_GETFL) | O_NONBLOCK)
    }

    deinit {
        if status == nil {
            kill(pid, SIGKILL)
            var ignored: Int32 = 0
            waitpid(pid, &ignored, 0)
        }
        pair.closeMaster()
        pair.closeTerminal()
    }

    var modesNow: [UInt64] { pair.modes }

    var text: String { String(decoding: output, as: UTF8.self) }

    func type(_ text: String) {
        _ = write(pair.master, text, text.utf8.count)
    }

    func send(_ signal: Int32) {
        kill(pid, signal)
    }

    /// Reads on until the output holds a text, for at most ten seconds.
    func waits(for text: String) -> Bool {
        let deadline = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < deadline {
            drain(milliseconds: 10)
            if self.text.contains(text) { return true }
        }
        return false
    }

    /// Reads on until the program has ended, for at most a minute; gives the exit code, or 128 and the signal.
    func end() -> Int32? {
        // By the clock: what a program writes in small pieces is read in as many.
        let deadline = ContinuousClock.now + .seconds(60)
        while status == nil, ContinuousClock.now < deadline {
            drain(milliseconds: 10)
            var status: Int32 = 0
            guard waitpid(pid, &status, WNOHANG) == pid else { continue }
            self.status = ProgramStart.exitCode(status)
        }
        drain(milliseconds: 0)
        return status
    }

    private func drain(milliseconds: Int32) {
        var wait = milliseconds
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            var descriptor = pollfd(fd: pair.master, events: Int16(POLLIN), revents: 0)
            guard poll(&descriptor, 1, wait) == 1 else { return }
            let count = read(pair.master, &piece, piece.count)
            guard count > 0 else { return }
            output += piece[..<count]
            wait = 0
        }
    }

    private static var program: String {
        for argument in CommandLine.arguments where argument.contains(".xctest") {
            return argument.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
                + "/Stage"
        }
        return #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
            + "/.build/debug/Stage"
    }
}
