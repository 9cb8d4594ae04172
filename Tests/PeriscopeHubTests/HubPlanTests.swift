import PeriscopeHub
import PeriscopeWire
import Testing

@Suite("A plan is asked for, and one answer comes to the one who asked", .timeLimit(.minutes(1)))
struct HubPlanTests {
    private let folder = TestFolder()
    private var path: String { folder.socket }

    private func request(_ id: UInt64, sql: String = "SELECT 1", app: UInt64 = 0) -> WirePlanRequest {
        var request = WirePlanRequest()
        request.id = id
        request.system = "sqlite"
        request.namespace = "/tmp/shop.db"
        request.sql = sql
        request.app = app
        var value = WireValue()
        value.kind = .integer
        value.text = "7"
        request.values = [value]
        return request
    }

    private func answer(_ id: UInt64, _ details: [String] = ["SCAN books"]) -> WireEnvelope.OneOf_Message {
        var answer = WirePlanAnswer()
        answer.id = id
        answer.steps = details.enumerated().map { index, detail in
            var step = WirePlanStep()
            (step.id, step.detail) = (Int64(index + 1), detail)
            return step
        }
        return .planAnswer(answer)
    }

    @Test("The server gets the question whole, the asker the answer with its own number")
    func wholeWay() async throws {
        let viewer = try TestViewer(path).started()
        let server = try #require(TestClient.server(path))
        let app = try #require(await viewer.connected()).app
        #expect(viewer.hub.ask(request(77, app: 5), of: app))
        let asked = try #require(server.question())
        #expect(asked.sql == "SELECT 1")
        #expect(asked.namespace == "/tmp/shop.db")
        #expect(asked.values == request(77).values)
        #expect(asked.app == 0)
        server.send(answer(asked.id))
        let plan = try #require(await viewer.plan())
        #expect(plan.app == app)
        #expect(plan.answer.id == 77)
        #expect(plan.answer.steps.map(\.detail) == ["SCAN books"])
    }

