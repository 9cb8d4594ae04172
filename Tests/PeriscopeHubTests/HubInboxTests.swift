import PeriscopeHub
import PeriscopeWire
import Synchronization
import Testing

@Suite("The inbox is bounded, and loses no request", .timeLimit(.minutes(1)))
struct HubInboxTests {
    private let folder = TestFolder()
    private var path: String { folder.socket }

    @Test("A full inbox stops the sender; once taken from, everything arrives in order")
    func backpressure() async throws {
        let viewer = try TestViewer(path, capacity: 8).started()
        let server = try #require(TestClient.server(path))
        var bytes: [UInt8] = []
        for number in 0..<20_000 as Range<UInt64> {
            var envelope = WireEnvelope()
            envelope.message = batch(number, bytes: 1000)
            try WireFrame.append(envelope, to: &bytes)
        }
        // Nobody takes: the socket's own buffer and what was read already is all that goes out.
        var sent = 0
        var quiet = 0
        while quiet < 20 {
            let count = server.sendWithoutWaiting(Array(bytes[sent...].prefix(1 << 20)))
            sent += count
            quiet = count == 0 ? quiet + 1 : 0
            if count == 0 { try await Task.sleep(for: .milliseconds(5)) }
        }
        #expect(sent < 4 << 20)
        let rest = Array(bytes[sent...])
        let sending = Task.detached { [server = Sending(server)] in server.value.send(rest) }
        for number in 0..<20_000 as Range<UInt64> {
            guard await viewer.batch()?.batch.droppedRequests == number else {
                Issue.record("batch \(number) did not come")
                return
            }
        }
        #expect(await sending.value)
        #expect(viewer.inbox.droppedEvents == 0)
    }

    @Test("It wakes once between two takes, and again for what a limited take left behind")
    func wakes() async throws {
        let counter = Counter()
        let inbox = HubInbox { counter.count() }
        let hub = Hub(path: SocketPath(path: path, origin: .option), allowedUIDs: [], inbox: inbox)
        try hub.start()
        defer { hub.stop() }
        let server = try #require(TestClient.server(path))
        for number in 0..<100 as Range<UInt64> { server.send(batch(number)) }
        server.send(WireFrame.goodbye("", refused: false))
        // Its end of the connection closes after everything before was taken in.
        #expect(server.receive() == nil)
        #expect(counter.value == 1)
        #expect(inbox.take(atMost: 2).count == 2)
        #expect(counter.value == 2)
        #expect(inbox.take(bytes: 1).count == 1)
        #expect(counter.value == 3)
        #expect(inbox.take().count == 99)
        #expect(counter.value == 3)
        #expect(inbox.take().isEmpty)
    }

    @Test("Where there is no room, samples and notices are dropped and counted, nothing else")
    func droppable() async throws {
        let viewer = try TestViewer(path, capacity: 2).started()
        let server = try #require(TestClient.server(path))
        var bytes: [UInt8] = []
        for number in 0..<10 as Range<UInt64> {
            for message in [batch(number), .sample(WireProcessSample())] {
                var envelope = WireEnvelope()
                envelope.message = message
                try WireFrame.append(envelope, to: &bytes)
            }
        }
        bytes += WireFrame.goodbye("", refused: false)
        server.send(bytes)
        #expect(server.receive() == nil)
        for number in 0..<10 as Range<UInt64> { #expect(await viewer.batch()?.batch.droppedRequests == number) }
        #expect(await viewer.disconnected()?.isOrderly == true)
        #expect(viewer.inbox.droppedEvents > 0)
        #expect(viewer.inbox.droppedEvents <= 10)
    }
}

/// How often the inbox woke its loop.
private final class Counter: Sendable {
    private let number = Atomic(0)

    var value: Int { number.load(ordering: .acquiring) }

    func count() { number.add(1, ordering: .releasing) }
}

/// Hands a client to the one task that uses it from then on.
private struct Sending: @unchecked Sendable {
    let value: TestClient

    init(_ value: TestClient) { self.value = value }
}
