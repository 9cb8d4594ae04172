import Periscope
import PeriscopeWire
import Testing

@Suite("From the sampler to the viewer", .timeLimit(.minutes(1)))
struct ProfilerTests {
    private func withHub(
        _ environment: [String: String] = ["PERISCOPE_PROFILE": "1"], limits: ProbeLimits = ProbeLimits(),
        _ body: (TestHub, Probe, FakeSampler) async throws -> Void
    ) async throws {
        let hub = try await TestHub.listening()
        let sampler = FakeSampler()
        let probe = Probe.test(at: hub.path, limits: limits, environment: environment, sampler: sampler)
        probe.request("/first")
        _ = await hub.ended("/first")
        try await body(hub, probe, sampler)
        await probe.shutDown()
        await hub.stop()
    }

    @Test("A request's samples are there when its end is, with their stacks")
    func request() async throws {
        try await withHub { hub, probe, sampler in
            await hub.until { $0.profiler.on }
            let recording = try #require(probe.open("/burn"))
            let id = recording.recorder.id
            sampler.take(.init(request: id, span: 7, periods: 2))
            sampler.take(.init(request: id, span: 7))
            sampler.take(.init(request: id, span: id, frames: [0x40_0010, 0x11_0001]))
            recording.recorder.finish(RequestEnding(end: probe.now(), status: 200))
            let seen = await hub.ended("/burn")
            let log = hub.log
            let samples = seen.samples.sorted { $0.node < $1.node }
            #expect(samples.map(\.count) == [3, 1])
            #expect(samples.map(\.span) == [7, id])
            #expect(samples.map { log.stack($0.node) } == [[0x1_0002, 0x1_0001], [1 << 48 | 0x10, 0x1_0001]])
            #expect(seen.samplePeriod == 4_000_000)
            #expect(log.modules == [1: "/lib/libsqlite3.so.0"])
            #expect(log.unknownPlaces == 0)
            let use = try #require(seen.end?.processUse)
            #expect(use.residentBytes > 0)
            #expect(use.overlappingRequests == 0)
            #expect(log.request("/first")?.end?.hasProcessUse == false, "it was off then")
        }
    }

    @Test("What belongs to no request, or to one that is long gone, is the outside record's")
    func outside() async throws {
        try await withHub { hub, probe, sampler in
            await hub.until { $0.profiler.on }
            sampler.take(.init())
            sampler.take(.init(request: 12_345, span: 6))
            await hub.until { $0.outside.samples.reduce(0) { $0 + $1.count } == 2 }
            #expect(hub.log.outside.samples.allSatisfy { $0.span == 0 })
            await hub.until { $0.profiler.outside == 2 }
            #expect(hub.log.profiler.samples == 2)
        }
    }

    @Test("What a request left behind and goes on after its end belongs to no request")
    func leftBehind() async throws {
        try await withHub { hub, probe, sampler in
            await hub.until { $0.profiler.on }
            let recording = try #require(probe.open("/left"))
            recording.recorder.finish(RequestEnding(end: probe.now(), status: 200))
            _ = await hub.ended("/left")
            sampler.take(.init(request: recording.recorder.id, span: 5))
            await hub.until { !$0.outside.samples.isEmpty }
            #expect(hub.log.request("/left")?.samples.isEmpty == true)
        }
    }

    @Test("A request in flight shows its samples before it ends")
    func inFlight() async throws {
        try await withHub { hub, probe, sampler in
            await hub.until { $0.profiler.on }
            let recording = try #require(probe.open("/long"))
            await hub.until { $0.request("/long") != nil }
            sampler.take(.init(request: recording.recorder.id, span: recording.span))
            await hub.until { $0.request("/long")?.samples.isEmpty == false }
            #expect(hub.log.request("/long")?.end == nil)
            recording.recorder.finish(RequestEnding(end: probe.now()))
        }
    }

    @Test("A viewer turns it on and off, and sees at once what became of it")
    func viewer() async throws {
        try await withHub([:]) { hub, probe, sampler in
            #expect(sampler.seen.starts == 0)
            hub.profile(true)
            await hub.until { $0.profiler.on }
            #expect(hub.log.profiler.periodNs == 4_000_000)
            #expect(!hub.log.profiler.byEnvironment)
            #expect(hub.log.profiler.problem.isEmpty)
            hub.profile(false)
            await hub.until { !$0.profiler.on }
            #expect(sampler.seen.stops == 1)
        }
    }

