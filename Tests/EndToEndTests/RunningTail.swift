import Foundation

/// A running `periscope tail --json`.
final class RunningTail: Sendable {
    let program: RunningProgram

    init(socket: String, isReader: Bool = false, environment: [String: String] = [:], arguments: [String] = []) throws {
        program = try RunningProgram(
            Binaries.periscope, ["tail", "--json", "--socket", socket] + arguments, environment: environment)
        let program = self.program
        let sign = isReader ? "reading along" : "listening"
        _ = try eventually("tail is there", within: 40) {
            if !program.isRunning { throw TestFailure("tail ended: \(program.errors)") }
            return program.errors.contains(sign) ? true : nil
        }
    }

    /// All objects so far.
    func objects() throws -> [[String: Any]] {
        try program.outputLines.map { line in
            guard let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else {
                throw TestFailure("not an object: \(line.prefix(200))")
            }
            return object
        }
    }

    /// The object of the first request with this path (and query).
    func object(path: String, query: String? = nil, method: String = "GET") throws -> [String: Any] {
        try eventually("tail prints \(path)") {
            try objects().first {
                $0["path"] as? String == path && $0["method"] as? String == method
                    && (query == nil || $0["query"] as? String == query)
            }
        }
    }

    func waitForApp() throws {
        let program = self.program
        _ = try eventually("an app connects") { program.errors.contains(" connected") ? true : nil }
    }
}
