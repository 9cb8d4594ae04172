import Foundation
import Synchronization

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
    private let master: Int32
    /// The program's end, held open so that its modes can be asked when the program has gone.
    private let slave: Int32
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
        let (master, name) = try Self.openPair()
        self.master = master
        slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
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
            pid = try Spawn.inTerminal(name, inFolder + command, environment: all)
        } catch {
            close(master)
            close(slave)
            throw error
        }
        let record = SharedRecord()
        self.record = record
        let pid = self.pid
        Thread.detachNewThread {
            var piece = [UInt8](repeating: 0, count: 65_536)
            while true {
                var readable = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
                _ = poll(&readable, 1, 50)
                if record.state.withLock({ $0.isHungUp }) { break }
                let count = readable.revents & Int16(POLLIN) != 0 ? read(master, &piece, piece.count) : 0
                if count > 0 { record.state.withLock { $0.bytes += piece[..<count] } }
            }
            close(master)
        }
        Thread.detachNewThread {
            var status: Int32 = 0
            while waitpid(pid, &status, 0) == -1, errno == EINTR {}
            record.state.withLock { $0.exitCode = Spawn.exitCode(status) }
        }
    }

    deinit {
        if isRunning { kill(-pid, SIGKILL) }
        hangUp()
        close(slave)
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
            let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            guard count > 0 else { throw TestFailure("nothing can be typed: \(String(cString: strerror(errno)))") }
            rest = rest.dropFirst(count)
        }
    }

    func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    func send(_ signal: Int32) {
        if isRunning { kill(pid, signal) }
    }

    /// Closes the window, as a lost connection does.
    func hangUp() {
        record.state.withLock { $0.isHungUp = true }
    }

    /// What `stty -a` prints of, but for the size.
    var modes: [UInt64] {
        var modes = termios()
        guard tcgetattr(slave, &modes) == 0 else { return [] }
        let controls = withUnsafeBytes(of: modes.c_cc) { $0.map(UInt64.init) }
        return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag].map(UInt64.init) + controls
    }

    private static func openPair() throws -> (master: Int32, name: String) {
        let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var unlocked: Int32 = 0
        var number: UInt32 = 0
        // TIOCSPTLCK and TIOCGPTN, which Glibc's module hides together with posix_openpt.
        guard master >= 0, ioctl(master, 0x4004_5431, &unlocked) == 0, ioctl(master, 0x8004_5430, &number) == 0 else {
            throw TestFailure("no pseudo-terminal: \(String(cString: strerror(errno)))")
        }
        return (master, "/dev/pts/\(number)")
    }
}
