import Foundation
import PeriscopeCommand
import Testing

@Suite("The child of run", .serialized)
final class ChildProcessTests {
    private let list = FileManager.default.temporaryDirectory
        .appending(path: "ps-child-\(UInt32.random(in: 0...UInt32.max))").path()

    deinit { try? FileManager.default.removeItem(atPath: list) }

    private var starts: Int {
        ((try? String(contentsOfFile: list, encoding: .utf8)) ?? "").split(separator: "\n").count
    }

    /// Writes a line for each start, and takes a moment to end.
    private func child() throws -> ChildProcess {
        let script = "trap 'sleep 0.5; exit 7' INT; echo $$ >> '\(list)'; while :; do sleep 0.05; done"
        return try ChildProcess(command: ["sh", "-c", script], environment: [:], onChange: {})
    }

    private func waitForStart() throws {
        for _ in 0..<1_000 where starts == 0 { usleep(10_000) }
        try #require(starts == 1, "the child did not start")
    }

    @Test("Who quits while the child is being restarted leaves none behind, and kills none")
    func closingDuringRestart() throws {
        let child = try child()
        child.start()
        try waitForStart()
        child.restart()
        usleep(100_000)
        child.beginClosing()
        child.stop()
        #expect(child.exitCode == 7, "it ended by itself")
        // Long enough for the restart to see the end too.
        usleep(300_000)
        #expect(starts == 1)
        child.start()
        usleep(300_000)
        #expect(starts == 1 && child.exitCode == 7)
    }

    @Test("A child that is only just being started is ended like any other, at once")
    func stopAtOnce() throws {
        let child = try child()
        let begin = ContinuousClock.now
        child.start()
        child.stop()
        #expect(ContinuousClock.now - begin < .seconds(4))
        #expect([7, 130].contains(child.exitCode))
    }
}
