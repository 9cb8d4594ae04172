import ArgumentParser
import Foundation
import GRDB
import Hummingbird
import Logging
import NIOCore
import Periscope
import PeriscopeGRDB
import PeriscopeHummingbird

/// What a query's values and its call site cost a server, on top of the probe without them.
///
/// The same server several times, in processes that live side by side and are asked in turn.
struct QueryCostBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query", abstract: "CPU and latency that values and call sites add to a query.",
        discussion: "One page that runs many queries, over loopback, with a viewer that reads everything.",
        subcommands: [QueryCostServer.self])

    /// What the probe takes down of a query.
    private enum Way: String, CaseIterable {
        case plain = "without the probe"
        case bare = "probe, neither"
        case values = "probe, values"
        case sites = "probe, call sites"
        case both = "probe, both"

        var environment: [String: String] {
            [
                "PERISCOPE": "1",
                "PERISCOPE_VALUES": self == .values || self == .both ? "1" : "0",
                "PERISCOPE_CALL_SITES": self == .sites || self == .both ? "1" : "0",
            ]
        }
    }

    @Option(help: "Rounds, in each of which every server is asked.")
    var rounds = 40

    @Option(help: "Requests to one server in one round.")
    var requests = 100

    @Option(help: "Queries of one request.")
    var queries = 50

    @Flag(help: "All queries of a request in one read, without a transaction each.")
    var together = false

    func run() throws {
        Table.showCommandLine()
        let hub = try ScratchHub()
        defer { hub.stop() }
        let servers = try Way.allCases.map { way in
            try QueryCostProcess(
                name: way.rawValue, isPlain: way == .plain, isTogether: together,
                environment: way.environment.merging(["PERISCOPE_SOCKET": hub.socket]) { $1 })
        }
        defer { for server in servers { server.stop() } }
        let clients = try servers.map { try LoadClient(port: $0.port, path: "/queries/\(queries)") }
        var results = Way.allCases.map { QueryCosts($0.rawValue) }
        for way in servers.indices { _ = try round(servers[way], clients[way]) }
        try interleave(rounds: rounds, ways: servers.count) { way in
            results[way].add(try round(servers[way], clients[way]), queries: Double(requests * queries))
        }
        show(results)
        for way in Way.allCases.dropFirst() where hub.heard(from: way.rawValue).droppedRequests > 0 {
            print("  \(way.rawValue): \(hub.heard(from: way.rawValue).droppedRequests) requests dropped")
        }
    }

    private func round(_ server: QueryCostProcess, _ client: LoadClient) throws -> QueryCosts.Round {
        let before = try server.cpu()
        let start = Stopwatch.wall()
        for _ in 0..<requests { _ = try client.ask() }
        let wall = Stopwatch.wall() - start
        let after = try server.cpu()
        let uplink = after.uplink - before.uplink
        return QueryCosts.Round(server: after.process - before.process - uplink, uplink: uplink, wall: wall)
    }

    private func show(_ results: [QueryCosts]) {
        let reads = together ? "in one read" : "each in a read of its own"
        var table = Table(
            "A query (\(queries) a request, \(reads)): medians of \(rounds) rounds of \(requests) requests, µs",
            columns: ["", "server CPU", "added", "p10…p90", "latency added", "uplink CPU"])
        let bare = results[1]
        for result in results {
            let added = result.server.differences(from: bare.server)
            table.add(
                result.server.name, result.server.median.text(2), added.median.signed(2),
                "\(added.percentile(10).signed(2))…\(added.percentile(90).signed(2))",
                result.wall.added(to: bare.wall).signed(2), result.uplink.median.text(2))
        }
        table.show()
        print("  added: to the probe that takes down neither; budget: 5 µs for both. The uplink's thread is apart.")
    }
}

/// What one way of asking cost for each query, round by round, in microseconds.
private struct QueryCosts {
    /// Nanoseconds of one round.
    struct Round {
        let server: UInt64
        let uplink: UInt64
        let wall: UInt64
    }

    var server: Measurement
    var uplink: Measurement
    var wall: Measurement

    init(_ name: String) {
        server = Measurement(name)
        uplink = Measurement(name)
        wall = Measurement(name)
    }

