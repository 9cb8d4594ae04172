import NIOCore
import Periscope
import PeriscopeWire
import Testing

@Suite("From a request to the viewer", .timeLimit(.minutes(1)))
struct UplinkTests {
    private func withHub(
        reading: Bool = true, limits: ProbeLimits = ProbeLimits(), options: ProbeOptions = ProbeOptions(),
        _ body: (TestHub, Probe) async throws -> Void
    ) async throws {
        let hub = try await TestHub.listening(reading: reading)
        let probe = Probe.test(at: hub.path, options, limits: limits)
        try await body(hub, probe)
        await probe.shutDown()
        await hub.stop()
    }

    @Test("The hello says who the process is")
    func hello() async throws {
        let hub = try await TestHub.listening()
        let probe = Probe.test(
            at: hub.path, environment: ["PERISCOPE": "1", "LANG": "C", "DATABASE_URL": "postgres://u:hunter22@db"])
        probe.attach(adapter: "hummingbird")
        probe.request("/")
        _ = await hub.ended("/")
        let hello = try #require(hub.log.hellos.first)
        #expect(hello.role == .server)
        #expect(hello.app == "shop")
        #expect(hello.pid > 0)
        #expect(hello.protocolMajor == WireLimits.protocolMajor)
        #expect(!hello.buildID.isEmpty)
        #expect(hello.configuration == .debug)
        #expect(hello.executable.hasPrefix("/"))
        #expect(hello.workingDirectory.hasPrefix("/"))
        #expect(hello.adapters == ["hummingbird"])
        #expect(hello.reconnects == 0)
        #expect(hello.startedUnixNs > 0 && hello.startedUnixNs < hello.anchorUnixNs)
        let environment = Dictionary(hello.environment.map { ($0.keyText, $0.value) }) { $1 }
        #expect(environment == ["PERISCOPE": "1", "LANG": "C", "DATABASE_URL": "[redacted]"])
        #expect(hello.versions.map(\.keyText).contains("swift"))
        #expect(!hub.log.hasBytes("hunter22"))
        await probe.shutDown()
        await hub.stop()
    }

    @Test("Arguments with secret names are masked in the hello")
    func helloArguments() async throws {
        let hub = try await TestHub.listening()
        let arguments = ["/app/shop", "--db-password", "hunter23x", "--token=hunter24x", "--port", "8080"]
        let probe = Probe(app: "shop", enabled: .always, socket: hub.path, surroundings: .server(arguments: arguments))
        probe.request("/")
        _ = await hub.ended("/")
        let masked = ["/app/shop", "--db-password", "[redacted]", "--token=[redacted]", "--port", "8080"]
        #expect(hub.log.hellos.first?.arguments == masked)
        await probe.shutDown()
        await hub.stop()
    }

