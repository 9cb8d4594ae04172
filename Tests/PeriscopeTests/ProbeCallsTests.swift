import Periscope
import PeriscopeWire
import Testing

@Suite("The app's own calls", .timeLimit(.minutes(1)))
struct ProbeCallsTests {
    private struct Oops: Error, CustomStringConvertible {
        var description: String { "it broke" }
    }

    private func seen(_ body: (Probe) async throws -> Void) async throws -> SeenRequest {
        let hub = try await TestHub.listening()
        let probe = Probe.test(at: hub.path)
        let recording = try #require(probe.open("/"))
        try await recording.bound { try await body(probe) }
        recording.recorder.finish(RequestEnding(end: probe.now(), status: 200))
        let seen = await hub.ended("/")
        await probe.shutDown()
        await hub.stop()
        return seen
    }

    @Test("Calls nest: a query inside a span inside a span has the inner one for a parent")
    func nesting() async throws {
        let seen = try await seen { probe in
            try await probe.span("outer") {
                await Task.yield()
                try await probe.span("inner") {
                    try await probe.query("SELECT 1") { try await Task.sleep(for: .zero) }
                }
            }
        }
        let outer = try #require(seen.span("outer")).wire
        let inner = try #require(seen.span("inner")).wire
        let query = try #require(seen.queries.last).wire
        #expect(outer.parent == seen.id)
        #expect(inner.parent == outer.id)
        #expect(query.parent == inner.id)
    }

    @Test("An error is recorded and thrown on, by the synchronous and the asynchronous form")
    func errors() async throws {
        let seen = try await seen { probe in
            #expect(throws: Oops.self) { try probe.query("SELECT 1") { throw Oops() } }
            await #expect(throws: Oops.self) {
                try await probe.render("page") {
                    await Task.yield()
                    throw Oops()
                }
            }
        }
        #expect(seen.ended.map(\.wire.status) == [.error, .error])
        #expect(seen.ended.map(\.wire.failure.message) == ["it broke", "it broke"])
        #expect(seen.ended[0].wire.failure.type.hasSuffix("Oops"))
        #expect(seen.ended[0].sql == "SELECT 1")
    }

    @Test("Rows are found in arrays and optionals, or by the app")
    func rows() async throws {
        let seen = try await seen { probe in
            #expect(probe.query("SELECT 1") { [1, 2, 3] } == [1, 2, 3])
            _ = probe.query("SELECT 2") { Int?.none }
            _ = probe.query("SELECT 3") { Int?.some(1) }
            _ = probe.query("SELECT 4", rows: { $0 * 2 }) { 21 }
            probe.query("SELECT 5") {}
        }
        #expect(seen.ended.map(\.wire.query.rows) == [3, 0, 1, 42, 0])
    }

    @Test("Values keep their kind, and nil is NULL")
    func values() async throws {
        let seen = try await seen { probe in
            let values: [(any CustomStringConvertible & Sendable)?] = [1, 2.5, "three", nil, true]
            probe.query("SELECT ?, ?, ?, ?, ?", values: values) {}
        }
        let query = try #require(seen.ended.first)
        #expect(query.wire.query.values.map(\.kind) == [.integer, .real, .text, .null, .other])
        #expect(query.values == ["1", "2.5", "three", "", "true"])
    }

    @Test("Statements that begin and end transactions are housekeeping", arguments: ["BEGIN", " commit ", "ROLLBACK;"])
    func housekeeping(_ sql: String) async throws {
        let seen = try await seen { probe in probe.query(sql) {} }
        #expect(seen.ended.first?.wire.query.housekeeping == true)
    }

    @Test("A dump is a line of its own, and gives the value back")
    func dump() async throws {
        struct Order: Sendable { let id = 7, password = "hunter22x" }
        let seen = try await seen { probe in
            #expect(probe.dump(Order(), "order").id == 7)
        }
        let line = try #require(seen.logs.first)
        #expect(line.wire.dump)
        #expect(line.wire.message.contains("- id: 7"))
        #expect(!line.wire.message.contains("hunter22x"))
        #expect(line.wire.line > 0)
    }

    @Test("A call on an actor stays on it")
    func isolation() async throws {
        actor Counter {
            var count = 0
            func work(_ probe: Probe) async -> Int {
                await probe.span("count") {
                    count += 1
                    await Task.yield()
                    assertIsolated()
                    return count
                }
            }
        }
        let seen = try await seen { probe in #expect(await Counter().work(probe) == 1) }
        #expect(seen.span("count")?.wire.hasEndNs == true)
    }

    @Test("Child tasks record into the request; its span is their parent")
    func childTasks() async throws {
        let seen = try await seen { probe in
            await probe.span("fan-out") {
                await withTaskGroup(of: Void.self) { group in
                    for number in 0..<4 { group.addTask { probe.query("SELECT \(number)") {} } }
                }
            }
        }
        let parent = try #require(seen.span("fan-out")).wire.id
        #expect(seen.queries.filter(\.wire.hasEndNs).map(\.wire.parent) == [parent, parent, parent, parent])
    }
}
