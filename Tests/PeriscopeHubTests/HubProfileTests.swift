import PeriscopeHub
import PeriscopeWire
import Testing

@Suite("Profilers are turned on and off, and what they saw is known to those who come later", .timeLimit(.minutes(1)))
struct HubProfileTests {
    private let folder = TestFolder()
    private var path: String { folder.socket }

    private func module(_ number: UInt32, _ path: String) -> WireModule {
        var module = WireModule()
        (module.number, module.path) = (number, path)
        return module
    }

    private func wish(_ isOn: Bool, of app: UInt64) -> WireEnvelope.OneOf_Message {
        var request = WireProfileRequest()
        (request.on, request.app) = (isOn, app)
        return .profileRequest(request)
    }

    private func told(
        _ first: UInt32, _ frames: [UInt64], modules: [WireModule] = []
    ) -> WireEnvelope.OneOf_Message {
        var batch = WireBatch()
        batch.modules = modules
        batch.profileNodes.first = first
        batch.profileNodes.parents = frames.map { _ in 0 }
        batch.profileNodes.frames = frames
        return .batch(batch)
    }

    /// What a server that has not read is told up to the question that came last: the last wish, and how many came.
    ///
    /// The wish that waited for others to be taken may come behind the question.
    private func wishes(_ server: TestClient, until isOn: Bool) -> (last: Bool?, count: Int) {
        var last: Bool?
        var count = 0
        while let event = server.receive() {
            if case .planRequest = event { break }
            if case .profileRequest(let request) = event { (last, count) = (request.on, count + 1) }
        }
        guard last != isOn, let late = server.profileRequest() else { return (last, count) }
        return (late.on, count + 1)
    }

    @Test("The server is told, in order, and the app's number in it means nothing")
    func wholeWay() async throws {
        let viewer = try TestViewer(path).started()
        let server = try #require(TestClient.server(path))
        let app = try #require(await viewer.connected()).app
        for isOn in [true, false, true] {
            #expect(viewer.hub.profile(isOn, of: app))
            let request = try #require(server.profileRequest())
            #expect(request.on == isOn && request.app == 0)
        }
    }

    @Test("Who has no profiler is not asked: unknown, gone, of an older version, or before the start")
    func notAskable() async throws {
        let viewer = TestViewer(path)
        #expect(!viewer.hub.profile(true, of: 1))
        try viewer.hub.start()
        #expect(!viewer.hub.profile(true, of: 1))
        let old = try #require(TestClient(path))
        var hello = TestClient.serverHello(pid: 8)
        hello.protocolMinor = 1
        old.send(.hello(hello))
        let number = try #require(await viewer.connected()).app
        #expect(!viewer.hub.profile(true, of: number))
        let server = try #require(TestClient.server(path))
        let app = try #require(await viewer.connected()).app
        #expect(viewer.hub.profile(true, of: app))
        server.hangUp()
        #expect(await viewer.disconnected()?.app == app)
        #expect(!viewer.hub.profile(false, of: app))
        viewer.hub.stop()
        #expect(!viewer.hub.profile(true, of: app))
    }

    @Test("A server that does not read is not filled with requests; the last word reaches it")
    func flood() async throws {
        let viewer = try TestViewer(path).started()
        let server = try #require(TestClient.server(path))
        let app = try #require(await viewer.connected()).app
        for turn in 0..<100_000 { _ = viewer.hub.profile(turn % 2 == 0, of: app) }
        #expect(viewer.hub.profile(false, of: app))
        server.send(batch(1))
        #expect(await viewer.batch() != nil)
        #expect(viewer.hub.ask(WirePlanRequest(), of: app))
        let (last, count) = wishes(server, until: false)
        #expect(last == false)
        // As many as a socket's buffer holds, which is some hundred, and the last one.
        #expect(count < 1_000)
    }

