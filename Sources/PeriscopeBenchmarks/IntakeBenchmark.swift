import ArgumentParser
import PeriscopeHistory
import PeriscopeWire

/// How fast the viewer takes requests in, and what it takes to hold them.
struct IntakeBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "intake", abstract: "Requests taken in a second by one core, and memory for each.",
        discussion: "Bytes through the wire's session into the history, on one thread; and what the list and the views "
            + "then ask of it.")

    @Option(help: "Rounds of each way.")
    var rounds = 9

    @Option(help: "Requests in a round.")
    var requests = 20_000

    @Option(help: "Requests that the history holds while its memory is measured.")
    var held = 10_000

    /// Five events: a handler, two queries, a render, a log line.
    private static let events = (queries: 2, renders: 1, logs: 1)
    /// What a socket gives at once.
    private static let pieceBytes = 64 << 10

    func run() throws {
        Table.showCommandLine()
        try measureRate()
        try measureMemory()
        measureQuestions()
    }

    // MARK: Rate

    private struct Way {
        let name: String
        let batch: Int
        let isApplied: Bool
    }

    private func measureRate() throws {
        let ways = [1, 8, 64].flatMap { batch in
            [("decoded", false), ("decoded and applied", true)].map { name, isApplied in
                Way(name: "\(name), batches of \(batch)", batch: batch, isApplied: isApplied)
            }
        }
        var measurements = ways.map { Measurement($0.name) }
        var bytes = 0
        try interleave(rounds: rounds, ways: ways.count) { index in
            let stream = try stream(batch: ways[index].batch)
            bytes = stream.count
            measurements[index].add(try microseconds(for: stream, isApplied: ways[index].isApplied))
        }
        var table = Table(
            "Requests of five events, \(bytes / requests) bytes each on the wire: medians of \(rounds) rounds of \(requests)",
            columns: ["", "µs of CPU each", "a second on one core"])
        for measurement in measurements {
            table.add(measurement.name, measurement.median.text(2), (1_000_000 / measurement.median).text(0))
        }
        table.show()
        print("  budget: 50,000 a second")
    }

    private func stream(batch: Int) throws -> [UInt8] {
        var server = SampleServer()
        var bytes = try greeting(of: server)
        for _ in 0..<(requests / batch) {
            var envelope = WireEnvelope()
            envelope.batch = Self.placed(
                server.batch(
                    requests: batch, queries: Self.events.queries, renders: Self.events.renders,
                    logs: Self.events.logs))
            try WireFrame.append(envelope, to: &bytes)
        }
        return bytes
    }

    private func greeting(of server: SampleServer) throws -> [UInt8] {
        var envelope = WireEnvelope()
        envelope.hello = server.hello
        return try WireFrame.encode(envelope)
    }

    private func microseconds(for stream: [UInt8], isApplied: Bool) throws -> Double {
        var history = History()
        var session = WireSession(role: .hub)
        let start = Stopwatch.threadCPU()
        let ended = receive(stream, by: &session) { if isApplied { take($0, into: &history) } }
        let time = Stopwatch.threadCPU() - start
        let isWhole = isApplied ? history.totals.received == UInt64(ended) : true
        guard isWhole, ended == requests / 64 * 64 || ended == requests else {
            throw BenchmarkFailure("\(ended) requests of \(requests) were taken in.")
        }
        return Double(time) / Double(ended) / 1_000
    }

    /// Returns how many requests came.
    private func receive(_ stream: [UInt8], by session: inout WireSession, _ body: (WireEvent) -> Void) -> Int {
        var count = 0
        stream.withUnsafeBytes { bytes in
            for start in stride(from: 0, to: bytes.count, by: Self.pieceBytes) {
                let piece = UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + Self.pieceBytes, bytes.count)])
                session.receive(piece) { event, _ in
                    if case .batch(let batch) = event { count += batch.requests.count }
                    body(event)
                }
            }
        }
        return count
    }

    private func take(_ event: WireEvent, into history: inout History) {
        switch event {
        case .hello(let hello):
            history.connect(app: SampleServer.number, hello: hello, strings: [], at: SampleServer.anchor)
        case .batch(let batch):
            history.apply(batch, from: SampleServer.number, at: SampleServer.anchor)
        default: break
        }
    }

    /// The same with a call stack for each query, told with the first batch.
    private static func placed(_ batch: WireBatch) -> WireBatch {
        var batch = batch
        if !batch.strings.isEmpty {
            batch.stacks = (1...8 as ClosedRange<UInt64>).map { number in
                var stack = WireCallStack()
                stack.hash = number &* 0x9e37_79b9_7f4a_7c15
                stack.frames = (0..<20).map { number &* 4_096 &+ $0 &* 64 }
                stack.physical = 14
                return stack
            }
        }
        for request in batch.requests.indices {
            var number: UInt64 = 0
            for span in batch.requests[request].spans.indices where batch.requests[request].spans[span].hasQuery {
                number += 1
                batch.requests[request].spans[span].stack = number &* 0x9e37_79b9_7f4a_7c15
            }
        }
        return batch
    }

    // MARK: Memory

    /// Fills histories with requests of five queries, through the wire, and asks `malloc` before and after.
    private func measureMemory() throws {
        var table = Table(
            "Memory of \(held) requests held, five queries of two values each, curl's headers, no bodies",
            columns: ["", "bytes each", "KiB each", "by the history's estimate"])
        for (name, sent) in [("just filled", held), ("after three times as many", held * 3)] {
            let (bytes, estimate) = try bytesPerRequest(sent: sent)
            table.add(name, bytes.text(0), (bytes / 1_024).text(2), estimate.text(0))
        }
        table.show()
        print("  budget: 1.5 KiB")
    }

    private func bytesPerRequest(sent: Int) throws -> (bytes: Double, estimate: Double) {
        guard let before = HeapUse.bytes() else { throw BenchmarkFailure("This C library says nothing of its heap.") }
        var server = SampleServer()
        var history = History(limits: HistoryLimits(requests: held))
        try fill(&history, from: &server, requests: sent)
        guard let after = HeapUse.bytes() else { throw BenchmarkFailure("This C library says nothing of its heap.") }
        let totals = history.totals
        return (Double(after - before) / Double(totals.held), Double(totals.bytes) / Double(totals.held))
    }

    private func fill(_ history: inout History, from server: inout SampleServer, requests: Int) throws {
        var session = WireSession(role: .hub)
        _ = receive(try greeting(of: server), by: &session) { take($0, into: &history) }
        while server.requestCount < requests {
            var envelope = WireEnvelope()
            envelope.batch = Self.placed(server.batch(requests: 50, queries: 5))
            _ = receive(try WireFrame.encode(envelope), by: &session) { take($0, into: &history) }
        }
    }

    // MARK: Questions

    /// Two builds, half of the requests of each, every place named.
    private func measureQuestions() {
        var history = History(limits: HistoryLimits(requests: held))
        var servers = [SampleServer(), SampleServer()]
        for number in servers.indices {
            var hello = servers[number].hello
            hello.pid += UInt64(number)
            hello.buildID = "build \(number)"
            history.connect(app: UInt64(number + 1), hello: hello, strings: [], at: SampleServer.anchor)
            while servers[number].requestCount < held / 2 { send(&history, &servers, number) }
        }
        for (build, addresses) in history.takeUnnamed(limit: .max) {
            let frame = SourceFrame(function: "AuthorController.index", path: "/shop/Sources/Authors.swift", line: 41)
            history.name(Dictionary(addresses.map { ($0, [frame]) }) { first, _ in first }, of: build)
        }
        var table = Table(
            "What is asked of \(history.totals.held) requests of five queries, µs of CPU: medians of \(rounds)",
            columns: ["", "the first time", "after news of one request"])
        add("all query shapes, summed", to: &table, &history, &servers) { _ = $0.shapes }
        add("all routes, summed", to: &table, &history, &servers) { _ = $0.routes }
        add("what the build changed", to: &table, &history, &servers) { _ = $0.buildChanges(app: AppID(2)) }
        add("100 rows against the build before", to: &table, &history, &servers) { history in
            for request in history.requests.suffix(100) { _ = history.comparison(of: request) }
        }
        add("findings of 100 requests in full", to: &table, &history, &servers) { history in
            for request in history.requests.suffix(100) { _ = history.findings(of: request) }
        }
        add("1,000 call sites", to: &table, &history, &servers) { history in
            for number in 0..<1_000 as Range<UInt64> {
                _ = history.callSite((number % 5 + 1) &* 0x9e37_79b9_7f4a_7c15, of: AppID(2))
            }
        }
        table.show()
        print("  budget: 60,000 for the shapes")
    }

    private func send(_ history: inout History, _ servers: inout [SampleServer], _ number: Int, requests: Int = 50) {
        let batch = Self.placed(servers[number].batch(requests: requests, queries: 5))
        history.apply(batch, from: UInt64(number + 1), at: SampleServer.anchor)
    }

    private func add(
        _ name: String, to table: inout Table, _ history: inout History, _ servers: inout [SampleServer],
        _ ask: (History) -> Void
    ) {
        let first = microseconds(history, ask)
        var later = Measurement(name)
        for _ in 0..<rounds {
            send(&history, &servers, 1, requests: 1)
            later.add(microseconds(history, ask))
        }
        table.add(name, first.text(0), later.median.text(0))
    }

    private func microseconds(_ history: History, _ ask: (History) -> Void) -> Double {
        let start = Stopwatch.threadCPU()
        ask(history)
        return Double(Stopwatch.threadCPU() - start) / 1_000
    }
}