    @Test("Questions with one number are told apart, in whatever order the answers come")
    func sameNumbers() async throws {
        let viewer = try TestViewer(path).started()
        let servers = (1...2).compactMap { TestClient.server(path, pid: $0) }
        for _ in servers { #expect(await viewer.connected() != nil) }
        #expect(viewer.hub.ask(request(1, sql: "SELECT 'a'"), of: 1))
        #expect(viewer.hub.ask(request(1, sql: "SELECT 'b'"), of: 1))
        #expect(viewer.hub.ask(request(1, sql: "SELECT 'c'"), of: 2))
        let first = try #require(servers[0].question())
        let second = try #require(servers[0].question())
        let third = try #require(servers[1].question())
        #expect(Set([first.id, second.id, third.id]).count == 3)
        // Another server cannot answer for it.
        servers[1].send(answer(first.id, ["forged"]))
        servers[1].send(answer(third.id, ["c"]))
        #expect(await viewer.plan()?.answer.steps.first?.detail == "c")
        servers[0].send(answer(second.id, ["b"]))
        #expect(await viewer.plan()?.answer.steps.first?.detail == "b")
        servers[0].send(answer(first.id, ["a"]))
        #expect(await viewer.plan()?.answer.steps.first?.detail == "a")
    }

    @Test("Whom nobody can ask is not asked: unknown, gone, of an older version, or before the start")
    func notAskable() async throws {
        let viewer = TestViewer(path)
        #expect(!viewer.hub.ask(request(1), of: 1))
        try viewer.hub.start()
        #expect(!viewer.hub.ask(request(1), of: 1))
        let old = try #require(TestClient(path))
        var hello = TestClient.serverHello(pid: 8)
        hello.protocolMinor = 0
        old.send(.hello(hello))
        let number = try #require(await viewer.connected()).app
        #expect(!viewer.hub.ask(request(1), of: number))
        let server = try #require(TestClient.server(path))
        let app = try #require(await viewer.connected()).app
        #expect(viewer.hub.ask(request(1), of: app))
        server.hangUp()
        #expect(await viewer.disconnected()?.app == app)
        #expect(!viewer.hub.ask(request(2), of: app))
        viewer.hub.stop()
        #expect(!viewer.hub.ask(request(3), of: app))
    }

    @Test("A server that goes away has answered before it is gone, with a sentence")
    func serverGone() async throws {
        let viewer = try TestViewer(path).started()
        let server = try #require(TestClient.server(path))
        let app = try #require(await viewer.connected()).app
        for id in [5, 6] as [UInt64] { #expect(viewer.hub.ask(request(id), of: app)) }
        #expect(server.question() != nil)
        #expect(server.question() != nil)
        server.hangUp()
        for id in [5, 6] as [UInt64] {
            let plan = try #require(await viewer.plan())
            #expect(plan.answer.id == id)
            #expect(plan.answer.problem.contains("went away"))
        }
        #expect(await viewer.disconnected()?.app == app)
    }

    @Test("An answer that nobody asked for is passed over, and so is a second one")
    func unasked() async throws {
        let viewer = try TestViewer(path).started()
        let server = try #require(TestClient.server(path))
        let app = try #require(await viewer.connected()).app
        for id in [0, 1, 2, .max] as [UInt64] { server.send(answer(id)) }
        #expect(viewer.hub.ask(request(9), of: app))
        let asked = try #require(server.question())
        server.send(answer(asked.id))
        server.send(answer(asked.id, ["again"]))
        server.send(batch(1))
        var plans: [WirePlanAnswer] = []
        let isBatch = await viewer.next { event in
            if case .planAnswer(_, let plan) = event { plans.append(plan) }
            return if case .batch = event { true } else { nil }
        }
        #expect(isBatch == true)
        #expect(plans.map(\.id) == [9])
        #expect(plans.first?.steps.first?.detail == "SCAN books")
    }

    @Test("A server that does not answer in time has a sentence said for it")
    func timeout() async throws {
        let viewer = try TestViewer(path) { $0.planTimeout = .milliseconds(20) }.started()
        let server = try #require(TestClient.server(path))
        let app = try #require(await viewer.connected()).app
        #expect(viewer.hub.ask(request(3), of: app))
        let plan = try #require(await viewer.plan())
        #expect(plan.answer.id == 3)
        #expect(plan.answer.problem.contains("in time"))
        let asked = try #require(server.question())
        server.send(answer(asked.id))
        server.send(batch(1))
        #expect(await viewer.batch() != nil)
    }

    @Test("More questions than a server may owe are refused with a sentence, until it answers")
    func tooMany() async throws {
        let viewer = try TestViewer(path) { $0.plans = 2 }.started()
        let server = try #require(TestClient.server(path))
        let app = try #require(await viewer.connected()).app
        for id in [1, 2, 3] as [UInt64] { #expect(viewer.hub.ask(request(id), of: app)) }
        let refused = try #require(await viewer.plan())
        #expect(refused.answer.id == 3)
        #expect(refused.answer.problem.contains("Too many"))
        let asked = try #require(server.question())
        server.send(answer(asked.id))
        #expect(await viewer.plan()?.answer.id == 1)
        #expect(viewer.hub.ask(request(4), of: app))
        #expect(server.question() != nil)
        #expect(server.question()?.sql == "SELECT 1")
    }

    @Test("A statement of a megabyte is not asked about")
    func tooLong() async throws {
        let viewer = try TestViewer(path).started()
        let server = try #require(TestClient.server(path))
        _ = server
        let app = try #require(await viewer.connected()).app
        #expect(viewer.hub.ask(request(1, sql: String(repeating: "x", count: 1 << 20)), of: app))
        #expect(await viewer.plan()?.answer.problem.contains("too long") == true)
    }

    @Test("A plan beyond the limits is cut")
    func cut() async throws {
        let viewer = try TestViewer(path).started()
        let server = try #require(TestClient.server(path))
        let app = try #require(await viewer.connected()).app
        #expect(viewer.hub.ask(request(1), of: app))
        let asked = try #require(server.question())
        server.send(answer(asked.id, Array(repeating: String(repeating: "x", count: 3000), count: 2000)))
        let plan = try #require(await viewer.plan())
        #expect(plan.answer.steps.count == WireLimits.planSteps)
        #expect(plan.answer.steps.allSatisfy { $0.detail.count == 1000 })
    }

    @Test("A reader's question goes through the hub, and the answer comes to that reader alone")
    func reader() async throws {
        let first = try TestViewer(path).started()
        let server = try #require(TestClient.server(path))
        let second = try TestViewer(path).started()
        let third = try TestViewer(path).started()
        for viewer in [first, second, third] { #expect(await viewer.connected() != nil) }
        #expect(second.hub.ask(request(42), of: 1))
        let asked = try #require(server.question())
        #expect(asked.sql == "SELECT 1")
        #expect(asked.app == 0)
        server.send(answer(asked.id))
        let plan = try #require(await second.plan())
        #expect(plan.app == 1)
        #expect(plan.answer.id == 42)
        #expect(plan.answer.steps.count == 1)
        server.send(batch(1))
        for viewer in [first, third] {
            var plans = 0
            let isBatch = await viewer.next { event in
                if case .planAnswer = event { plans += 1 }
                return if case .batch = event { true } else { nil }
            }
            #expect(isBatch == true)
            #expect(plans == 0)
        }
    }

    @Test("A reader's numbers of apps and questions may differ from the hub's")
    func numbersDiffer() async throws {
        let first = try TestViewer(path).started()
        TestClient.server(path, pid: 1)?.hangUp()
        let server = try #require(TestClient.server(path, pid: 2, app: "second"))
        for _ in 1...2 { #expect(await first.connected() != nil) }
        let second = try TestViewer(path).started()
        let app = try #require(await second.connected()).app
        #expect(app == 1)
        #expect(first.hub.ask(request(7), of: 2))
        #expect(second.hub.ask(request(7, sql: "SELECT 2"), of: app))
        for _ in 1...2 {
            let asked = try #require(server.question())
            server.send(answer(asked.id, [asked.sql]))
        }
        #expect(await first.plan()?.answer.steps.first?.detail == "SELECT 1")
        let plan = try #require(await second.plan())
        #expect(plan.app == app)
        #expect(plan.answer.id == 7)
        #expect(plan.answer.steps.first?.detail == "SELECT 2")
    }

    @Test("A reader is told when the server, or the hub, is gone before the answer")
    func readerLosesThem() async throws {
        let first = try TestViewer(path).started()
        let server = try #require(TestClient.server(path, pid: 1))
        let other = try #require(TestClient.server(path, pid: 2))
        let second = try TestViewer(path).started()
        for _ in 1...2 { #expect(await second.connected() != nil) }
        #expect(second.hub.ask(request(1), of: 1))
        #expect(second.hub.ask(request(2), of: 2))
        #expect(server.question() != nil)
        #expect(other.question() != nil)
        server.hangUp()
        let gone = try #require(await second.plan())
        #expect(gone.answer.id == 1)
        #expect(gone.answer.problem.contains("server went away"))
        #expect(await second.disconnected()?.app == 1)
        first.hub.stop()
        let lost = try #require(await second.plan())
        #expect(lost.answer.id == 2)
        #expect(lost.answer.problem.contains("viewer that passes this server on"))
        #expect(await second.disconnected()?.app == 2)
        #expect(!second.hub.ask(request(3), of: 2))
    }

    @Test("A reader that asks of nobody, of an old server, or without end, is answered with sentences")
    func hostileReader() async throws {
        let viewer = try TestViewer(path) { $0.plansOfReader = 3 }.started()
        let server = try #require(TestClient.server(path, pid: 1))
        let old = try #require(TestClient(path))
        var hello = TestClient.serverHello(pid: 2)
        hello.protocolMinor = 0
        old.send(.hello(hello))
        for _ in 1...2 { #expect(await viewer.connected() != nil) }
        let reader = try #require(TestClient.reader(path))
        reader.send(.planRequest(request(1, app: 99)))
        let unknown = try #require(reader.plan())
        #expect(unknown.app == 99)
        #expect(unknown.answer.problem.contains("not connected"))
        reader.send(.planRequest(request(2, app: 2)))
        #expect(reader.plan()?.answer.problem.contains("knows nothing of plans") == true)
        for id in 10..<110 as Range<UInt64> { reader.send(.planRequest(request(id, app: 1))) }
        for id in 13..<110 as Range<UInt64> {
            let refused = try #require(reader.plan())
            #expect(refused.answer.id == id)
            #expect(refused.answer.problem.contains("Too many"))
        }
        // The person at the hub is not kept from asking.
        #expect(viewer.hub.ask(request(5), of: 1))
        for _ in 1...4 {
            let asked = try #require(server.question())
            server.send(answer(asked.id))
        }
        #expect(await viewer.plan()?.answer.id == 5)
        for id in 10...12 as ClosedRange<UInt64> { #expect(reader.plan()?.answer.id == id) }
    }

    @Test("A reader that leaves takes its questions with it")
    func readerLeaves() async throws {
        let viewer = try TestViewer(path) { $0.plans = 1 }.started()
        let server = try #require(TestClient.server(path))
        #expect(await viewer.connected() != nil)
        let reader = try #require(TestClient.reader(path))
        reader.send(.planRequest(request(1, app: 1)))
        let asked = try #require(server.question())
        reader.hangUp()
        #expect(await viewer.next { if case .readerLeft = $0 { true } else { nil } } == true)
        server.send(answer(asked.id))
        #expect(viewer.hub.ask(request(2), of: 1))
        let ours = try #require(server.question())
        server.send(answer(ours.id))
        #expect(await viewer.plan()?.answer.id == 2)
    }

    @Test("A side that asks or answers out of its role is refused")
    func roles() async throws {
        let viewer = try TestViewer(path).started()
        let server = try #require(TestClient.server(path))
        server.send(.planRequest(request(1)))
        #expect(await viewer.disconnected()?.reason.contains("a plan request") == true)
        let reader = try #require(TestClient.reader(path))
        reader.send(answer(1))
        #expect(await viewer.refused()?.contains("a plan") == true)
    }
}
