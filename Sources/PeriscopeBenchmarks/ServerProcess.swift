import Foundation

/// One server of the benchmark, in a process of its own: there is one probe in a process.
final class ServerProcess {
    let port: UInt16
    private let process = Process()
    private let input = Pipe()
    private let output: LineReader

    /// Starts it, and returns when it listens.
    ///
    /// What it logs goes nowhere, as cheaply in one as in another.
    init(name: String, isPlain: Bool, work: [ServerApp.Work], environment: [String: String]) throws {
        let output = Pipe()
        self.output = LineReader(output.fileHandleForReading)
        process.executableURL = Bundle.main.executableURL
        process.arguments =
            ["server-app", "--name", name] + (isPlain ? ["--plain"] : []) + ["--work"] + work.map(\.rawValue)
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        guard let line = self.output.next(), let port = UInt16(line) else {
            throw BenchmarkFailure("The server \"\(name)\" did not start.")
        }
        self.port = port
    }

    /// CPU time of all its threads so far, nanoseconds.
    func cpu() throws -> UInt64 {
        try input.fileHandleForWriting.write(contentsOf: Data("\n".utf8))
        guard let line = output.next(), let time = UInt64(line) else {
            throw BenchmarkFailure("A server ended in the middle of a run.")
        }
        return time
    }

    func stop() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}

/// Lines of a pipe.
private final class LineReader {
    private let file: FileHandle
    private var bytes = Data()

    init(_ file: FileHandle) {
        self.file = file
    }

    /// Waits for it; nil at the end.
    func next() -> String? {
        while true {
            if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: bytes[..<end], as: UTF8.self)
                bytes = Data(bytes[(end + 1)...])
                return line
            }
            let more = file.availableData
            guard !more.isEmpty else { return nil }
            bytes += more
        }
    }
}
