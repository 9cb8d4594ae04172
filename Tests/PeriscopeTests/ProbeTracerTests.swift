import Periscope
import PeriscopeWire
import Synchronization
import Testing
import Tracing

@Suite("Tracing spans", .timeLimit(.minutes(1)))
struct ProbeTracerTests {
    private struct Oops: Error {}

    private func withHub(_ body: (TestHub, Probe) async throws -> Void) async throws {
        let hub = try await TestHub.listening()
        let probe = Probe.test(at: hub.path)
        try await body(hub, probe)
        await probe.shutDown()
        await hub.stop()
    }

    private func seen(_ body: (Probe) throws -> Void) async throws -> SeenRequest {
        let hub = try await TestHub.listening()
        let probe = Probe.test(at: hub.path)
        try probe.request("/") { _ in try body(probe) }
        let seen = await hub.ended("/")
        await probe.shutDown()
        await hub.stop()
        return seen
    }

    private func run(
        _ tracer: any Tracer, _ name: String, _ kind: Tracing.SpanKind = .internal,
        _ attributes: SpanAttributes = [:], _ body: () throws -> Void
    ) rethrows {
        try tracer.withAnySpan(name, ofKind: kind) { span in
            span.attributes = attributes
            try body()
        }
    }

    @Test("Named parameters are masked by the placeholders of their names, not by the order of the alphabet")
    func namedParameters() async throws {
        let seen = try await seen { probe in
            let attributes: [String: SpanAttribute] = [
                "db.query.text": "UPDATE user SET password = :pw WHERE id = :id",
                "db.query.parameter.id": "7", "db.query.parameter.pw": "hunter2",
            ]
            run(probe.tracer, "pg", .client, SpanAttributes(attributes)) {}
        }
        #expect(seen.queries.first?.values == ["7", "[redacted]"])
    }

    private struct Talkative: CustomStringConvertible, Sendable {
        let recorder: Recorder
        var description: String {
            recorder.log(LogEntry(at: 0, level: .info, label: "app", message: "described"))
            return "/described"
        }
    }

    @Test("An attribute that logs when it is described does not lock the request up")
    func talkativeAttribute() async throws {
        try await withHub { hub, probe in
            probe.tracer.withAnySpan("GET", ofKind: .server) { span in
                let recorder = Recording.innermost?.recorder
                guard let recorder else { return }
                span.attributes["url.path"] = SpanAttribute.stringConvertible(Talkative(recorder: recorder))
            }
            let seen = await hub.ended("/described")
            #expect(seen.logs.first?.wire.message == "described")
        }
    }

    @Test("A server span that is thrown away without an end ends its request")
    func abandonedServerSpan() async throws {
        try await withHub { hub, probe in
            _ = probe.tracer.startAnySpan("GET", ofKind: .server)
            let seen = await hub.ended("GET")
            #expect(seen.end?.aborted == true)
        }
    }

    @Test(
        "Database attributes make a query, old names and new",
        arguments: [
            ["db.query.text": "SELECT 1", "db.system.name": "postgresql"],
            ["db.statement": "SELECT 1", "db.system": "postgresql"],
        ])
    func query(_ attributes: [String: String]) async throws {
        let seen = try await seen { probe in
            var all = SpanAttributes(attributes.mapValues { .string($0) })
            all["db.response.returned_rows"] = 3
            all["db.query.parameter.0"] = "ada"
            run(probe.tracer, "pg", .client, all) {}
        }
        let query = try #require(seen.ended.first)
        #expect(query.wire.kind == .query)
        #expect(query.sql == "SELECT 1")
        #expect(query.system == "postgresql")
        #expect(query.wire.query.rows == 3)
        #expect(query.values == ["ada"])
        #expect(query.attributes["db.query.text"] == nil)
    }

    @Test("A client span is a call, another an internal span, and what is inside has it for a parent")
    func kinds() async throws {
        let seen = try await seen { probe in
            run(probe.tracer, "GET api", .client, ["url.full": "http://api/x?token=canary123"]) {}
            run(probe.tracer, "work") {
                probe.query("SELECT 1") {}
                run(probe.tracer, "inner", .server) {}
            }
        }
        #expect(seen.span("GET api")?.wire.kind == .client)
        #expect(seen.span("GET api")?.attributes["url.full"] == "http://api/x?token=[redacted]")
        let work = try #require(seen.span("work")).wire
        #expect(work.kind == .internal)
        #expect(seen.queries.last?.wire.parent == work.id)
        #expect(seen.span("inner")?.wire.parent == work.id)
        #expect(seen.span("inner")?.wire.kind == .internal)
    }

    @Test("A server span outside any request is a request of its own")
    func server() async throws {
        try await withHub { hub, probe in
            run(
                probe.tracer, "GET /items", .server,
                [
                    "http.request.method": "GET", "url.path": "/items/7", "url.query": "a=1",
                    "http.route": "/items/{id}", "http.response.status_code": 404,
                ]
            ) {
                probe.query("SELECT 1") {}
            }
            let seen = await hub.ended("/items/7")
            #expect(seen.method == "GET")
            #expect(seen.head.query == "a=1")
            #expect(seen.route == "/items/{id}")
            #expect(seen.end?.status == 404)
            #expect(seen.queries.last?.wire.parent == seen.id)
        }
    }

