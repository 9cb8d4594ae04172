import ArgumentParser
import Foundation
import Periscope
import PeriscopeHistory
import PeriscopeInsight

/// Holds the profiler against functions whose CPU time is known.
///
/// Fails where it is off by more than it may be, so that a test can run it.
struct TruthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "truth", abstract: "Compares the profiler with a program whose CPU time is known.",
        discussion: "Requests of four kinds are open at once, and burn in functions of their own: with awaits between, "
            + "in spans, in child tasks. Detached tasks and dispatch blocks that they begin belong to no request.")

    @Option(help: "Samples to take, at least.")
    var samples = 1_000

    @Option(help: "Threads of our own that half of the requests run on.")
    var threads = 4

    @Option(help: "How many points a function's share may be off.")
    var points = 5.0

    func run() async throws {
        Table.showCommandLine()
        let viewer = try TruthViewer()
        defer { viewer.stop() }
        for (name, value) in ["PERISCOPE": "1", "PERISCOPE_PROFILE": "1", "PERISCOPE_SOCKET": viewer.folder.socket] {
            setenv(name, value, 1)
        }
        let probe = Probe(app: "truth")
        probe.bootstrap()
        let service = Task { try await probe.run() }
        try await waitUntil("The profiler is on") { viewer.history.apps.first?.profiler?.isOn == true }
        let ledger = TruthLedger()
        let executor = TruthExecutor(threads: threads)
        // One signal of the kernel's stands for several samples where it was late, and tells no more than one.
        await TruthWorkload(probe: probe, ledger: ledger, executor: executor).run {
            viewer.history.apps.first?.profiler?.samples ?? 0 >= samples
        }
        executor.stop()
        // Says goodbye once everything is sent.
        service.cancel()
        try await service.value
        try await waitUntil("Everything has come") { viewer.history.apps.first?.connection != .connected }
        try viewer.findNames(environment: ProcessInfo.processInfo.environment)
        var verdict = TruthVerdict(history: viewer.history, truth: ledger.all)
        verdict.judge()
        verdict.show(threads: threads)
        try verdict.check(points: points, samples: samples)
    }

    private func waitUntil(_ what: String, _ isSo: () -> Bool) async throws {
        for _ in 0..<3_000 {
            if isSo() { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw BenchmarkFailure("\(what): not so after thirty seconds.")
    }
}
