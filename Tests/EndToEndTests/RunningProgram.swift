import Foundation
import Synchronization
import TerminalTesting

/// A program that a test started, with what it printed; ended when the test lets go of it.
final class RunningProgram: Sendable {
    /// Filled by threads that outlive the program by a moment.
    private final class Record: Sendable {
        let printed = Mutex<(out: [UInt8], err: [UInt8])>(([], []))
        let exitCode = Mutex<Int32?>(nil)
    }

    private let record = Record()
    let pid: Int32

    init(_ executable: String, _ arguments: [String], environment: [String: String] = [:]) throws {
        var all = ProcessInfo.processInfo.environment
        for name in ["PERISCOPE", "PERISCOPE_SOCKET", "XDG_RUNTIME_DIR", "NO_COLOR", "COLORTERM"] { all[name] = nil }
        // A crash is a failure to report, not a question to answer.
        all["SWIFT_BACKTRACE"] = "enable=no"
        let started = try Spawn.start(executable, arguments, environment: all.merging(environment) { $1 })
        pid = started.pid
        let record = self.record
        Self.readAll(started.output) { piece in record.printed.withLock { $0.out += piece } }
        Self.readAll(started.errors) { piece in record.printed.withLock { $0.err += piece } }
        Thread.detachNewThread {
            var status: Int32 = 0
            while waitpid(started.pid, &status, 0) == -1, errno == EINTR {}
            record.exitCode.withLock { $0 = ProgramStart.exitCode(status) }
        }
    }

    private static func readAll(_ descriptor: Int32, _ take: @escaping @Sendable (ArraySlice<UInt8>) -> Void) {
        Thread.detachNewThread {
            var piece = [UInt8](repeating: 0, count: 65_536)
            while case let count = read(descriptor, &piece, piece.count), count > 0 { take(piece[..<count]) }
            close(descriptor)
        }
    }

    deinit {
        if isRunning { kill(pid, SIGKILL) }
    }

    var output: String { record.printed.withLock { String(decoding: $0.out, as: UTF8.self) } }
    var errors: String { record.printed.withLock { String(decoding: $0.err, as: UTF8.self) } }

    /// Whole lines only.
    var outputLines: [String] {
        let text = output
        guard let last = text.lastIndex(of: "\n") else { return [] }
        return text[..<last].split(separator: "\n").map(String.init)
    }

    var isRunning: Bool { exitCode == nil }
    /// What a shell would report; absent while it runs.
    var exitCode: Int32? { record.exitCode.withLock { $0 } }

    func send(_ signal: Int32) {
        if isRunning { kill(pid, signal) }
    }

    @discardableResult
    func waitForEnd(within seconds: Double = 15) throws -> Int32 {
        try eventually("\(pid) ends", within: seconds) { exitCode }
    }

    /// Resident memory in KiB, as the kernel has it.
    var residentKiB: Int {
        let text = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        let digits = line?.filter(\.isNumber) ?? ""
        return Int(digits) ?? 0
    }

    /// The targets of all descriptors that it holds.
    var descriptorTargets: [String] {
        let folder = "/proc/\(pid)/fd"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)") }
    }
}