    @Test("An error is kept with the span")
    func error() async throws {
        let seen = try await seen { probe in
            try? run(probe.tracer, "work") { throw Oops() }
        }
        #expect(seen.span("work")?.wire.status == .error)
        #expect(seen.span("work")?.wire.failure.type.hasSuffix("Oops") == true)
    }

    @Test("The app's own tracer gets every span too, and alone writes headers")
    func tee() async throws {
        try await withHub { hub, probe in
            let other = RecordingTracer()
            let tracer = probe.tracer(beside: other)
            probe.request("/") { _ in
                run(tracer, "work", .client, ["a": "b"]) {}
                var carrier: [String: String] = [:]
                tracer.inject(.topLevel, into: &carrier, using: DictionaryCarrier())
                #expect(carrier == ["other": "1"])
            }
            let seen = await hub.ended("/")
            #expect(seen.span("work")?.attributes == ["a": "b"])
            #expect(other.events.withLock { $0 } == ["start work", "attributes 1", "end work"])
        }
    }

    @Test("Without another tracer the trace goes on in traceparent, in and out")
    func propagation() async throws {
        try await withHub { hub, probe in
            let trace = "0af7651916cd43dd8448eb211c80319c"
            var context = ServiceContext.topLevel
            probe.tracer.extract(
                ["traceparent": "00-\(trace)-b7ad6b7169203331-01"], into: &context, using: DictionaryCarrier())
            probe.tracer.withSpan("GET /", context: context, ofKind: .server) { span in
                span.attributes["url.path"] = "/traced"
                var carrier: [String: String] = [:]
                probe.tracer.inject(span.context, into: &carrier, using: DictionaryCarrier())
                #expect(carrier["traceparent"]?.hasPrefix("00-\(trace)-") == true)
            }
            let seen = await hub.ended("/traced")
            #expect(seen.head.remoteParent == 0xb7ad_6b71_6920_3331)
        }
    }

    @Test("Off, the tracer is the app's own or none")
    func off() {
        let probe = Probe(app: "shop", enabled: .never)
        #expect(probe.tracer is NoOpTracer)
        #expect(probe.tracer(beside: RecordingTracer()) is RecordingTracer)
    }

    @Test(
        "A traceparent that is none is passed over",
        arguments: [
            "", "00", "00-0-0-01", "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
            "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x",
        ])
    func badTraceParent(_ header: String) {
        #expect(TraceParent(header) == nil)
    }

    @Test("A traceparent reads back as it was written")
    func traceParent() {
        let parent = TraceParent(high: 1, low: 0xabc, parent: 7)
        #expect(parent.header == "00-00000000000000010000000000000abc-0000000000000007-01")
        #expect(TraceParent(parent.header) == parent)
        #expect(TraceParent("01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more") != nil)
    }
}

private struct DictionaryCarrier: Injector, Extractor {
    func inject(_ value: String, forKey key: String, into carrier: inout [String: String]) {
        carrier[key] = value
    }

    func extract(key: String, from carrier: [String: String]) -> String? { carrier[key] }
}

/// The app's own tracer, which writes down what it is told.
private final class RecordingTracer: Tracer {
    let events = Mutex<[String]>([])

    func startSpan<Instant: TracerInstant>(
        _ operationName: String, context: @autoclosure () -> ServiceContext, ofKind kind: Tracing.SpanKind,
        at instant: @autoclosure () -> Instant, function: String, file fileID: String, line: UInt
    ) -> RecordingSpan {
        events.withLock { $0.append("start \(operationName)") }
        return RecordingSpan(tracer: self, name: operationName, context: context())
    }

    func forceFlush() {}

    func inject<Carrier, Inject: Injector>(
        _ context: ServiceContext, into carrier: inout Carrier, using injector: Inject
    ) where Inject.Carrier == Carrier {
        injector.inject("1", forKey: "other", into: &carrier)
    }

    func extract<Carrier, Extract: Extractor>(
        _ carrier: Carrier, into context: inout ServiceContext, using extractor: Extract
    ) where Extract.Carrier == Carrier {}
}

private struct RecordingSpan: Tracing.Span {
    let tracer: RecordingTracer
    let name: String
    let context: ServiceContext
    var operationName: String {
        get { name }
        nonmutating set {}
    }
    var attributes: SpanAttributes {
        get { [:] }
        nonmutating set { tracer.events.withLock { $0.append("attributes \(newValue.count)") } }
    }
    var isRecording: Bool { true }

    func setStatus(_ status: Tracing.SpanStatus) {}
    func addEvent(_ event: SpanEvent) {}
    func addLink(_ link: SpanLink) {}
    func recordError<Instant: TracerInstant>(
        _ error: any Error, attributes: SpanAttributes, at instant: @autoclosure () -> Instant
    ) {}
    func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
        tracer.events.withLock { $0.append("end \(name)") }
    }
}
