import Foundation
import Synchronization

/// A program that a test started, with what it printed; ended when the test lets go of it.
final class RunningProgram: Sendable {
    private let process: Mutex<Process>
    private let printed = Mutex<(out: Data, err: Data)>((Data(), Data()))
    let pid: Int32

    init(_ executable: String, _ arguments: [String], environment: [String: String] = [:]) throws {
        let process = Process()
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments
        var all = ProcessInfo.processInfo.environment
        for name in ["PERISCOPE", "PERISCOPE_SOCKET", "XDG_RUNTIME_DIR", "NO_COLOR", "COLORTERM"] { all[name] = nil }
        process.environment = all.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        let (out, err) = (Pipe(), Pipe())
        process.standardOutput = out
        process.standardError = err
        try process.run()
        pid = process.processIdentifier
        self.process = Mutex(process)
        out.fileHandleForReading.readabilityHandler = { [weak self] handle in
            let data = handle.availableData
            if data.isEmpty { handle.readabilityHandler = nil }
            self?.printed.withLock { $0.out.append(data) }
        }
        err.fileHandleForReading.readabilityHandler = { [weak self] handle in
            let data = handle.availableData
            if data.isEmpty { handle.readabilityHandler = nil }
            self?.printed.withLock { $0.err.append(data) }
        }
    }

    deinit {
        if isRunning { kill(pid, SIGKILL) }
    }

    var output: String { printed.withLock { String(decoding: $0.out, as: UTF8.self) } }
    var errors: String { printed.withLock { String(decoding: $0.err, as: UTF8.self) } }
    /// Whole lines only.
    var outputLines: [String] {
        let text = output
        guard let last = text.lastIndex(of: "\n") else { return [] }
        return text[..<last].split(separator: "\n").map(String.init)
    }
    var isRunning: Bool { process.withLock { $0.isRunning } }
    var exitCode: Int32? { process.withLock { $0.isRunning ? nil : $0.terminationStatus } }
    var exitedBySignal: Bool { process.withLock { !$0.isRunning && $0.terminationReason == .uncaughtSignal } }

    func send(_ signal: Int32) { kill(pid, signal) }

    @discardableResult
    func waitForEnd(within seconds: Double = 15) throws -> Int32 {
        try eventually("\(pid) ends", within: seconds) { exitCode }
    }

    /// Resident memory in KiB, as the kernel has it.
    var residentKiB: Int {
        let text = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line.flatMap { $0.split(separator: " ").dropFirst().first.flatMap { Int($0) } } ?? 0
    }

    /// Paths of the Unix sockets and targets of all descriptors that it holds.
    var descriptorTargets: [String] {
        let folder = "/proc/\(pid)/fd"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)") }
    }
}
