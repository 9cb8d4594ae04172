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

@Suite("A further viewer reads along", .timeLimit(.minutes(1)))
struct HubReaderTests {
    private let folder = TestFolder()
    private var path: String { folder.socket }

    @Test("It is told of the servers that are there, with their strings and adapters, and of all that follows")
    func relays() async throws {
        let first = try TestViewer(path).started()
        let server = try #require(TestClient.server(path, app: "bookshop"))
        var news = WireBatch()
        news.strings = ["GET", "/authors"]
        news.adapters = ["grdb"]
        server.send(.batch(news))
        #expect(await first.batch() != nil)

        let second = try TestViewer(path).started()
        #expect(second.hub.role == .reading(path: path))
        let attached = await first.next { if case .readerAttached(let count) = $0 { count } else { nil } }
        #expect(attached == 1)
        let connected = try #require(await second.connected())
        #expect(connected.hello.app == "bookshop")
        #expect(connected.hello.adapters == ["grdb"])
        #expect(connected.strings == ["GET", "/authors"])

        server.send(batch(7, strings: ["POST"]))
        for viewer in [first, second] {
            let relayed = try #require(await viewer.batch())
            #expect(relayed.batch.droppedRequests == 7)
            #expect(relayed.batch.strings == ["POST"])
        }
        let late = try #require(TestClient.server(path, pid: 2, app: "late"))
        for viewer in [first, second] { #expect(await viewer.connected()?.hello.app == "late") }
        late.send(WireFrame.goodbye("Done.", refused: false))
        for viewer in [first, second] {
            let gone = try #require(await viewer.disconnected())
            #expect(gone.isOrderly)
            #expect(gone.reason == "Done.")
        }
        second.hub.stop()
        let left = await first.next { if case .readerLeft(let count) = $0 { count } else { nil } }
        #expect(left == 0)
    }

    @Test("When the hub ends, a reader becomes the hub, and a server keeps its number with it")
    func takesOver() async throws {
        let first = try TestViewer(path).started()
        let server = try #require(TestClient.server(path, pid: 9))
        let second = try TestViewer(path).started()
        let number = try #require(await second.connected()).app
        first.hub.stop()
        #expect(await second.disconnected()?.app == number)
        #expect(await second.roleChanged() == .listening(path: path))
        #expect(second.hub.role == .listening(path: path))
        #expect(server.receiveAll().count == 1)
        let again = try #require(TestClient.server(path, pid: 9))
        #expect(await second.connected()?.app == number)
        again.send(batch(3))
        #expect(await second.batch()?.batch.droppedRequests == 3)
        #expect(mode(of: path) == 0o600)
    }

    @Test("Of several readers one becomes the hub, and the others read along with it")
    func handover() async throws {
        let first = try TestViewer(path).started()
        let readers = try (0..<4).map { _ in try TestViewer(path).started() }
        first.hub.stop()
        var roles: [HubRole] = []
        for reader in readers { roles.append(try #require(await reader.roleChanged())) }
        #expect(roles.count { $0 == .listening(path: path) } == 1)
        #expect(roles.count { $0 == .reading(path: path) } == 3)
        #expect(TestClient.server(path, app: "again") != nil)
        for reader in readers { #expect(await reader.connected()?.hello.app == "again") }
    }

    @Test("Viewers that start at once on a stale socket end as one hub and its readers", arguments: 0..<8)
    func race(round: Int) async throws {
        mkdir(folder.path + "/periscope", 0o700)
        leaveStaleSocket(path)
        let path = path
        let viewers = await withTaskGroup(of: Hub?.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    let hub = Hub(
                        path: SocketPath(path: path, origin: .option), allowedUIDs: [], inbox: HubInbox {})
                    do { try hub.start() } catch {
                        Issue.record("\(error)")
                        return nil
                    }
                    return hub
                }
            }
            return await group.reduce(into: [Hub]()) { hubs, hub in hub.map { hubs.append($0) } }
        }
        #expect(viewers.count { $0.role == .listening(path: path) } == 1)
        #expect(viewers.count { $0.role == .reading(path: path) } == 5)
        #expect(TestClient.server(path) != nil)
        for viewer in viewers { viewer.stop() }
        #expect(mode(of: path) == nil)
    }

    @Test("A reader that reads nothing is let go with a goodbye, and slows nobody")
    func slowReader() async throws {
        // Its goodbye waits for it however slow the machine is.
        let viewer = try TestViewer(path) { ($0.readerPendingBytes, $0.farewell) = (1 << 20, .seconds(60)) }.started()
        let server = try #require(TestClient.server(path))
        let reader = try #require(TestClient.reader(path))
        for number in 0..<100 as Range<UInt64> {
            server.send(batch(number, bytes: 60_000))
            #expect(await viewer.batch()?.batch.droppedRequests == number)
        }
        let events = reader.receiveAll()
        guard case .goodbye(let goodbye) = events.last else {
            Issue.record("the last of \(events.count) messages was no goodbye")
            return
        }
        #expect(!goodbye.refused)
        #expect(goodbye.reason.contains("did not keep up"))
        #expect(events.count < 100)
        server.send(batch(200))
        #expect(await viewer.batch()?.batch.droppedRequests == 200)
    }

    @Test("A reader that takes nothing for too long is let go, however little waits")
    func stalledReader() async throws {
        let viewer = try TestViewer(path) {
            ($0.readerStall, $0.farewell) = (.milliseconds(20), .milliseconds(20))
        }.started()
        let server = try #require(TestClient.server(path))
        let reader = try #require(TestClient.reader(path))
        var number: UInt64 = 0
        let left: Int? = await viewer.next { event in
            if case .readerLeft(let count) = event { return count }
            // The next news is only sent when this has come through, so the loop ends with the reader.
            number += 1
            server.send(batch(number, bytes: 60_000))
            return nil
        }
        #expect(left == 0)
        #expect(number * 60_000 < 16 << 20)
        #expect(reader.receiveAll().count < Int(number) + 2)
    }

    @Test("A viewer that takes nothing from its inbox is let go as a reader, and attaches again when it does")
    func fullReader() async throws {
        // It must not be cut off, and attach again, before all is sent, however slow the machine is.
        let first = try TestViewer(path) { ($0.readerPendingBytes, $0.farewell) = (1 << 20, .seconds(60)) }.started()
        let second = try TestViewer(path, capacity: 4).started()
        let server = try #require(TestClient.server(path))
        var left: Int?
        for number in 1...100 as ClosedRange<UInt64> {
            server.send(batch(number, bytes: 60_000))
            let event: HubEvent? = await first.next { event in
                switch event {
                case .readerLeft, .batch: event
                default: nil
                }
            }
            if case .readerLeft(let count) = event { left = count }
        }
        #expect(left == 0)
        #expect(await second.connected()?.app == 1)
        // What was on its way came, in order; then the goodbye, and the same server once more, under its number.
        #expect(await second.batch()?.batch.droppedRequests == 1)
        #expect(await second.disconnected()?.app == 1)
        #expect(await second.roleChanged() == .reading(path: path))
        #expect(await second.connected()?.app == 1)
        server.send(batch(500))
        #expect(await second.batch()?.batch.droppedRequests == 500)
    }

    @Test("A table of strings larger than a message reaches a reader whole")
    func largeTable() async throws {
        let first = try TestViewer(path).started()
        let server = try #require(TestClient.server(path))
        let halves = ["a", "b"].map { letter in (0..<45).map { "\($0)" + String(repeating: letter, count: 100_000) } }
        for half in halves {
            server.send(batch(1, strings: half))
            #expect(await first.batch() != nil)
        }
        let second = try TestViewer(path).started()
        let connected = try #require(await second.connected())
        let rest = try #require(await second.batch())
        #expect(connected.strings + rest.batch.strings == halves.flatMap(\.self))
        #expect(rest.app == connected.app)
    }

    @Test("A reader that speaks as a server does is disconnected")
    func chattyReader() async throws {
        let viewer = try TestViewer(path).started()
        let reader = try #require(TestClient.reader(path))
        reader.send(batch(1))
        #expect(await viewer.refused()?.contains("a batch") == true)
        #expect(reader.receiveAll().count == 1)
    }

    @Test("A hub that does not answer is named, with what to do")
    func silentHub() throws {
        mkdir(folder.path + "/periscope", 0o700)
        let listener = try #require(listen(at: path))
        defer { close(listener) }
        let viewer = TestViewer(path) { $0.attachTimeout = .milliseconds(100) }
        #expect(throws: HubError.silentHub(path: path, pid: getpid())) { try viewer.hub.start() }
        // It is someone else's, and stays.
        #expect(mode(of: path) != nil)
        #expect("\(HubError.silentHub(path: path, pid: 5))".contains("process 5"))
    }

    @Test("A live hub whose lock was removed is joined, not replaced")
    func lostLock() async throws {
        let first = try TestViewer(path).started()
        unlink(path + ".lock")
        let second = try TestViewer(path).started()
        #expect(second.hub.role == .reading(path: path))
        _ = first
    }

    private func leaveStaleSocket(_ path: String) {
        if let listener = listen(at: path) { close(listener) }
    }

    private func listen(at path: String) -> Int32? {
        #if canImport(Glibc)
            let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let descriptor = socket(AF_UNIX, SOCK_STREAM, 0)
        #endif
        var address = TestClient.address(path)
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) == 0 }
        }
        #if canImport(Glibc)
            return isBound && Glibc.listen(descriptor, 8) == 0 ? descriptor : nil
        #elseif canImport(Musl)
            return isBound && Musl.listen(descriptor, 8) == 0 ? descriptor : nil
        #else
            return isBound && Darwin.listen(descriptor, 8) == 0 ? descriptor : nil
        #endif
    }
}
