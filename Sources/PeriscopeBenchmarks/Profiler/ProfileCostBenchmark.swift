import ArgumentParser
import Foundation
import PeriscopeWire

/// What the profiler costs a server that is watched, on top of the probe.
///
/// The same server three times, in processes that live side by side and are asked in turn; two of them are alike, and
/// their difference is the noise.
struct ProfileCostBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile", abstract: "CPU and latency that the profiler adds to a page with one query.",
        discussion: "Over loopback, with a viewer that reads everything, at the profiler's default rate.")

    private enum Way: String, CaseIterable {
        case off = "profiler off"
        case again = "off, once more"
        case on = "profiler on"
    }

    @Option(help: "Rounds, in each of which every server is asked.")
    var rounds = 60

    @Option(help: "Requests to one server in one round.")
    var requests = 1_000

    func run() throws {
        Table.showCommandLine()
        let hub = try ScratchHub()
        defer { hub.stop() }
        let servers = try Way.allCases.map { way in
            try ServerProcess(
                name: way.rawValue, isPlain: false, work: [.query],
                environment: [
                    "PERISCOPE": "1", "PERISCOPE_SOCKET": hub.socket, "PERISCOPE_PROFILE": way == .on ? "1" : "0",
                ])
        }
        defer { for server in servers { server.stop() } }
        let clients = try servers.map { try LoadClient(port: $0.port, path: ServerApp.path) }
        var cpu = Way.allCases.map { Measurement($0.rawValue) }
        var latency = cpu
        for way in servers.indices { _ = try round(servers[way], clients[way]) }
        try interleave(rounds: rounds, ways: servers.count) { way in
            let figures = try round(servers[way], clients[way])
            cpu[way].add(figures.cpu)
            latency[way].add(figures.latency)
        }
        show(cpu, latency)
        try showOwnCost(hub)
    }

    /// Microseconds of CPU for a request, and of the median answer.
    private func round(_ server: ServerProcess, _ client: LoadClient) throws -> (cpu: Double, latency: Double) {
        let before = try server.cpu()
        var latencies = Measurement("")
        for _ in 0..<requests { latencies.add(Double(try client.ask())) }
        let cpu = try server.cpu() - before
        return (Double(cpu) / Double(requests) / 1_000, latencies.median / 1_000)
    }

    private func show(_ cpu: [Measurement], _ latency: [Measurement]) {
        var table = Table(
            "A page with one query: medians of \(rounds) rounds of \(requests), µs",
            columns: ["", "CPU", "÷ off", "latency p50", "÷ off"])
        for way in cpu.indices {
            table.add(
                cpu[way].name, cpu[way].median.text(), cpu[way].ratio(to: cpu[0]).text(3), latency[way].median.text(),
                latency[way].ratio(to: latency[0]).text(3))
        }
        table.show()
        print("  budget: latency 1.03 with the profiler on")
    }

    private func showOwnCost(_ hub: ScratchHub) throws {
        let state = try hub.nextSample(from: Way.on.rawValue).profiler
        let samples = Double(max(1, state.samples))
        print(
            "  \(state.samples) samples, \(state.lost) lost; "
                + "\((Double(state.handlerNs) / samples / 1_000).text()) µs each in the handler, "
                + "\((Double(state.sortingNs) / samples / 1_000).text()) µs to sort it")
    }
}
