import PeriscopeHub
import PeriscopeWire
import Testing

@Suite("The hub takes servers in", .timeLimit(.minutes(1)))
struct HubTests {
    private let folder = TestFolder()
    private var path: String { folder.socket }

    @Test("A server's hello is answered, its news arrive in order, and its goodbye is orderly")
    func wholeLife() async throws {
        let viewer = try TestViewer(path).started()
        #expect(viewer.hub.role == .listening(path: path))
        let server = try #require(TestClient.server(path, app: "bookshop"))
        let connected = try #require(await viewer.connected())
        #expect(connected.hello.app == "bookshop")
        #expect(connected.strings == [])
        server.send(batch(1))
        server.send(.sample(WireProcessSample()))
        server.send(batch(2))
        #expect(await viewer.batch()?.batch.droppedRequests == 1)
        let isSample = await viewer.next { if case .sample(connected.app, _) = $0 { true } else { false } }
        #expect(isSample == true)
        #expect(await viewer.batch()?.batch.droppedRequests == 2)
        server.send(WireFrame.goodbye("The server stopped.", refused: false))
        let gone = try #require(await viewer.disconnected())
        #expect(gone.app == connected.app)
        #expect(gone.reason == "The server stopped.")
        #expect(gone.isOrderly)
    }

    @Test("A server that is killed is not orderly; in the middle of a message, that is said")
    func killed() async throws {
        let viewer = try TestViewer(path).started()
        let first = try #require(TestClient.server(path))
        first.send(batch(1))
        first.hangUp()
        #expect(await viewer.batch() != nil)
        let gone = try #require(await viewer.disconnected())
        #expect(!gone.isOrderly)
        #expect(gone.reason == "The server went away.")
        let second = try #require(TestClient.server(path))
        second.send([0x7f, 1, 2, 3])
        second.hangUp()
        #expect(await viewer.disconnected()?.reason.contains("in the middle of a message") == true)
    }

    @Test("A process keeps its number when it connects again; another gets another")
    func numbers() async throws {
        let viewer = try TestViewer(path).started()
        for (pid, started, number) in [(7, 1, 1), (7, 1, 1), (7, 2, 2), (8, 1, 3), (7, 1, 1)]
            as [(UInt64, Int64, UInt64)]
        {
            let server = try #require(TestClient.server(path, pid: pid, started: started))
            #expect(await viewer.connected()?.app == number)
            server.hangUp()
            #expect(await viewer.disconnected()?.app == number)
        }
        // Without a pid nobody can tell whether it is the same.
        for number in [4, 5] as [UInt64] {
            let server = try #require(TestClient.server(path, pid: 0, started: 0))
            #expect(await viewer.connected()?.app == number)
            server.hangUp()
        }
    }

    @Test("A process that connects anew takes the place of its old connection")
    func replaced() async throws {
        let viewer = try TestViewer(path).started()
        let old = try #require(TestClient.server(path))
        let number = try #require(await viewer.connected()).app
        let new = try #require(TestClient.server(path))
        #expect(await viewer.disconnected()?.app == number)
        #expect(await viewer.connected()?.app == number)
        #expect(old.receive() == nil)
        new.send(batch(9))
        #expect(await viewer.batch()?.batch.droppedRequests == 9)
    }

    @Test("Many servers at once keep their news apart")
    func many() async throws {
        let viewer = try TestViewer(path).started()
        let servers = (1...20).compactMap { TestClient.server(path, pid: $0, app: "app \($0)") }
        #expect(servers.count == 20)
        var apps: [UInt64: UInt64] = [:]
        for _ in servers {
            let connected = try #require(await viewer.connected())
            apps[connected.app] = connected.hello.pid
        }
        for (index, server) in servers.enumerated() { server.send(batch(UInt64(index + 1))) }
        for _ in servers {
            let news = try #require(await viewer.batch())
            #expect(apps[news.app] == news.batch.droppedRequests)
        }
    }

    @Test("When the viewer ends, a server is told, the socket is gone, and so is the thread")
    func stop() async throws {
        let viewer = try TestViewer(path).started()
        let server = try #require(TestClient.server(path))
        viewer.hub.stop()
        viewer.hub.stop()
        guard case .goodbye(let goodbye) = server.receive() else {
            Issue.record("no goodbye came")
            return
        }
        #expect(!goodbye.refused)
        #expect(server.receive() == nil)
        #expect(mode(of: path) == nil)
        #expect(mode(of: path + ".lock") == nil)
    }
}
