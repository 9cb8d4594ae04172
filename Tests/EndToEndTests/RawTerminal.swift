import Foundation
import Synchronization
import TerminalTesting

/// A terminal that understands nothing: a pseudo-terminal whose raw bytes a test looks at, with one program in it.
///
/// The program leads a session of its own and has the terminal for its controlling one, as under a terminal's emulator.
final class RawTerminal: Sendable {
    private struct Record {
        var bytes: [UInt8] = []
        var exitCode: Int32?
        var isHungUp = false
    }

    private let record: SharedRecord
    private let pair: TerminalPair
    let pid: Int32

    private final class SharedRecord: Sendable {
        let state = Mutex(Record())
    }

    /// - Parameters:
    ///   - environment: in addition to a few variables that any login has; nothing else of the test's own is handed on.
    init(
        _ command: [String], columns: UInt16 = 80, rows: UInt16 = 24, environment: [String: String] = [:],
        folder: String? = nil
    ) throws {
        pair = try TerminalPair(columns: columns, rows: rows)
        var all = ["PATH", "HOME", "TMPDIR", "USER"].reduce(into: [String: String]()) {
            $0[$1] = ProcessInfo.processInfo.environment[$1]
        }
        all.merge(
            ["TERM": "xterm-256color", "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no", "LC_ALL": ""]
        ) { $1 }
        all.merge(environment) { $1 }
        if all["LC_ALL"] == "" { all["LC_ALL"] = nil }
        do {
            let inFolder = folder.map { ["sh", "-c", "cd \"$0\" && exec \"$@\"", $0] } ?? []
            pid = try ProgramStart.start(inFolder + command, environment: all, on: .terminal(pair.name))
        } catch {
            pair.closeMaster()
            pair.closeTerminal()
            throw error
        }
        let record = SharedRecord()
        self.record = record
        let pid = self.pid
        let pair = self.pair
        Thread.detachNewThread {
            var piece = [UInt8](repeating: 0, count: 65_536)
            while true {
                var readable = pollfd(fd: pair.master, events: Int16(POLLIN), revents: 0)
                _ = poll(&readable, 1, 50)
                if record.state.withLock({ $0.isHungUp }) { break }
                let count = readable.revents & Int16(POLLIN) != 0 ? read(pair.master, &piece, piece.count) : 0
                if count > 0 { record.state.withLock { $0.bytes += piece[..<count] } }
            }
            pair.closeMaster()
        }
        Thread.detachNewThread {
            var status: Int32 = 0
            while waitpid(pid, &status, 0) == -1, errno == EINTR {}
            record.state.withLock { $0.exitCode = ProgramStart.exitCode(status) }
        }
    }

    deinit {
        if isRunning { kill(-pid, SIGKILL) }
        hangUp()
        pair.closeTerminal()
    }

    // MARK: Out

    var bytes: [UInt8] { record.state.withLock { $0.bytes } }
    var text: String { String(decoding: bytes, as: UTF8.self) }
    var isRunning: Bool { exitCode == nil }
    /// What a shell would report; absent while it runs.
    var exitCode: Int32? { record.state.withLock { $0.exitCode } }

    /// All bytes so far, once they hold the text.
    @discardableResult
    func waitFor(_ wanted: String, after start: Int = 0, within seconds: Double = 20) throws -> Int {
        do {
            return try eventually("«\(wanted)» is written", within: seconds, every: 10) {
                let bytes = self.bytes
                let found = Data(bytes).range(of: Data(wanted.utf8), in: min(start, bytes.count)..<bytes.count)
                if found == nil, !isRunning { throw TestFailure("it ended with \(exitCode ?? -1)") }
                return found?.upperBound
            }
        } catch {
            throw TestFailure("\(error). It wrote:\n\(String(reflecting: text.suffix(3_000)))")
        }
    }

    @discardableResult
    func waitForEnd(within seconds: Double = 15) throws -> Int32 {
        let code = try eventually("\(pid) ends", within: seconds, every: 10) { exitCode }
        // What it wrote last may still be on its way to the thread that reads.
        var before = -1
        _ = try eventually("its last words are read", every: 60) {
            defer { before = bytes.count }
            return before == bytes.count ? true : nil
        }
        return code
    }

    /// Where a sequence was written last; nil where it never was.
    func last(_ sequence: String) -> Int? {
        Data(bytes).range(of: Data(sequence.utf8), options: .backwards)?.lowerBound
    }

    /// How often a sequence was written.
    func count(of sequence: String) -> Int {
        text.ranges(of: sequence).count
    }

    // MARK: In

    func type(_ keys: String) throws {
        var rest = Array(keys.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(pair.master, $0.baseAddress, $0.count) }
            guard count > 0 else { throw TestFailure("nothing can be typed: \(String(cString: strerror(errno)))") }
            rest = rest.dropFirst(count)
        }
    }

    func resize(columns: UInt16, rows: UInt16) {
        pair.resize(columns: columns, rows: rows)
    }

    func send(_ signal: Int32) {
        if isRunning { kill(pid, signal) }
    }

    /// Closes the window, as a lost connection does.
    func hangUp() {
        record.state.withLock { $0.isHungUp = true }
    }

    /// What `stty -a` prints of, but for the size.
    var modes: [UInt64] { pair.modes }
}