    @Test("A request arrives once, with its query, render, log line and span")
    func request() async throws {
        try await withHub { hub, probe in
            let recording = try #require(
                probe.openRequest(
                    RequestOpening(
                        method: "GET", path: "/books/7", query: "page=2", headers: [("Host", "localhost")],
                        traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", start: probe.now())))
            recording.recorder.setRoute("/books/{id}", parameters: [("id", "7")])
            recording.bound {
                _ = probe.query("SELECT * FROM book WHERE id = ?", values: [7], system: "sqlite") { [1, 2] }
                _ = probe.render("book") { "<h1>Book</h1>" }
                probe.span("price", ["currency": "EUR"]) {
                    recording.recorder.log(LogEntry(at: probe.now(), level: .info, label: "shop", message: "hello"))
                }
            }
            recording.recorder.finish(RequestEnding(end: probe.now(), handled: probe.now(), status: 200))

            let seen = await hub.ended("/books/7")
            #expect(seen.id == recording.recorder.id)
            #expect(seen.heads == 1)
            #expect(seen.method == "GET")
            #expect(seen.head.query == "page=2")
            #expect(seen.headers == ["host": "localhost"])
            #expect(seen.head.traceID.count == 16)
            #expect(seen.head.traceID.first == 0x0a)
            #expect(seen.head.remoteParent == 0xb7ad_6b71_6920_3331)
            #expect(seen.route == "/books/{id}")
            #expect(seen.parameters == ["id": "7"])
            #expect(seen.end?.status == 200)
            let query = try #require(seen.ended.first { $0.wire.kind == .query })
            #expect(query.sql == "SELECT * FROM book WHERE id = ?")
            #expect(query.values == ["7"])
            #expect(query.wire.query.rows == 2)
            #expect(query.system == "sqlite")
            #expect(query.wire.parent == seen.id)
            let render = try #require(seen.ended.first { $0.wire.kind == .render })
            #expect(render.name == "book")
            #expect(render.wire.render.outputBytes == 13)
            #expect(seen.span("price")?.attributes == ["currency": "EUR"])
            #expect(seen.logs.map(\.wire.message) == ["hello"])
            #expect(seen.dropped == 0)
            #expect(Set(seen.ended.map(\.wire.id)).count == seen.ended.count)
        }
    }

    @Test("A span is on the wire while it runs, and again when it has ended")
    func openSpan() async throws {
        try await withHub { hub, probe in
            let recording = try #require(probe.open("/slow"))
            let span = recording.recorder.begin(.internal, name: "work", parent: recording.span, at: probe.now())
            await hub.until { $0.request("/slow")?.span("work")?.wire.hasEndNs == false }
            #expect(hub.log.request("/slow")?.end == nil)
            recording.recorder.end(span, at: probe.now(), outcome: SpanOutcome())
            await hub.until { $0.request("/slow")?.span("work")?.wire.hasEndNs == true }
            recording.recorder.finish(RequestEnding(end: probe.now(), status: 204))
            let seen = await hub.ended("/slow")
            #expect(seen.spans.map(\.wire.id) == [span, span])
            #expect(seen.heads == 1)
        }
    }

    @Test("Requests that ended before the viewer came are handed over, the newest of them")
    func backlog() async throws {
        var limits = ProbeLimits()
        limits.backlogRequests = 3
        let path = TestHub.freshPath()
        let probe = Probe.test(at: path, limits: limits)
        for number in 0..<5 { probe.request("/\(number)") }
        let hub = try await TestHub.listening(at: path)
        let last = await hub.ended("/4")
        #expect(last.end?.status == 200)
        let log = hub.log
        #expect(log.order.filter { $0 != 0 }.compactMap { log.requests[$0]?.head.path } == ["/2", "/3", "/4"])
        #expect(log.droppedRequests == 2)
        await probe.shutDown()
        await hub.stop()
    }

    @Test("The backlog is bounded by bytes, and keeps one request however large")
    func backlogBytes() async throws {
        var limits = ProbeLimits()
        limits.backlogBytes = 10_000
        let path = TestHub.freshPath()
        let probe = Probe.test(at: path, limits: limits)
        let line = String(repeating: "x", count: 20_000)
        for number in 0..<3 {
            probe.request("/\(number)") {
                $0.recorder.log(LogEntry(at: 0, level: .info, label: "a", message: line))
            }
        }
        let hub = try await TestHub.listening(at: path)
        _ = await hub.ended("/2")
        #expect(hub.log.droppedRequests == 2)
        #expect(hub.log.request("/2")?.logs.first?.wire.truncatedBytes == 3_616)
        await probe.shutDown()
        await hub.stop()
    }

    @Test("A new connection is told what is still running, and counts what only the old one knew")
    func reconnect() async throws {
        try await withHub { hub, probe in
            let recording = try #require(probe.open("/long"))
            recording.recorder.setRoute("/long")
            let open = recording.recorder.begin(.internal, name: "work", parent: recording.span, at: probe.now())
            recording.recorder.record(.internal, name: "done", parent: open, start: 1, end: 2)
            await hub.until { $0.request("/long")?.span("done") != nil }
            hub.dropConnections()
            await hub.until { ($0.request("/long")?.heads ?? 0) == 2 && $0.request("/long")?.spans.count == 3 }
            recording.recorder.end(open, at: probe.now(), outcome: SpanOutcome())
            recording.recorder.finish(RequestEnding(end: probe.now(), status: 200))
            let seen = await hub.ended("/long")
            #expect(hub.log.hellos.map(\.reconnects) == [0, 1])
            #expect(seen.route == "/long")
            #expect(seen.spans.map(\.name) == ["done", "work", "work", "work"])
            #expect(seen.dropped == 1)
        }
    }

    @Test("A viewer that does not read costs whole requests, counted, and never more memory than allowed")
    func slowViewer() async throws {
        var limits = ProbeLimits()
        limits.slowViewerBytes = 200_000
        try await withHub(limits: limits) { hub, probe in
            probe.request("/first")
            _ = await hub.ended("/first")
            let open = try #require(probe.open("/open"))
            await hub.until { $0.request("/open") != nil }
            hub.pause()
            let text = String(repeating: "x", count: 16_000)
            for number in 0..<300 {
                probe.request("/\(number)") {
                    $0.recorder.log(LogEntry(at: 0, level: .info, label: "a", message: text))
                }
            }
            open.recorder.finish(RequestEnding(end: probe.now(), status: 200))
            hub.read()
            probe.request("/last")
            _ = await hub.ended("/last")
            _ = await hub.ended("/open")
            let log = hub.log
            #expect(log.droppedRequests > 0)
            let whole = log.requests.values.filter { $0.end != nil }.count
            #expect(whole + Int(log.droppedRequests) == 303)
            #expect(log.requests.values.allSatisfy { $0.id == 0 || $0.heads == 1 })
        }
    }

    @Test("A viewer that hangs does not slow the app down: everything beyond the bounds is dropped at once")
    func hungViewer() async throws {
        let hub = try await TestHub.listening(reading: false, reply: .nothing)
        let probe = Probe.test(at: hub.path)
        for number in 0..<2_000 { probe.request("/\(number)") }
        await hub.until { $0.connections == 1 }
        hub.read()
        await hub.until { !$0.hellos.isEmpty }
        #expect(hub.log.batches == 0)
        await probe.shutDown()
        await hub.stop()
    }

    @Test("A viewer of another version refuses, and is sent nothing more")
    func refusal() async throws {
        let hub = try await TestHub.listening(reply: .refusal)
        let probe = Probe.test(at: hub.path)
        probe.request("/")
        await hub.until { $0.disconnections == 1 }
        #expect(hub.log.batches == 0)
        await probe.shutDown()
        await hub.stop()
    }

    @Test("A span and a line are an event each, however many calls they took")
    func eventCount() async throws {
        try await withHub { hub, probe in
            probe.request("/") { recording in
                recording.recorder.setRoute("/")
                probe.span("work") {}
                recording.recorder.log(LogEntry(at: 1, level: .info, label: "shop", message: "hello"))
            }
            await hub.until { ($0.samples.last?.recordedEvents ?? 0) >= 2 }
            #expect(hub.log.samples.last?.recordedEvents == 2)
        }
    }

    @Test("Figures of the process come while someone watches")
    func samples() async throws {
        try await withHub { hub, probe in
            probe.request("/")
            await hub.until { !$0.samples.isEmpty }
            let sample = try #require(hub.log.samples.first)
            #expect(sample.residentBytes > 1 << 20)
            #expect(sample.threads > 1)
            #expect(sample.descriptors > 2)
            #expect(sample.uptimeNs > 0)
            #expect(sample.userCpuNs > 0)
            #expect(sample.uplinkCpuNs > 0)
        }
    }

    @Test("An adapter attached after the hello is said too")
    func lateAdapter() async throws {
        try await withHub { hub, probe in
            probe.request("/")
            _ = await hub.ended("/")
            probe.attach(adapter: "grdb")
            probe.attach(adapter: "grdb")
            probe.request("/again")
            _ = await hub.ended("/again")
            #expect(hub.log.adapters == ["grdb"])
        }
    }

    @Test("At shutdown the last request is handed over and the probe says goodbye")
    func goodbye() async throws {
        let hub = try await TestHub.listening()
        let probe = Probe.test(at: hub.path)
        let running = Task { try await probe.run() }
        probe.request("/first")
        _ = await hub.ended("/first")
        probe.request("/last")
        running.cancel()
        try await running.value
        await hub.until { !$0.goodbyes.isEmpty && $0.disconnections == 1 }
        #expect(hub.log.request("/last")?.end != nil)
        #expect(probe.openRequest(RequestOpening(start: 0)) == nil)
        await hub.stop()
    }

    @Test("Work of no request goes to the outside record, and so does what outlives its request")
    func outside() async throws {
        try await withHub { hub, probe in
            probe.query("PRAGMA user_version") {}
            let recording = try #require(probe.open("/"))
            recording.bound {
                recording.recorder.finish(RequestEnding(end: probe.now(), status: 200))
                probe.span("afterwards") {}
            }
            await hub.until { $0.outside.span("afterwards")?.wire.hasEndNs == true }
            #expect(hub.log.outside.head.kind == .outside)
            #expect(hub.log.outside.queries.map(\.sql).contains("PRAGMA user_version"))
            #expect(hub.log.outside.spans.allSatisfy { $0.wire.parent == 0 })
        }
    }

    @Test("Too many requests in flight are not recorded, and counted")
    func openLimit() async throws {
        var limits = ProbeLimits()
        limits.openRequests = 2
        try await withHub(limits: limits) { hub, probe in
            let open = (0..<4).map { probe.open("/\($0)") }
            #expect(open.map { $0 != nil } == [true, true, false, false])
            open[0]?.recorder.finish(RequestEnding(end: probe.now()))
            probe.request("/next")
            _ = await hub.ended("/next")
            #expect(hub.log.droppedRequests == 2)
        }
    }

    @Test("1,000 requests of 16 tasks arrive whole, each with its own query")
    func concurrent() async throws {
        try await withHub { hub, probe in
            probe.request("/warm")
            _ = await hub.ended("/warm")
            await withTaskGroup(of: Void.self) { group in
                for client in 0..<16 {
                    group.addTask {
                        for number in 0..<63 where client * 63 + number < 1_000 {
                            let path = "/\(client)/\(number)"
                            probe.request(path) { _ in
                                _ = probe.query("SELECT ?", values: [path]) { 1 }
                            }
                            if number % 8 == 0 { await Task.yield() }
                        }
                    }
                }
            }
            await hub.until { $0.requests.values.count { $0.end != nil } == 1_001 }
            for seen in hub.log.requests.values where seen.id != 0 && seen.head.path != "/warm" {
                #expect(seen.ended.map(\.values) == [[seen.head.path]])
                #expect(seen.dropped == 0)
            }
            #expect(hub.log.droppedRequests == 0)
        }
    }

    @Test("A request too large for one frame is sent without its detail, and counted")
    func tooLarge() async throws {
        var limits = ProbeLimits()
        limits.requestBytes = 64 << 20
        try await withHub(limits: limits) { hub, probe in
            probe.request("/huge") { recording in
                for _ in 0..<900 {
                    let text = String(repeating: "y", count: 16_000)
                    recording.recorder.log(LogEntry(at: 0, level: .info, label: "a", message: text))
                }
            }
            probe.request("/after")
            _ = await hub.ended("/after")
            let huge = await hub.ended("/huge")
            #expect(huge.logs.count + Int(huge.dropped) == 900)
            #expect(hub.log.failures.isEmpty)
            #expect(hub.log.request("/after")?.end?.status == 200)
        }
    }
}
