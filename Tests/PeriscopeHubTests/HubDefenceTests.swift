import PeriscopeHub
import PeriscopeWire
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite("What is wrong ends one connection, with a reason, and nothing else", .timeLimit(.minutes(1)))
struct HubDefenceTests {
    private let folder = TestFolder()
    private var path: String { folder.socket }

    @Test(
        "Garbage, a 1 GiB length and a batch before the hello are refused with a sentence on both sides",
        arguments: [
            [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            [0x80, 0x80, 0x80, 0x80, 0x04],
            [4, 0xff, 0xff, 0xff, 0xff],
            [2, 0x1a, 0],
        ] as [[UInt8]])
    func garbage(bytes: [UInt8]) async throws {
        let viewer = try TestViewer(path).started()
        let server = try #require(TestClient.server(path))
        let stranger = try #require(TestClient(path))
        stranger.send(bytes)
        guard case .goodbye(let goodbye) = stranger.receive() else {
            Issue.record("no goodbye came")
            return
        }
        #expect(goodbye.refused)
        #expect(stranger.receive() == nil)
        let reason = try #require(await viewer.refused())
        #expect(reason.contains("process \(getpid())"))
        #expect(reason.hasSuffix(goodbye.reason))
        server.send(batch(5))
        #expect(await viewer.batch()?.batch.droppedRequests == 5)
    }

    @Test("A server that turns to garbage is disconnected with the reason")
    func garbageFromServer() async throws {
        let viewer = try TestViewer(path).started()
        let server = try #require(TestClient.server(path))
        server.send([0x80, 0x80, 0x80, 0x80, 0x04])
        let gone = try #require(await viewer.disconnected())
        #expect(!gone.isOrderly)
        #expect(gone.reason.contains("1073741824"))
        #expect(server.receiveAll().count == 1)
    }

    @Test("Random bytes, many times over, do nothing to the server beside them")
    func randomBytes() async throws {
        let viewer = try TestViewer(path).started()
        let server = try #require(TestClient.server(path))
        for round in 0..<100 {
            let stranger = try #require(TestClient(path))
            stranger.send((0..<Int.random(in: 1...5000)).map { _ in .random(in: .min ... .max) })
            stranger.hangUp()
            server.send(batch(UInt64(round)))
            #expect(await viewer.batch()?.batch.droppedRequests == UInt64(round))
        }
    }

    @Test("Half a hello and an end is told; nothing at all and an end is not")
    func halfFrames() async throws {
        let viewer = try TestViewer(path).started()
        TestClient(path)?.hangUp()
        let stranger = try #require(TestClient(path))
        stranger.send([50, 0x0a])
        stranger.hangUp()
        #expect(await viewer.refused()?.contains("before its first message was whole") == true)
        #expect(viewer.inbox.take().isEmpty)
    }

    @Test("Another major version is refused with a sentence on both sides")
    func otherVersion() async throws {
        let viewer = try TestViewer(path).started()
        let server = try #require(TestClient(path))
        var hello = TestClient.serverHello()
        hello.protocolMajor = 2
        server.send(.hello(hello))
        guard case .goodbye(let goodbye) = server.receive() else {
            Issue.record("no goodbye came")
            return
        }
        #expect(goodbye.refused)
        #expect(goodbye.reason.contains("version 2"))
        #expect(await viewer.refused()?.contains("version 2") == true)
    }

    @Test("A connection that says nothing is closed in time, with a reason")
    func silence() async throws {
        let viewer = try TestViewer(path) { $0.helloTimeout = .milliseconds(50) }.started()
        let stranger = try #require(TestClient(path))
        #expect(await viewer.refused()?.contains("said no hello") == true)
        guard case .goodbye = stranger.receive() else {
            Issue.record("no goodbye came")
            return
        }
        #expect(stranger.receive() == nil)
    }

    @Test("200 idle connections do not keep a server from working, and each is closed with a reason")
    func idleConnections() async throws {
        let viewer = try TestViewer(path) { $0.helloTimeout = .seconds(1) }.started()
        let idle = (0..<200).compactMap { _ in TestClient(path) }
        #expect(idle.count == 200)
        var refused = 0
        let server = try #require(TestClient.server(path))
        for number in 0..<50 as Range<UInt64> {
            server.send(batch(number))
            let arrived: UInt64? = await viewer.next { event in
                if case .refused = event { refused += 1 }
                return if case .batch(_, let batch) = event { batch.droppedRequests } else { nil }
            }
            #expect(arrived == number)
        }
        while refused < idle.count {
            #expect(await viewer.refused()?.contains("said no hello") == true)
            refused += 1
        }
        server.send(batch(99))
        #expect(await viewer.batch()?.batch.droppedRequests == 99)
    }

    @Test("When all places are taken, the oldest that said nothing makes room")
    func eviction() async throws {
        let viewer = try TestViewer(path) { $0.connections = 3 }.started()
        let server = try #require(TestClient.server(path, pid: 1))
        let oldest = try #require(TestClient(path))
        let newer = try #require(TestClient(path))
        let second = try #require(TestClient.server(path, pid: 2))
        #expect(await viewer.refused()?.contains("made room") == true)
        guard case .goodbye = oldest.receive() else {
            Issue.record("the oldest was not told")
            return
        }
        newer.send(.hello(TestClient.serverHello(pid: 3)))
        guard case .hello = newer.receive() else {
            Issue.record("the newer one did not stay")
            return
        }
        // Nobody silent is left.
        let late = try #require(TestClient(path))
        guard case .goodbye(let goodbye) = late.receive() else {
            Issue.record("the last was not refused")
            return
        }
        #expect(goodbye.refused)
        for client in [server, second, newer] { #expect(client.send(batch(1))) }
        for _ in 1...3 { #expect(await viewer.batch() != nil) }
    }

    @Test("One server or reader too many is refused with a sentence")
    func limits() async throws {
        let viewer = try TestViewer(path) { ($0.servers, $0.readers) = (2, 1) }.started()
        let clients = [TestClient.server(path, pid: 1), .server(path, pid: 2), .reader(path)].compactMap(\.self)
        #expect(clients.count == 3)
        for (role, hello) in [
            (WireRole.server, TestClient.serverHello(pid: 3)), (.reader, WireFrame.hello(role: .reader)),
        ] {
            let client = try #require(TestClient(path, role: role))
            client.send(.hello(hello))
            guard case .goodbye(let goodbye) = client.receive() else {
                Issue.record("\(role) was not refused")
                continue
            }
            #expect(goodbye.refused)
            #expect(await viewer.refused()?.contains("already") == true)
        }
        // One that is there may come back.
        #expect(TestClient.server(path, pid: 2) != nil)
    }

    @Test("Another user is refused with a sentence on both sides, unless allowed")
    func otherUser() async throws {
        let stranger: @Sendable (Int32) -> PeerCredentials? = { _ in PeerCredentials(uid: 4242, pid: 17) }
        let strict = try TestViewer(path) { $0.peer = stranger }.started()
        guard case .goodbye(let goodbye) = TestClient(path)?.receive() else {
            Issue.record("no goodbye came")
            return
        }
        #expect(goodbye.refused)
        #expect(goodbye.reason.contains("4242"))
        #expect(await strict.refused()?.contains("--allow-uid 4242") == true)
        strict.hub.stop()
        let open = try TestViewer(path, allowedUIDs: [4242]) { $0.peer = stranger }.started()
        #expect(TestClient.server(path) != nil)
        #expect(await open.connected() != nil)
    }

    @Test("Root is let in by everyone, and an unknown peer by no one")
    func rootAndUnknown() async throws {
        let root = try TestViewer(path) {
            ($0.peer, $0.ownUID) = ({ _ in PeerCredentials(uid: 0, pid: 1) }, geteuid())
        }.started()
        #expect(TestClient.server(path) != nil)
        root.hub.stop()
        let blind = try TestViewer(path) { $0.peer = { _ in nil } }.started()
        #expect(TestClient.server(path) == nil)
        #expect(await blind.refused()?.contains("does not say whose") == true)
    }

    @Test("The kernel says who connects")
    func credentials() async throws {
        let seen = AsyncStream.makeStream(of: PeerCredentials?.self)
        let viewer = try TestViewer(path) {
            $0.peer = { socket in
                let peer = PeerCredentials(socket: socket)
                seen.continuation.yield(peer)
                return peer
            }
        }.started()
        _ = viewer
        #expect(TestClient.server(path) != nil)
        var iterator = seen.stream.makeAsyncIterator()
        let peer = try #require(await iterator.next(isolation: #isolation) ?? nil)
        #expect(peer == PeerCredentials(uid: geteuid(), pid: getpid()))
    }
}