    @Test("A reader's wish goes through the hub, whatever number it has for the app")
    func reader() async throws {
        let first = try TestViewer(path).started()
        TestClient.server(path, pid: 1)?.hangUp()
        let server = try #require(TestClient.server(path, pid: 2, app: "second"))
        for _ in 1...2 { #expect(await first.connected() != nil) }
        let second = try TestViewer(path).started()
        let app = try #require(await second.connected()).app
        #expect(app == 1)
        #expect(second.hub.profile(true, of: app))
        let request = try #require(server.profileRequest())
        #expect(request.on && request.app == 0)
        #expect(!second.hub.profile(true, of: 2))
        server.hangUp()
        #expect(await second.disconnected()?.app == app)
        #expect(!second.hub.profile(true, of: app))
    }

    @Test("What only a reader had on goes off when it leaves")
    func readerLeaves() async throws {
        let viewer = try TestViewer(path).started()
        let servers = try (1...3).map { try #require(TestClient.server(path, pid: $0)) }
        for _ in servers { #expect(await viewer.connected() != nil) }
        let reader = try #require(TestClient.reader(path))
        for app in 1...2 as ClosedRange<UInt64> {
            reader.send(wish(true, of: app))
            #expect(servers[Int(app) - 1].profileRequest()?.on == true)
        }
        // The first is wanted here too.
        #expect(viewer.hub.profile(true, of: 1))
        #expect(servers[0].profileRequest()?.on == true)
        reader.hangUp()
        #expect(servers[1].profileRequest()?.on == false)
        #expect(viewer.hub.ask(WirePlanRequest(), of: 1))
        guard case .planRequest = servers[0].receive() else {
            Issue.record("The first server was told more than it should")
            return
        }
    }

    @Test("Off is off, whoever had it on, and then a reader that leaves says nothing more")
    func off() async throws {
        let viewer = try TestViewer(path).started()
        let server = try #require(TestClient.server(path))
        #expect(await viewer.connected() != nil)
        let reader = try #require(TestClient.reader(path))
        reader.send(wish(true, of: 1))
        #expect(server.profileRequest()?.on == true)
        #expect(viewer.hub.profile(false, of: 1))
        #expect(server.profileRequest()?.on == false)
        reader.hangUp()
        #expect(await viewer.next { if case .readerLeft = $0 { true } else { nil } } == true)
        #expect(viewer.hub.ask(WirePlanRequest(), of: 1))
        guard case .planRequest = server.receive() else {
            Issue.record("The server was told more than it should")
            return
        }
    }

    @Test("A reader that asks of nobody, of an old server, or without end, harms nobody")
    func hostileReader() async throws {
        let viewer = try TestViewer(path).started()
        let old = try #require(TestClient(path))
        var hello = TestClient.serverHello(pid: 2)
        hello.protocolMinor = 1
        old.send(.hello(hello))
        #expect(await viewer.connected() != nil)
        let server = try #require(TestClient.server(path, pid: 3))
        let app = try #require(await viewer.connected()).app
        let reader = try #require(TestClient.reader(path))
        for turn in 0..<20_000 {
            let number = [0, 1, app, 99, .max][turn % 5]
            reader.send(wish(turn % 2 == 0, of: number))
        }
        reader.send(wish(true, of: app))
        var question = WirePlanRequest()
        question.app = app
        reader.send(.planRequest(question))
        let (last, count) = wishes(server, until: true)
        #expect(last == true)
        #expect(count <= 4_001)
        _ = old
    }

    @Test("A server that asks is refused")
    func roles() async throws {
        let viewer = try TestViewer(path).started()
        let server = try #require(TestClient.server(path))
        server.send(.profileRequest(WireProfileRequest()))
        #expect(await viewer.disconnected()?.reason.contains("a profile request") == true)
    }

    @Test("A reader is told of each module and node once, in order, then of those that follow")
    func relayed() async throws {
        let first = try TestViewer(path).started()
        let server = try #require(TestClient.server(path))
        #expect(await first.sampled()?.nodes == WireProfileNodes())
        server.send(told(1, [10, 20], modules: [module(1, "/a.so")]))
        // Some of them again, one new, a gap, and a list that is shorter than the other.
        server.send(told(2, [99, 30], modules: [module(1, "/b.so"), module(2, "/c.so")]))
        server.send(told(9, [90]))
        server.send(told(0, [90]))
        for _ in 1...4 { #expect(await first.batch() != nil) }
        let second = try TestViewer(path).started()
        let known = try #require(await second.sampled())
        #expect(known.modules.map(\.path) == ["/a.so", "/c.so"])
        #expect(known.nodes.first == 1 && known.nodes.frames == [10, 20, 30] && known.nodes.parents == [0, 0, 0])
        server.send(told(4, [40]))
        #expect(await second.batch()?.batch.profileNodes.frames == [40])
    }

    @Test("What is kept is bounded, and what does not fit one message follows in the next")
    func bounded() async throws {
        let first = try TestViewer(path).started()
        let server = try #require(TestClient.server(path))
        let limit = WireLimits.profileNodes
        server.send(batch(1, strings: [String(repeating: "x", count: 6 << 20)]))
        for start in stride(from: 0, to: limit + 1_000, by: 30_000) {
            server.send(told(UInt32(start + 1), (0..<30_000).map { UInt64(start + $0) << 40 }))
        }
        server.send(told(0, [], modules: (1...2_000).map { module($0, "/\($0)") }))
        server.send(told(0, [], modules: [module(5_000, String(repeating: "/x", count: 4_000))]))
        for _ in 0..<(3 + (limit + 1_000 + 29_999) / 30_000) { #expect(await first.batch() != nil) }
        let second = try TestViewer(path).started()
        var modules: [WireModule] = []
        var nodes: [UInt64] = []
        while nodes.count < limit || modules.count < WireLimits.modules {
            let news: ([WireModule], WireProfileNodes)? = await second.next { event in
                switch event {
                case .appConnected(_, _, _, _, let modules, let nodes, _): (modules, nodes)
                case .batch(_, let batch): (batch.modules, batch.profileNodes)
                default: nil
                }
            }
            let (newModules, newNodes) = try #require(news)
            modules += newModules
            if !newNodes.frames.isEmpty { #expect(Int(newNodes.first) == nodes.count + 1) }
            nodes += newNodes.frames
        }
        #expect(nodes.count == limit && nodes.last == UInt64(limit - 1) << 40)
        #expect(modules.map(\.number) == Array(1...UInt32(WireLimits.modules)))
    }
}
