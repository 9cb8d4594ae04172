import Foundation

/// A running Bookshop on a free port.
final class RunningBookshop: Sendable {
    let program: RunningProgram
    let port: UInt16

    init(
        socket: String?, visitors: Int = 0, environment: [String: String] = [:], binary: String = Binaries.bookshop
    ) throws {
        var all = environment
        all["PERISCOPE_SOCKET"] = socket
        // Even where the tests themselves are built for release.
        all["PERISCOPE"] = all["PERISCOPE"] ?? "1"
        program = try RunningProgram(
            binary,
            ["--port", "0", "--visitors", "\(visitors)", "--database", Workplace.seededDatabase.path()],
            environment: all)
        let program = self.program
        port = try eventually("the bookshop listens", within: 60) {
            if !program.isRunning { throw TestFailure("the bookshop ended: \(program.errors)\(program.output)") }
            let text = program.errors + program.output
            let match = text.firstMatch(of: #/127\.0\.0\.1:(\d+)/#)
            return match.flatMap { UInt16($0.1) }
        }
        _ = try eventually("the shop answers", within: 60) { try? get("/healthz").status == 200 ? true : nil }
    }

    func get(_ target: String, headers: [(String, String)] = []) throws -> HTTPAnswer {
        try HTTPConnection(port: port).send("GET", target, headers: headers)
    }

    func post(_ target: String, type: String, body: String, headers: [(String, String)] = []) throws -> HTTPAnswer {
        try HTTPConnection(port: port).send("POST", target, headers: headers + [("content-type", type)], body: body)
    }
}
