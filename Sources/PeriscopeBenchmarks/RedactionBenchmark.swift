import ArgumentParser
import Logging
import NIOCore
import Periscope
import PeriscopeWire

/// What masking and encoding a request takes on the uplink's thread.
struct RedactionBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redaction", abstract: "Time of the uplink for a request.",
        discussion: "A browser's headers, a JSON body of 4 KiB, five queries with values, one log line.")

    @Option(help: "Rounds of each way.")
    var rounds = 7

    @Option(help: "Requests in a round.")
    var requests = 2_000

    func run() throws {
        Table.showCommandLine()
        LoggingSystem.bootstrap { _ in SwiftLogNoOpLogHandler() }
        showParts()
        try showUplink()
    }

    // MARK: Parts

    /// The masking alone, part by part, as the encoder asks for it.
    private func showParts() {
        let redactor = Redactor(rules: .standard, key: (1, 2))
        let parts: [(name: String, run: (inout RequestRedaction) -> Void)] = [
            ("request's headers", { Self.mask(SampleRequest.headers, by: &$0) }),
            ("response's headers", { Self.mask(SampleRequest.responseHeaders, by: &$0) }),
            ("query string", { _ = $0.queryString(SampleRequest.query) }),
            ("JSON body, 4 KiB", { _ = $0.body(SampleRequest.json, contentType: "application/json", total: 4_096) }),
            ("five queries", { Self.maskQueries(by: &$0) }),
            ("log line", { _ = $0.freeText(SampleRequest.message) }),
        ]
        var alone = parts.map { Measurement($0.name) }
        var after = alone
        interleave(rounds: rounds, ways: parts.count) { part in
            alone[part].add(microseconds(of: parts[part].run, RequestRedaction(redactor)))
            var taught = RequestRedaction(redactor)
            Self.mask(SampleRequest.headers, by: &taught)
            after[part].add(microseconds(of: parts[part].run, taught))
        }
        var table = Table(
            "Masking, µs for a request: medians of \(rounds) rounds of \(requests)",
            columns: ["", "alone", "with the headers' secrets known"])
        for (alone, after) in zip(alone, after) { table.add(alone.name, alone.median.text(2), after.median.text(2)) }
        table.show()
    }

    /// For one request, which begins with what this redaction knows.
    private func microseconds(
        of body: (inout RequestRedaction) -> Void, _ beginning: RequestRedaction
    ) -> Double {
        let start = Stopwatch.threadCPU()
        for _ in 0..<requests {
            var redaction = beginning
            body(&redaction)
        }
        return Double(Stopwatch.threadCPU() - start) / Double(requests) / 1_000
    }

    private static func mask(_ headers: [(name: String, value: String)], by redaction: inout RequestRedaction) {
        for header in headers { _ = redaction.header(name: header.name, value: header.value) }
    }

    private static func maskQueries(by redaction: inout RequestRedaction) {
        for query in SampleRequest.queries {
            _ = redaction.sql(query.sql)
            _ = redaction.values(sql: query.sql, query.values)
        }
    }

    // MARK: Uplink

    private struct Way {
        let name: String
        let options: ProbeOptions
        let isBare: Bool

        init(_ name: String, _ options: ProbeOptions = ProbeOptions(), isBare: Bool = false) {
            self.name = name
            self.options = options
            self.isBare = isBare
        }
    }

    /// The uplink's own thread, as its process samples tell: masking, encoding and writing.
    private func showUplink() throws {
        let ways = [
            Way("as it is"), Way("bodies off", ProbeOptions(bodies: false)),
            Way("no name is secret", ProbeOptions(redaction: RedactionRules(names: []))),
            Way("a request without anything in it", isBare: true),
        ]
        // A hub takes connections of one process for one app, so each probe has a hub of its own.
        let hubs = try ways.map { _ in try ScratchHub() }
        defer { for hub in hubs { hub.stop() } }
        let probes = zip(ways, hubs).map { probe($0, $1) }
        var measurements = ways.map { Measurement($0.name) }
        for index in ways.indices { try send(100, by: probes[index], ways[index], hubs[index]) }
        try interleave(rounds: rounds, ways: ways.count) { index in
            let hub = hubs[index]
            let before = try hub.nextSample(from: ways[index].name).uplinkCpuNs
            try send(requests, by: probes[index], ways[index], hub)
            let time = try hub.nextSample(from: ways[index].name).uplinkCpuNs - before
            measurements[index].add(Double(time) / Double(requests) / 1_000)
        }
        var table = Table(
            "The uplink's thread, µs of CPU for a request: medians of \(rounds) rounds of \(requests)",
            columns: ["", "µs", "÷ as it is"])
        for measurement in measurements {
            table.add(measurement.name, measurement.median.text(), measurement.ratio(to: measurements[0]).text(2))
        }
        table.show()
    }

    private func probe(_ way: Way, _ hub: ScratchHub) -> Probe {
        var surroundings = ProcessSurroundings.current()
        surroundings.environment["PERISCOPE"] = "1"
        return Probe(app: way.name, socket: hub.socket, options: way.options, surroundings: surroundings)
    }

    /// In groups that the hub is waited for, so that nothing is dropped.
    private func send(_ count: Int, by probe: Probe, _ way: Way, _ hub: ScratchHub) throws {
        var left = count
        while left > 0 {
            let group = min(left, 50)
            let expected = hub.heard(from: way.name).ended + group
            for _ in 0..<group { SampleRequest.record(on: probe, isBare: way.isBare) }
            try hub.wait(for: "its requests", from: way.name) { $0.ended >= expected }
            left -= group
        }
    }
}

