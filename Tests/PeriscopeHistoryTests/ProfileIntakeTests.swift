import PeriscopeHistory
import PeriscopeInsight
import PeriscopeWire
import Testing

@Suite("Samples find their request and their place in the build's tree")
struct ProfileIntakeTests {
    private func sampled() -> (Feed, History) {
        var feed = Feed()
        var history = History.connected(&feed)
        let delta = feed.whole(7)
        history.apply(feed.tree([delta]), from: feed.app, at: noon)
        return (feed, history)
    }

    @Test("Samples add up by place and span, while a request is open and after its end")
    func additive() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var head = feed.head(7)
        let early = feed.samples(7, [(3, 7, 1), (3, 7_000, 2)])
        (head.samples, head.samplePeriodNs) = (early.samples, early.samplePeriodNs)
        history.apply(feed.tree([head]), from: feed.app, at: noon)
        history.apply([feed.samples(7, [(3, 7, 4)])], from: &feed)
        #expect(history.request(feed.request(7))?.profile.map(\.count) == [5, 2])
        history.apply([feed.end(7, at: 9_000_000)], from: &feed)
        let change = history.apply([feed.samples(7, [(4, 0, 1), (3, 7_000, 1)])], from: &feed)
        #expect(change.changed == [feed.request(7)] && change.finished.isEmpty)
        let record = try #require(history.request(feed.request(7)))
        #expect(record.profile.map(\.span) == [7, 7_000, 7] && record.profile.map(\.count) == [5, 3, 1])
        #expect(record.sampleCount == 9 && record.samplePeriod == Feed.period && record.cpuTime == 36_000_000)
        #expect(record.state == .finished && record.dropped == 0)
        #expect(history.totals.bytes == record.estimatedBytes)
    }

    @Test("A request that was not sampled has no CPU time, and one that is not held takes no samples")
    func none() throws {
        var (feed, history) = sampled()
        let record = try #require(history.request(feed.request(7)))
        #expect(record.cpuTime == nil && record.profile.isEmpty && record.processUse == nil)
        history.apply([feed.samples(99, [(3, 99, 1)])], from: &feed)
        #expect(history.totals.ignoredDeltas == 1 && history.totals.held == 1)
    }

    @Test("Late samples do not judge, count or finish a request again")
    func late() throws {
        var (feed, history) = sampled()
        let before = try #require(history.request(feed.request(7)))
        let routes = history.routes
        for _ in 1...3 { history.apply([feed.samples(7, [(3, 7, 1)])], from: &feed) }
        let after = try #require(history.request(feed.request(7)))
        #expect(after.revision == before.revision + 3 && after.findings == before.findings)
        #expect(history.routes.map(\.count) == routes.map(\.count))
        #expect(after.spans.count == before.spans.count && after.logs == before.logs)
    }

    @Test("Two processes of one build number their nodes each for itself, and share a tree")
    func shared() {
        var (feed, history) = sampled()
        var other = Feed(app: 2)
        other.pid = 9
        history.connect(app: 2, hello: other.hello, strings: [], at: noon)
        var batch = other.batch([other.whole(8)])
        batch.modules = [other.module(5, "/usr/lib/libz.so"), other.module(9, "/usr/lib/libsqlite3.so.0")]
        batch.profileNodes = other.nodes([
            (0, Feed.frame(0x99)), (0, Feed.frame(0x10)), (2, Feed.frame(0x20)), (3, Feed.frame(0x40, module: 9)),
        ])
        history.apply(batch, from: 2, at: noon)
        history.apply([other.samples(8, [(4, 8, 3)])], from: &other)
        history.apply([feed.samples(7, [(4, 7, 2)])], from: &feed)
        let nodes = [feed.request(7), other.request(8)].map { history.request($0)?.profile.first?.node }
        #expect(nodes[0] != nil && nodes[0] == nodes[1])
        history.nameTree()
        let profile = history.profile(of: [feed.request(7), other.request(8)])
        #expect(profile.samples == 5)
        #expect(profile.functions.contains { $0.name == "sqlite3_step" && $0.module == "libsqlite3.so.0" })
        #expect(profile.nodes.last?.own == 5 && profile.nodes.count == 4)
    }

    @Test("Another build is another tree, though the numbers are the same")
    func builds() {
        var (feed, history) = sampled()
        history.apply([feed.samples(7, [(3, 7, 2)])], from: &feed)
        var other = Feed(app: 2)
        (other.pid, other.build) = (9, "b2")
        history.connect(app: 2, hello: other.hello, strings: [], at: noon)
        let delta = other.whole(8)
        history.apply(other.tree([delta]), from: 2, at: noon)
        history.apply([other.samples(8, [(3, 8, 5)])], from: &other)
        history.nameTree()
        #expect(history.profile(of: [feed.request(7)]).functions.contains { $0.name == "burn" })
        #expect(!history.profile(of: [other.request(8)]).functions.contains { $0.name == "burn" })
        #expect(history.profile(of: history.order).samples == 7)
    }

    @Test("A connection that comes back tells its nodes again, and they are the same")
    func reconnect() throws {
        var (feed, history) = sampled()
        history.apply([feed.samples(7, [(3, 7, 2)])], from: &feed)
        history.disconnect(app: 1, reason: "", orderly: false, at: noon)
        feed.forgetStrings()
        history.connect(app: 1, hello: feed.hello, strings: [], at: noon)
        history.apply([feed.samples(7, [(3, 7, 1)])], from: &feed)
        #expect(history.request(feed.request(7))?.dropped == 1)
        let nodes = feed.nodes([(0, Feed.frame(0x10)), (1, Feed.frame(0x20)), (2, Feed.frame(0x30))])
        history.connect(app: 1, hello: feed.hello, strings: [], profileNodes: nodes, at: noon)
        history.apply([feed.samples(7, [(3, 7, 1)])], from: &feed)
        let record = try #require(history.request(feed.request(7)))
        #expect(record.profile.map(\.count) == [3] && record.sampleCount == 3)
    }

    @Test("What belongs to no request is the app's")
    func outside() throws {
        var (feed, history) = sampled()
        let change = history.apply([feed.samples(0, [(3, 0, 2), (99, 0, 4)])], from: &feed)
        #expect(change.apps)
        let outside = try #require(history.app(feed.id)).outside
        #expect(outside.sampleCount == 2 && outside.cpuTime == 8_000_000 && outside.dropped == 4)
        history.nameTree()
        #expect(history.outsideProfile(of: feed.id).samples == 2)
        #expect(history.outsideProfile(of: feed.id).functions.contains { $0.name == "burn" })
        #expect(history.outsideProfile(of: AppID(99)).samples == 0)
        #expect(history.profile(of: history.order).samples == 0)
    }

    @Test("The process's figures come with the end, and its profiler's state with a sample")
    func state() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var delta = feed.whole(7)
        delta.end.processUse.cpuNs = 5
        delta.end.processUse.residentBytes = 1 << 40
        delta.end.processUse.residentGrowthBytes = -3
        delta.end.processUse.overlappingRequests = 2
        history.apply([delta], from: &feed)
        let use = ProcessUseRecord(
            cpu: 5, residentBytes: 1 << 40, residentGrowthBytes: -3, overlappingRequests: 2)
        #expect(history.request(feed.request(7))?.processUse == use)
        history.apply([feed.samples(7, [(1, 7, 1)])], from: &feed)
        #expect(history.request(feed.request(7))?.processUse == use)

        history.apply(WireProcessSample(), from: feed.app)
        #expect(history.app(feed.id)?.profiler == nil)
        var sample = WireProcessSample()
        sample.profiler.on = true
        sample.profiler.periodNs = Feed.period
        sample.profiler.problem = String(repeating: "x", count: 5_000)
        (sample.profiler.samples, sample.profiler.lost, sample.profiler.outside) = (1, 2, 3)
        (sample.profiler.handlerNs, sample.profiler.sortingNs, sample.profiler.threads) = (4, 5, 6)
        history.apply(sample, from: feed.app)
        let profiler = try #require(history.app(feed.id)?.profiler)
        #expect(profiler.isOn && !profiler.isByEnvironment && profiler.period == Feed.period)
        #expect([profiler.samples, profiler.lost, profiler.outside] == [1, 2, 3])
        #expect(profiler.handlerTime == 4 && profiler.sortingTime == 5 && profiler.threads == 6)
        #expect(profiler.problem.count == 1_000)
    }

    @Test("Samples cost what they take, and a request without any costs a byte")
    func cost() throws {
        var (feed, history) = sampled()
        let plain = try #require(history.request(feed.request(7)))
        var samples: [(node: UInt32, span: UInt64, count: UInt32)] = []
        for number in 0..<20 as Range<UInt32> {
            let span = 7_000 + UInt64(number % 3)
            samples.append((node: number % 4 + 1, span: span, count: 1))
        }
        history.apply([feed.samples(7, samples)], from: &feed)
        let record = try #require(history.request(feed.request(7)))
        #expect(record.sampleCount == 20 && record.profile.count == 12)
        #expect((1..<100).contains(record.estimatedBytes - plain.estimatedBytes))
    }

    @Test("A sampled request that is evicted takes its samples along")
    func eviction() {
        var feed = Feed()
        var history = History.connected(&feed, limits: HistoryLimits(requests: 5))
        history.apply(feed.tree(), from: feed.app, at: noon)
        for id in 1...20 as ClosedRange<UInt64> {
            history.apply([feed.whole(id)], from: &feed)
            history.apply([feed.samples(id, [(3, id, 2)])], from: &feed)
        }
        #expect(history.profile(of: (1...20).map { feed.request($0) }).samples == 10)
        #expect(history.totals.bytes == history.requests.reduce(0) { $0 + $1.estimatedBytes })
        history.clear()
        #expect(history.profile(of: history.order).samples == 0 && history.totals.bytes == 0)
    }
}
