import PeriscopeHub
import PeriscopeWire
import Testing

@Suite("A viewer that comes later knows the call stacks of before", .timeLimit(.minutes(1)))
struct HubStackTests {
    private let folder = TestFolder()
    private var path: String { folder.socket }

    private func stack(_ hash: UInt64, frames: Int = 3) -> WireCallStack {
        var stack = WireCallStack()
        stack.hash = hash
        stack.frames = (0..<UInt64(frames)).map { hash &* 1000 &+ $0 }
        stack.physical = UInt32(frames)
        return stack
    }

    private func batch(_ stacks: [WireCallStack], strings: [String] = []) -> WireEnvelope.OneOf_Message {
        var batch = WireBatch()
        (batch.stacks, batch.strings) = (stacks, strings)
        return .batch(batch)
    }

    @Test("A reader is told of each stack once, in the order they came, then of those that follow")
    func relayed() async throws {
        let first = try TestViewer(path).started()
        let server = try #require(TestClient.server(path))
        #expect(await first.stacks() == [])
        server.send(batch([stack(1), stack(2)]))
        server.send(batch([stack(2), stack(3)]))
        for _ in 1...2 { #expect(await first.batch() != nil) }
        let second = try TestViewer(path).started()
        #expect(await second.stacks() == [stack(1), stack(2), stack(3)])
        server.send(batch([stack(4)]))
        #expect(await second.batch()?.batch.stacks == [stack(4)])
    }

    @Test("The newest are kept, and frames beyond the limit are cut")
    func bounded() async throws {
        let first = try TestViewer(path).started()
        let server = try #require(TestClient.server(path))
        let limit = UInt64(WireLimits.callStacks)
        server.send(batch([stack(0, frames: 100)]))
        for start in stride(from: 1, to: 3 * limit, by: 1000) {
            server.send(batch((start..<start + 1000).map { stack($0) }))
            #expect(await first.batch() != nil)
        }
        var last = stack(.max, frames: 100)
        server.send(batch([last]))
        for _ in 1...2 { #expect(await first.batch() != nil) }
        let second = try TestViewer(path).started()
        let stacks = try #require(await second.stacks())
        #expect(stacks.count == WireLimits.callStacks)
        last.frames.removeLast(100 - WireLimits.callStackFrames)
        (last.physical, last.truncated) = (UInt32(WireLimits.callStackFrames), true)
        #expect(stacks.last == last)
        #expect(stacks.dropLast().map(\.hash) == Array(stacks[0].hash..<stacks[0].hash + limit - 1))
    }

    @Test("Strings and stacks that do not fit one message follow in the next")
    func pieces() async throws {
        let first = try TestViewer(path).started()
        let server = try #require(TestClient.server(path))
        let text = String(repeating: "x", count: 6 << 20)
        server.send(batch([], strings: [text]))
        server.send(batch((1...4000).map { stack($0, frames: 64) }))
        for _ in 1...2 { #expect(await first.batch() != nil) }
        let second = try TestViewer(path).started()
        var strings = 0
        var hashes: [UInt64] = []
        while hashes.count < 4000 {
            let news: (Int, [WireCallStack])? = await second.next { event in
                switch event {
                case .appConnected(_, _, let strings, let stacks, _, _, _): (strings.count, stacks)
                case .batch(_, let batch): (batch.strings.count, batch.stacks)
                default: nil
                }
            }
            let (count, stacks) = try #require(news)
            strings += count
            hashes += stacks.map(\.hash)
        }
        #expect(strings == 1)
        #expect(hashes == Array(1...4000))
    }
}
