import Periscope
import PeriscopeWire
import Testing
import Tracing

@Suite("Call sites on the wire", .timeLimit(.minutes(1)))
struct CallSitesOnTheWireTests {
    private func log(
        _ environment: [String: String] = [:], _ options: ProbeOptions = ProbeOptions(),
        _ body: (Probe, TestHub) async throws -> Void
    ) async throws -> HubLog {
        let hub = try await TestHub.listening()
        let probe = Probe.test(at: hub.path, options, environment: environment)
        try await body(probe, hub)
        let log = hub.log
        await probe.shutDown()
        await hub.stop()
        return log
    }

    @Test("Queries, renders, spans and a tracer's spans carry the stack that began them")
    func spans() async throws {
        let log = try await log { probe, hub in
            probe.request("/") { _ in
                for _ in 0..<3 { probe.query("SELECT 1") {} }
                probe.render("page") {}
                probe.span("work") {}
                probe.tracer.startSpan("call", ofKind: .client).end()
            }
            _ = await hub.ended("/")
        }
        let request = try #require(log.request("/"))
        let stacks = request.ended.map(\.wire.stack)
        #expect(stacks.count == 6)
        #expect(!stacks.contains(0))
        #expect(Set(stacks.prefix(3)).count == 1)
        #expect(Set(stacks).count == 4)
        #expect(log.unknownStacks == 0)
        #expect(log.stacks.count == 4, "each is told once")
        #expect(log.stacks.allSatisfy { !$0.frames.isEmpty && Int($0.physical) <= $0.frames.count })
    }

    @Test("Asynchronous calls carry their callers, and one stack in a loop")
    func asynchronous() async throws {
        let log = try await log { probe, hub in
            let recording = try #require(probe.open("/"))
            try await recording.bound {
                for _ in 0..<4 { try await probe.query("SELECT 1") { try await Task.sleep(for: .zero) } }
            }
            recording.recorder.finish(RequestEnding(end: probe.now(), status: 200))
            _ = await hub.ended("/")
        }
        let stacks = try #require(log.request("/")).ended.map(\.wire.stack)
        #expect(stacks.count == 4)
        #expect(Set(stacks).count == 1)
        let told = try #require(log.stacks.first { $0.hash == stacks[0] })
        #expect(Int(told.physical) < told.frames.count)
    }

    @Test("A viewer that comes later is told the stacks too")
    func reconnection() async throws {
        let log = try await log { probe, hub in
            func ask(_ path: String) async {
                probe.request(path) { _ in probe.query("SELECT 1") {} }
                _ = await hub.ended(path)
            }
            for path in ["/1", "/2", "/3"] {
                await ask(path)
                if path != "/1" { continue }
                hub.dropConnections()
                // What is written while the old connection dies goes with it.
                await hub.until { $0.hellos.count == 2 }
            }
        }
        #expect(log.unknownStacks == 0)
        let stack = try #require(log.request("/3")?.ended.first?.wire.stack)
        #expect(stack != 0)
        #expect(log.stacks.count { $0.hash == stack } == 2, "once for each connection")
    }

    @Test("They are turned off by the app or by PERISCOPE_CALL_SITES=0", arguments: [true, false])
    func off(byEnvironment: Bool) async throws {
        let environment = byEnvironment ? ["PERISCOPE_CALL_SITES": "0"] : [:]
        let log = try await log(environment, ProbeOptions(callSites: byEnvironment)) { probe, hub in
            probe.request("/") { _ in probe.query("SELECT 1") {} }
            _ = await hub.ended("/")
        }
        #expect(log.request("/")?.ended.first?.wire.stack == 0)
        #expect(log.stacks.isEmpty)
    }

    @Test("The environment turns values off, and nothing on")
    func environment() {
        let off = Probe.test(at: "/nowhere", environment: ["PERISCOPE_VALUES": "off", "PERISCOPE_CALL_SITES": "1"])
        #expect(!off.options.queryValues && off.options.callSites)
        let asked = ["PERISCOPE_VALUES": "1", "PERISCOPE_CALL_SITES": "1"]
        let options = ProbeOptions(queryValues: false, callSites: false)
        let on = Probe.test(at: "/nowhere", options, environment: asked)
        #expect(!on.options.queryValues && !on.options.callSites)
    }

    @Test("A probe that is off takes no stack")
    func probeOff() {
        #expect(Probe(app: "shop", enabled: .never).callStack() == 0)
    }
}
