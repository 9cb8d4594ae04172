import ArgumentParser
import Dispatch
import Foundation
import PeriscopeWire
import Synchronization

/// What the probe costs a server: CPU time for each request, and latency.
///
/// The same server four times, in four processes that live side by side and are asked in turn.
struct ServerBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "server", abstract: "CPU and latency that the probe adds to a request.",
        discussion: "One query, one render, one log line, over loopback with keep-alive connections.")

    /// In which state the probe is.
    private enum Way: String, CaseIterable {
        case plain = "without the probe"
        case off = "probe off"
        case alone = "probe on, no viewer"
        case watched = "probe on, viewer"
    }

    @Option(help: "Rounds, in each of which every server is asked.")
    var rounds = 30

    @Option(help: "Requests to one server in one round.")
    var requests = 2_000

    @Option(help: "Connections, each asking when it was answered.")
    var connections = 1

    @Option(help: "Microseconds to wait before each request.")
    var pause: UInt32 = 0

    @Option(parsing: .upToNextOption, help: "What the page does: query, render, log, or nothing.")
    var work = ServerApp.Work.all

    func run() throws {
        Table.showCommandLine()
        let hub = try ScratchHub()
        defer { hub.stop() }
        let servers = try Way.allCases.map { try start($0, hub) }
        defer { for server in servers { server.stop() } }
        let clients = try servers.map { server in
            try (0..<connections).map { _ in try LoadClient(port: server.port, path: ServerApp.path) }
        }
        var cpu = Way.allCases.map { Measurement($0.rawValue) }
        var latency = cpu
        for way in servers.indices { _ = try round(servers[way], clients[way]) }
        let before = try hub.nextSample(from: Way.watched.rawValue).uplinkCpuNs
        try interleave(rounds: rounds, ways: servers.count) { way in
            let figures = try round(servers[way], clients[way])
            cpu[way].add(figures.cpu)
            latency[way].add(figures.latency)
        }
        let uplink = try hub.nextSample(from: Way.watched.rawValue).uplinkCpuNs - before
        show(cpu, latency)
        showUplink(Double(uplink) / Double(rounds * perRound) / 1_000, hub)
    }

    private var perRound: Int { requests / connections * connections }

    private func start(_ way: Way, _ hub: ScratchHub) throws -> ServerProcess {
        try ServerProcess(
            name: way.rawValue, isPlain: way == .plain, work: work,
            environment: [
                "PERISCOPE": way == .off ? "0" : "1",
                "PERISCOPE_SOCKET": way == .watched ? hub.socket : hub.folder.deadSocket,
            ])
    }

    /// Microseconds of CPU for a request, and of the median answer.
    private func round(
        _ server: ServerProcess, _ clients: [LoadClient]
    ) throws -> (cpu: Double, latency: Double) {
        let before = try server.cpu()
        let latencies = try load(clients)
        let cpu = try server.cpu() - before
        return (Double(cpu) / Double(perRound) / 1_000, latencies.median / 1_000)
    }

    /// Each connection on a thread of its own.
    private func load(_ clients: [LoadClient]) throws -> Measurement {
        let collected = Mutex<(latencies: Measurement, failure: (any Error)?)>((Measurement(""), nil))
        let count = requests / connections
        let pause = pause
        nonisolated(unsafe) let clients = clients  // Each is used by one iteration only.
        DispatchQueue.concurrentPerform(iterations: clients.count) { index in
            let result = Result {
                try (0..<count).map { _ in
                    if pause > 0 { usleep(pause) }
                    return try clients[index].ask()
                }
            }
            collected.withLock { collected in
                switch result {
                case .success(let times): for time in times { collected.latencies.add(Double(time)) }
                case .failure(let error): collected.failure = error
                }
            }
        }
        return try collected.withLock { collected in
            if let failure = collected.failure { throw failure }
            return collected.latencies
        }
    }

    private func show(_ cpu: [Measurement], _ latency: [Measurement]) {
        var table = Table(
            "A request (\(work.map(\.rawValue).joined(separator: ", "))): medians of \(rounds) rounds of \(perRound), µs",
            columns: ["", "CPU", "added", "latency p50", "÷ plain"])
        for way in cpu.indices {
            table.add(
                cpu[way].name, cpu[way].median.text(), cpu[way].added(to: cpu[0]).signed(), latency[way].median.text(),
                latency[way].ratio(to: latency[0]).text(3))
        }
        table.show()
        print("  budget: 15 µs of CPU added with the probe on, 1 µs with it off; latency 1.05 with a viewer")
    }

    private func showUplink(_ microseconds: Double, _ hub: ScratchHub) {
        let dropped = hub.heard(from: Way.watched.rawValue).sample.droppedRequests
        print(
            "  of what is added with a viewer, the uplink's thread: \(microseconds.text()) µs a request;"
                + " requests dropped: \(dropped)")
    }
}
