import ArgumentParser
import Foundation

/// How long one looks at nothing.
struct FirstFrameBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "first-frame", abstract: "From exec of periscope to its first whole frame on a terminal.",
        discussion: "By the clock, from just before the process is made; the terminal's other end is read by a thread. "
            + "Beside it programs that do nothing, and one of ncurses' own, for scale. Give a release build.")

    @Option(help: "The program. Without, the one beside this.")
    var program: String?

    @Option(help: "Runs of each, in turn.")
    var runs = 30

    @Option(help: "A file of requests that `periscope open` reads, to be measured too.")
    var file: String?

    func run() throws {
        Table.showCommandLine()
        let beside = Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "periscope").path()
        guard let program = program ?? beside, FileManager.default.isExecutableFile(atPath: program) else {
            throw BenchmarkFailure("There is no periscope to run. Say where with --program.")
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "periscope-\(getpid())")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        // The last characters of the first frame's footer.
        var ways: [(name: String, command: [String], sign: String?)] = [
            ("periscope", [program, "--socket", folder.path() + "/hub.sock"], "help"),
            ("periscope --version", [program, "--version"], nil),
        ]
        if let file { ways.append(("periscope open", [program, "open", file], "help")) }
        for tool in ["/bin/true", "/usr/bin/clear"] where FileManager.default.isExecutableFile(atPath: tool) {
            ways.append((tool, [tool], nil))
        }
        try show(ways)
    }

    private func show(_ ways: [(name: String, command: [String], sign: String?)]) throws {
        var firsts = ways.map { Measurement($0.name) }
        var wholes = firsts
        // The first of each only warms the caches.
        for way in ways { _ = try PtyProgram.run(way.command, until: way.sign) }
        try interleave(rounds: runs, ways: ways.count) { way in
            let times = try PtyProgram.run(ways[way].command, until: ways[way].sign)
            if let first = times.firstByte { firsts[way].add(Double(first) / 1_000_000) }
            wholes[way].add(Double(times.whole) / 1_000_000)
        }
        var table = Table(
            "From exec, ms by the clock: of \(runs) runs each",
            columns: ["", "first byte", "whole frame, or end", "p95"])
        for (first, whole) in zip(firsts, wholes) {
            table.add(
                whole.name, first.median.text(1), whole.median.text(1), whole.percentile(95).text(1))
        }
        table.show()
        print("  budget: 50 ms for the first frame")
    }
}