    @Test("It is off when the viewer that asked for it is gone, and the next one finds it off")
    func viewerGone() async throws {
        try await withHub([:]) { hub, probe, sampler in
            hub.profile(true)
            await hub.until { $0.profiler.on }
            hub.dropConnections()
            await hub.until { $0.hellos.count == 2 && $0.samples.last?.profiler.on == false }
            #expect(sampler.seen.stops == 1)
        }
    }

    @Test("The environment keeps it on, and another viewer is told the stacks anew")
    func reconnection() async throws {
        try await withHub { hub, probe, sampler in
            await hub.until { $0.profiler.on }
            func burn(_ path: String) async throws {
                let recording = try #require(probe.open(path))
                sampler.take(.init(request: recording.recorder.id, span: 0))
                recording.recorder.finish(RequestEnding(end: probe.now()))
                #expect(await hub.ended(path).samples.count == 1)
            }
            try await burn("/1")
            hub.dropConnections()
            await hub.until { $0.hellos.count == 2 }
            try await burn("/2")
            #expect(hub.log.unknownPlaces == 0)
            #expect(hub.log.nodes.count == 3)
            hub.profile(false)
            await hub.until { $0.samples.count > 3 }
            #expect(hub.log.profiler.on && hub.log.profiler.byEnvironment)
            #expect(sampler.seen.stops == 0)
        }
        // The last word of all that `withHub` does.
    }

    @Test("With no viewer the samples wait with their requests")
    func backlog() async throws {
        let path = TestHub.freshPath()
        let sampler = FakeSampler()
        let probe = Probe.test(at: path, environment: ["PERISCOPE_PROFILE": "1"], sampler: sampler)
        probe.request("/start")
        while sampler.seen.starts == 0 { await Task.yield() }
        let recording = try #require(probe.open("/early"))
        sampler.take(.init(request: recording.recorder.id, span: 0))
        while !sampler.seen.waiting.isEmpty { await Task.yield() }
        recording.recorder.finish(RequestEnding(end: probe.now()))
        let hub = try await TestHub.listening(at: path)
        #expect(await hub.ended("/early").samples.count == 1)
        await probe.shutDown()
        await hub.stop()
        #expect(sampler.seen.stops == 1)
    }

    @Test("The environment forbids it, and the viewer that asks is told so")
    func forbidden() async throws {
        try await withHub(["PERISCOPE_PROFILE": "0"]) { hub, probe, sampler in
            hub.profile(true)
            await hub.until { !$0.profiler.problem.isEmpty }
            #expect(hub.log.profiler.problem.contains("PERISCOPE_PROFILE=0"))
            #expect(sampler.seen.starts == 0)
        }
    }

    @Test("What the system refuses is told with what to do")
    func refused() async throws {
        try await withHub([:]) { hub, probe, sampler in
            sampler.change { $0.code = 11 }
            hub.profile(true)
            await hub.until { !$0.profiler.problem.isEmpty }
            #expect(hub.log.profiler.problem.contains("ulimit -i"))
            #expect(!hub.log.profiler.on)
            sampler.change {
                $0.code = 0
                $0.figures.refused = 2
                $0.figures.lost = 9
            }
            hub.profile(true)
            await hub.until { $0.profiler.on }
            #expect(hub.log.profiler.problem.contains("2 threads"))
            #expect(hub.log.profiler.lost == 9)
            sampler.change {
                $0.figures.refused = 0
                $0.figures.blocked = 1
            }
            await hub.until { $0.profiler.problem.contains("1 thread cannot be sampled") }
        }
    }

    @Test("Samples past the limits of a request add up all the same")
    func limits() async throws {
        var limits = ProbeLimits()
        limits.samplePlaces = 4
        try await withHub(limits: limits) { hub, probe, sampler in
            await hub.until { $0.profiler.on }
            let recording = try #require(probe.open("/many"))
            for number in 0..<100 as Range<UInt64> {
                sampler.take(.init(request: recording.recorder.id, frames: [0x11_0100 + number, 0x11_0001]))
            }
            recording.recorder.finish(RequestEnding(end: probe.now()))
            let seen = await hub.ended("/many")
            #expect(seen.samples.count <= 5)
            #expect(seen.samples.reduce(0) { $0 + $1.count } == 100)
        }
    }
}
