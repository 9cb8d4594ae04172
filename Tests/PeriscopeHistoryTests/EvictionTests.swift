import PeriscopeHistory
import PeriscopeWire
import Testing
import WireTesting

struct EvictionTests {
    private func filled(_ count: UInt64, limit: Int) -> (Feed, History) {
        var feed = Feed()
        var history = History.connected(&feed, limits: HistoryLimits(requests: limit))
        for id in 1...count { history.apply([feed.whole(id)], from: &feed) }
        return (feed, history)
    }

    @Test("The oldest goes first, and is counted")
    func oldest() {
        let (feed, history) = filled(15, limit: 10)
        #expect(history.order.map(\.span) == Array(6...15))
        #expect(history.request(feed.request(5)) == nil)
        #expect(history.totals.evicted == 5 && history.totals.held == 10 && history.totals.received == 15)
        #expect(history.app(feed.id)?.requestCount == 15)
    }

    @Test("A marked request survives, in its place, and is not counted against the limit")
    func pinned() {
        var (feed, history) = filled(10, limit: 10)
        history.pin(feed.request(3), true)
        history.pin(feed.request(3), true)
        for id in 11...30 { history.apply([feed.whole(UInt64(id))], from: &feed) }
        #expect(history.order.map(\.span) == [3] + Array(21...30))
        #expect(history.position(of: feed.request(3)) == 0)
        #expect(history.next(after: feed.request(3)) == feed.request(21))
        #expect(history.previous(before: feed.request(21)) == feed.request(3))
        #expect(history.isPinned(feed.request(3)) && history.totals.pinned == 1)

        history.pin(feed.request(3), false)
        #expect(history.order.map(\.span) == Array(21...30))
    }

    @Test("A request in flight survives ten thousand others, and ends as it should")
    func open() throws {
        var feed = Feed()
        var history = History.connected(&feed, limits: HistoryLimits(requests: 10))
        history.apply([feed.head(500)], from: &feed)
        for id in 1...50 { history.apply([feed.whole(UInt64(id))], from: &feed) }
        #expect(history.order.first == feed.request(500))
        #expect(history.totals.held == 10 && history.totals.open == 1)
        let change = history.apply([feed.end(500, at: 9_000_000)], from: &feed)
        #expect(change.finished == [feed.request(500)])
        #expect(history.request(feed.request(500))?.state == .finished)
        history.apply([feed.whole(51)], from: &feed)
        #expect(!history.contains(feed.request(500)))
        #expect(history.order.map(\.span) == Array(42...51))
    }

    @Test("A server that only ever begins requests does not outgrow the limit")
    func onlyOpen() {
        var feed = Feed()
        var history = History.connected(&feed, limits: HistoryLimits(requests: 10))
        for id in 1...200 { history.apply([feed.head(UInt64(id))], from: &feed) }
        #expect(history.totals.held == 10)
        #expect(history.order.last == feed.request(200))
    }

    @Test("Bytes are a limit too")
    func bytes() {
        var feed = Feed()
        var history = History.connected(&feed, limits: HistoryLimits(requests: 10_000, bytes: 1 << 20))
        for id in 1...100 {
            var delta = feed.whole(UInt64(id))
            delta.end.responseBody.text = String(repeating: "x", count: 60_000)
            history.apply([delta], from: &feed)
        }
        #expect(history.totals.bytes <= 1 << 20)
        #expect((10...20).contains(history.totals.held))
        #expect(history.order.last == feed.request(100))
    }

    @Test("The bytes come down to nothing when everything is cleared")
    func bytesOfNothing() {
        var (feed, history) = filled(40, limit: 30)
        #expect(history.totals.bytes > 0)
        history.apply([feed.head(99)], from: &feed)
        history.pin(feed.request(35), true)
        let change = history.clear()
        #expect(change.evicted == 28)
        #expect(history.order.map(\.span) == [35, 99])
        history.pin(feed.request(35), false)
        history.apply([feed.end(99, at: 2_000_000)], from: &feed)
        history.clear()
        #expect(history.order.isEmpty)
        #expect(history.totals.bytes == 0 && history.totals.open == 0 && history.totals.noise == 0)
        history.apply([feed.whole(1)], from: &feed)
        #expect(history.order.map(\.span) == [1])
    }

    @Test("One request cannot hold spans without end")
    func hugeRequest() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        history.apply([feed.head(7)], from: &feed)
        var delta = WireRequestDelta()
        delta.id = 7
        for id in 1...12_500 { delta.spans.append(feed.span(UInt64(id) + 100, .internal, start: UInt64(id), end: nil)) }
        history.apply([delta], from: &feed)
        let record = try #require(history.request(feed.request(7)))
        #expect(record.spans.count == 12_000)
        #expect(record.dropped == 500)
    }

    @Test("A batch larger than the limit leaves the newest")
    func largeBatch() {
        var feed = Feed()
        var history = History.connected(&feed, limits: HistoryLimits(requests: 10))
        let change = history.apply((1...100).map { feed.whole($0) }, from: &feed)
        #expect(change.finished.count == 100 && change.evicted == 90)
        #expect(history.order.map(\.span) == Array(91...100))
    }

    @Test("Random pins, ends and evictions keep order, index and figures together", arguments: 1...8)
    func random(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var feed = Feed()
        var history = History.connected(&feed, limits: HistoryLimits(requests: 12))
        for id in 1...400 as ClosedRange<UInt64> {
            let isWhole = Bool.random(using: &generator)
            history.apply([isWhole ? feed.whole(id) : feed.head(id)], from: &feed)
            let other = UInt64.random(in: 1...id, using: &generator)
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: history.pin(feed.request(other), true)
            case 1, 2: history.pin(feed.request(other), false)
            case 3, 4: history.apply([feed.end(other, at: 5_000_000)], from: &feed)
            default: if id.isMultiple(of: 97) { history.clear() }
            }
            check(history)
        }
    }

    private func check(_ history: History) {
        let records = Array(history.requests)
        #expect(history.totals.held == records.count)
        #expect(history.totals.open == records.count { $0.isOpen })
        #expect(history.totals.bytes == records.reduce(0) { $0 + $1.estimatedBytes })
        #expect(records.count - history.pinned.count <= 12)
        #expect(zip(records, records.dropFirst()).allSatisfy { $0.sequence < $1.sequence })
        #expect(records.enumerated().allSatisfy { history.position(of: $1.id) == $0 })
        #expect(history.pinned.allSatisfy { history.contains($0) })
    }
}