    mutating func add(_ round: Round, queries: Double) {
        server.add(Double(round.server) / queries / 1_000)
        uplink.add(Double(round.uplink) / queries / 1_000)
        wall.add(Double(round.wall) / queries / 1_000)
    }
}

extension Measurement {
    /// The rounds' differences from another way's.
    fileprivate func differences(from other: Measurement) -> Measurement {
        var result = Measurement(name)
        for (ours, theirs) in zip(rounds, other.rounds) { result.add(ours - theirs) }
        return result
    }
}

/// One server of the benchmark, in a process of its own.
private final class QueryCostProcess {
    private(set) var port: UInt16 = 0
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var pending = Data()

    init(name: String, isPlain: Bool, isTogether: Bool, environment: [String: String]) throws {
        process.executableURL = Bundle.main.executableURL
        process.arguments =
            ["query", "server", "--name", name] + (isPlain ? ["--plain"] : []) + (isTogether ? ["--together"] : [])
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        guard let line = line(), let port = UInt16(line) else {
            throw BenchmarkFailure("The server \"\(name)\" did not start.")
        }
        self.port = port
    }

    /// CPU time so far, nanoseconds: of all threads, and of the uplink's among them.
    func cpu() throws -> (process: UInt64, uplink: UInt64) {
        try input.fileHandleForWriting.write(contentsOf: Data("\n".utf8))
        let numbers = line()?.split(separator: " ").compactMap { UInt64($0) } ?? []
        guard numbers.count == 2 else { throw BenchmarkFailure("A server ended in the middle of a run.") }
        return (numbers[0], numbers[1])
    }

    func stop() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// The next line of its output; nil at the end.
    private func line() -> String? {
        while true {
            if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                defer { pending = Data(pending[(end + 1)...]) }
                return String(decoding: pending[..<end], as: UTF8.self)
            }
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { return nil }
            pending += more
        }
    }
}

/// The server that `query` measures: a page that runs as many queries as its path says.
struct QueryCostServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "server", abstract: "The server that `query` starts and measures.", shouldDisplay: false)

    @Flag(help: "Without a line of the probe's.")
    var plain = false

    @Flag(help: "All queries in one read.")
    var together = false

    @Option(help: "The app's name.")
    var name = "app"

    func run() async throws {
        let probe = plain ? nil : Probe(app: name)
        let database = try Shelf.open(probe)
        let router = Router()
        if let probe { router.add(middleware: PeriscopeMiddleware(probe)) }
        let together = together
        router.get("/queries/{count}") { _, context in
            let count = try context.parameters.require("count", as: Int.self)
            let found =
                try await together ? Self.inOneRead(count, database) : Self.inReadsOfTheirOwn(count, database)
            return "\(found)"
        }
        let app = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            services: probe.map { [$0] } ?? [],
            onServerRunning: { channel in Self.say("\(channel.localAddress?.port ?? 0)") },
            logger: Logger(label: name))
        Thread.detachNewThread {
            while readLine() != nil { Self.say("\(Stopwatch.processCPU()) \(Self.uplinkCPU())") }
            Self.exit()
        }
        try await app.runService()
    }

    private static func inReadsOfTheirOwn(_ count: Int, _ database: DatabaseQueue) async throws -> Int {
        var found = 0
        for author in 0..<count {
            found += try await database.read { try Shelf.books(of: author, in: $0).count }
        }
        return found
    }

    private static func inOneRead(_ count: Int, _ database: DatabaseQueue) async throws -> Int {
        try await database.read { db in
            var found = 0
            for author in 0..<count { found += try Shelf.books(of: author, in: db).count }
            return found
        }
    }

    private static func say(_ text: String) {
        FileHandle.standardOutput.write(Data("\(text)\n".utf8))
    }

    /// Of the event loop that is not among those of the server, which are NIO's singletons; 0 where that is not known.
    private static func uplinkCPU() -> UInt64 {
        let tasks = "/proc/self/task"
        for task in (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? [] {
            guard let name = try? String(contentsOfFile: "\(tasks)/\(task)/comm", encoding: .utf8),
                name.hasPrefix("NIO-ELT-"),
                let figures = try? String(contentsOfFile: "\(tasks)/\(task)/schedstat", encoding: .utf8)
            else { continue }
            return figures.split(separator: " ").first.flatMap { UInt64($0) } ?? 0
        }
        return 0
    }
}
