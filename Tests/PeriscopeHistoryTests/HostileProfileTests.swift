import PeriscopeHistory
import PeriscopeInsight
import PeriscopeWire
import Testing

@Suite("A server that tells nonsense of its profiler harms nobody")
struct HostileProfileTests {
    private func connected() -> (Feed, History) {
        var feed = Feed()
        var history = History.connected(&feed)
        history.apply([feed.whole(7)], from: &feed)
        return (feed, history)
    }

    @Test("Samples of nodes that were never told, or made no sense, are dropped and counted")
    func unknown() throws {
        var (feed, history) = connected()
        var batch = feed.batch([feed.samples(7, [(0, 7, 1), (2, 7, 2), (3, 7, 4), (4, 7, 8), (.max, 7, 16)])])
        // The second is its own parent, the third a child of it, the fourth of one that comes later.
        batch.profileNodes = feed.nodes([(0, 1), (2, 2), (2, 3), (9, 4), (1, 5)])
        history.apply(batch, from: feed.app, at: noon)
        history.apply([feed.samples(7, [(1, 7, 32), (5, 7, 64)])], from: &feed)
        let record = try #require(history.request(feed.request(7)))
        #expect(record.dropped == 31 && record.sampleCount == 96)
    }

    @Test("Nodes behind a gap are passed over, and those told again change nothing", arguments: [0, 3, 9, .max])
    func gaps(first: UInt32) {
        var (feed, history) = connected()
        var batch = feed.batch([])
        batch.profileNodes = feed.nodes([(0, 1)])
        history.apply(batch, from: feed.app, at: noon)
        batch.profileNodes = feed.nodes(first: first, [(0, 2), (0, 3)])
        history.apply(batch, from: feed.app, at: noon)
        history.apply([feed.samples(7, [(first, 7, 1), (2, 7, 1)])], from: &feed)
        #expect(history.request(feed.request(7))?.sampleCount == 0)
        // The first again, differently, and one more.
        batch.profileNodes = feed.nodes([(0, 99), (1, 2)])
        history.apply(batch, from: feed.app, at: noon)
        history.apply([feed.samples(7, [(1, 7, 1), (2, 7, 1)])], from: &feed)
        let profile = history.profile(of: history.order)
        #expect(profile.samples == 2 && history.takeUnnamed(limit: 9)[BuildKey("b1")]?.sorted() == [1, 2])
    }

    @Test("A tree is bounded in size: what is beyond counts for the nearest node that is kept")
    func size() throws {
        var (feed, history) = connected()
        let limit = UInt32(WireLimits.profileNodes)
        for (app, base) in [(1, 0), (2, 1 << 30)] as [(UInt64, UInt64)] {
            var other = Feed(app: app)
            other.pid = app == 1 ? feed.pid : 9
            if app == 2 { history.connect(app: 2, hello: other.hello, strings: [], at: noon) }
            var batch = other.batch([])
            batch.profileNodes = other.nodes((0..<limit + 10).map { ($0 == 0 ? 0 : 1, base + UInt64($0)) })
            history.apply(batch, from: app, at: noon)
            history.apply(
                [other.whole(8), other.samples(8, [(1, 8, 1), (limit, 8, 2), (limit + 1, 8, 4)])], from: &other)
        }
        let first = try #require(history.request(feed.request(8)))
        #expect(first.profile.count == 2 && first.dropped == 4)
        // The tree was full: all of the second's samples are the root's.
        let second = try #require(history.request(RequestID(app: AppID(2), span: 8)))
        #expect(second.profile.count == 1 && second.sampleCount == 3 && second.dropped == 4)
        #expect(history.profile(of: history.order).samples == 6)
    }

    @Test("A frame of a module that nobody told of is a frame without a name")
    func noModule() {
        var (feed, history) = connected()
        var batch = feed.batch([])
        batch.profileNodes = feed.nodes([(0, Feed.frame(0x10, module: 1)), (1, Feed.frame(0x20, module: 0xFFFF))])
        history.apply(batch, from: feed.app, at: noon)
        history.apply([feed.samples(7, [(2, 7, 3)])], from: &feed)
        #expect(history.profile(of: history.order).samples == 3)
    }

    @Test("A stack without end is cut at a depth")
    func depth() {
        var (feed, history) = connected()
        var batch = feed.batch([])
        batch.profileNodes = feed.nodes((0..<50_000).map { ($0, UInt64($0)) })
        history.apply(batch, from: feed.app, at: noon)
        history.apply([feed.samples(7, [(50_000, 7, 1), (100, 7, 1)])], from: &feed)
        let profile = history.profile(of: history.order)
        #expect(profile.samples == 2 && profile.nodes.count < 1_000)
    }

    @Test("A request holds so many places; past them samples count for what is above, and none is lost")
    func places() throws {
        var (feed, history) = connected()
        var batch = feed.batch([])
        batch.profileNodes = feed.nodes((0..<30_000).map { ($0 < 3 ? $0 : 3, UInt64($0)) })
        history.apply(batch, from: feed.app, at: noon)
        for start in stride(from: UInt32(1), to: 30_000, by: 5_000) {
            history.apply([feed.samples(7, (start..<start + 5_000).map { ($0, 7, 1) })], from: &feed)
        }
        history.apply([feed.samples(7, (1...9_000).map { (1, UInt64($0), 1) })], from: &feed)
        let record = try #require(history.request(feed.request(7)))
        #expect(record.sampleCount == 39_000 && record.dropped == 0)
        #expect(record.profile.count <= 8_193)
        #expect(record.profile.reduce(0) { $0 + $1.count } == 39_000)
        #expect(history.totals.bytes == record.estimatedBytes && record.estimatedBytes < 1 << 17)
    }

    @Test("Absurd counts and periods make large figures, not wrong ones")
    func absurd() throws {
        var (feed, history) = connected()
        var batch = feed.batch([])
        batch.profileNodes = feed.nodes([(0, 1)])
        history.apply(batch, from: feed.app, at: noon)
        for _ in 1...3 {
            history.apply([feed.samples(7, [(1, 7, .max), (9, 7, .max)], period: .max)], from: &feed)
        }
        let record = try #require(history.request(feed.request(7)))
        #expect(record.sampleCount == UInt64(UInt32.max) && record.samplePeriod == UInt64(UInt32.max))
        #expect(record.cpuTime == UInt64(UInt32.max) * UInt64(UInt32.max))
        #expect(history.profile(of: history.order).samples > 1 << 32)
        _ = history.spanTimes(of: history.order)
    }

    @Test("Lists of different lengths are as long as the shorter")
    func lengths() {
        var (feed, history) = connected()
        var batch = feed.batch([])
        batch.profileNodes = feed.nodes([(0, 1), (0, 2)])
        batch.profileNodes.parents.removeLast()
        history.apply(batch, from: feed.app, at: noon)
        history.apply([feed.samples(7, [(1, 7, 1), (2, 7, 1)])], from: &feed)
        #expect(history.request(feed.request(7))?.sampleCount == 1)
    }
}