/// The request that is masked.
enum SampleRequest {
    static let query = "page=2&sort=title&access_token=0f3a9b7c5d1e"
    static let message = "charged the order of customer 4711 in 12 ms, status=paid, total=49.90 EUR"

    static let headers: [(name: String, value: String)] = [
        ("host", "127.0.0.1:8080"),
        ("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"),
        ("accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
        ("accept-language", "en-GB,en;q=0.5"), ("accept-encoding", "gzip, deflate, br, zstd"),
        ("connection", "keep-alive"), ("content-type", "application/json"), ("content-length", "4096"),
        ("referer", "http://127.0.0.1:8080/checkout?step=2"),
        ("cookie", "session=8f14e45fceea167a5a36dedd4bea2543; theme=dark; csrf=c9f0f895fb98ab9159f51fd0297e236d"),
        ("authorization", "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0NzExIn0.dozjgNryP4J3jVmNHl0w5N"),
    ]

    static let responseHeaders: [(name: String, value: String)] = [
        ("content-type", "application/json; charset=utf-8"), ("content-length", "312"),
        ("date", "Thu, 01 Jan 2026 00:00:00 GMT"), ("server", "shop"),
        ("set-cookie", "session=45c48cce2e2d7fbdea1afc51c7c6ad26; Path=/; HttpOnly"),
    ]

    /// An order of some thirty lines, with a secret or two.
    static let json: [UInt8] = {
        var text = #"{"customer":4711,"email":"ursula@example.org","card_number":"4111111111111111","lines":["#
        var number = 0
        while text.utf8.count < 3_960 {
            text += #"{"book":\#(number),"title":"Book number \#(number)","quantity":2,"price":9.5,"gift":false},"#
            number += 1
        }
        text += #"{"book":0}],"note":""#
        text += String(repeating: "x", count: max(0, 4_096 - text.utf8.count - 2)) + "\"}"
        return Array(text.utf8)
    }()

    static let queries: [CapturedQuery] = [
        ("SELECT id, name, email FROM customer WHERE session_token = ? AND active = ?", "'8f14e45fceea167a'", "1"),
        ("SELECT id, title, price FROM book WHERE author_id = ? AND price < ? ORDER BY title LIMIT 50", "7", "2000"),
        ("UPDATE stock SET amount = amount - ? WHERE book_id = ?", "2", "17"),
        ("INSERT INTO purchase (customer_id, total) VALUES (?, ?)", "4711", "49.9"),
        ("SELECT count(*) FROM purchase WHERE customer_id = ? AND total > ?", "4711", "10.0"),
    ].map { sql, first, second in
        let pieces = sql.split(separator: "?", omittingEmptySubsequences: false)
        return CapturedQuery(
            sql: sql, values: .expanded("\(pieces[0])\(first)\(pieces[1])\(second)\(pieces[2])"), rows: 1,
            connection: "shop.sqlite", system: "sqlite", counters: QueryCounters(vmSteps: 42))
    }

    static func record(on probe: Probe, isBare: Bool) {
        let start = probe.now()
        let opening = RequestOpening(
            method: "POST", path: "/orders", query: isBare ? "" : query, authority: "127.0.0.1:8080",
            headers: isBare ? [] : headers, start: start)
        guard let recording = probe.openRequest(opening) else { return }
        let recorder = recording.recorder
        var ending = RequestEnding(end: start, status: 201)
        if !isBare {
            recorder.setRoute("/orders")
            for query in queries {
                recorder.record(
                    .query, name: "", parent: recorder.id, start: start, end: probe.now(), detail: .query(query))
            }
            recorder.log(
                LogEntry(
                    at: probe.now(), level: .info, label: "shop", message: message, source: "Shop",
                    file: "Shop/Orders.swift", line: 42, span: recorder.id))
            ending.responseHeaders = responseHeaders
            ending.requestBody = CapturedBody(
                bytes: UInt64(json.count), captured: ByteBuffer(bytes: json), contentType: "application/json")
        }
        ending.end = probe.now()
        recorder.finish(ending)
    }
}
