import Foundation

/// The small app `TwinApp`, with the probe's lines in it or without them.
final class RunningTwin {
    struct Request {
        let method: String
        let target: String
        var body: String?
    }

    static let requests = [
        Request(method: "GET", target: "/text"), Request(method: "HEAD", target: "/text"),
        Request(method: "GET", target: "/json/7"), Request(method: "GET", target: "/stream"),
        Request(method: "GET", target: "/large"), Request(method: "POST", target: "/echo", body: "a=1&password=secret"),
        Request(method: "POST", target: "/ignore", body: String(repeating: "x", count: 100_000)),
        Request(method: "GET", target: "/teapot"), Request(method: "GET", target: "/error"),
        Request(method: "GET", target: "/nowhere"), Request(method: "GET", target: "/empty"),
    ]

    let program: RunningProgram
    let port: UInt16

    init(_ mode: String, environment: [String: String], socket: String) throws {
        var all = environment
        all["PERISCOPE_SOCKET"] = socket
        program = try RunningProgram(Binaries.folder.appending(path: "TwinApp").path(), [mode], environment: all)
        let program = self.program
        port = try eventually("the twin listens") {
            program.output.firstMatch(of: #/port=(\d+)/#).flatMap { UInt16($0.1) }
        }
    }

    func send(_ request: Request) throws -> [UInt8] {
        try HTTPConnection(port: port).send(request.method, request.target, body: request.body).rawWithoutDate
    }

    var socketCount: Int { program.descriptorTargets.count { $0.hasPrefix("socket:") } }

    var threadNames: [String] {
        let folder = "/proc/\(program.pid)/task"
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return threads.compactMap { try? String(contentsOfFile: "\(folder)/\($0)/comm", encoding: .utf8) }
            .filter { $0.localizedCaseInsensitiveContains("periscope") }
    }
}
