import PeriscopeHistory
import PeriscopeInsight
import PeriscopeWire
import Testing

struct OverviewTests {
    private let second: Int64 = 1_000_000_000

    @Test("An empty history has nothing to say")
    func empty() {
        let overview = History().overview(now: noon)
        #expect(overview.rate == 0 && overview.p50 == nil && overview.p95 == nil && overview.errors == 0)
        #expect(overview.sparkline == [UInt64?](repeating: nil, count: 20))
    }

    @Test("The rate is over the last ten seconds")
    func rate() {
        var feed = Feed()
        var history = History.connected(&feed)
        history.apply((1...30).map { feed.whole($0) }, from: &feed, at: noon)
        history.apply((31...50).map { feed.whole($0) }, from: &feed, at: noon + 5 * second)
        #expect(history.overview(now: noon + 5 * second).rate == 5)
        #expect(history.overview(now: noon + 12 * second).rate == 2)
        #expect(history.overview(now: noon + 60 * second).rate == 0)
        #expect(history.overview(now: noon - 60 * second).rate == 0)
    }

    @Test("Percentiles are over what can be compared: no streams, no lost ones, no noise")
    func percentiles() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        for id in 1...100 as ClosedRange<UInt64> {
            history.apply([feed.whole(id, duration: id * 1_000_000)], from: &feed)
        }
        history.apply([feed.whole(200, duration: 60_000_000_000, streamed: true)], from: &feed)
        history.apply([feed.whole(201, duration: 60_000_000_000, path: "/style.css", route: nil)], from: &feed)
        history.apply([feed.head(202)], from: &feed)
        history.disconnect(app: feed.app, reason: "", orderly: true, at: noon)
        let overview = history.overview(now: noon)
        let p50 = try #require(overview.p50)
        let p95 = try #require(overview.p95)
        #expect(abs(Int(p50) - 50_000_000) < 100_000)
        #expect(abs(Int(p95) - 95_000_000) < 200_000)
    }

    @Test("Only the newest thousand count")
    func newest() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        history.apply((1...1_000).map { feed.whole($0, duration: 900_000_000) }, from: &feed)
        history.apply((1_001...2_000).map { feed.whole($0, duration: 1_000_000) }, from: &feed)
        #expect(try #require(history.overview(now: noon).p95) < 1_010_000)
    }

    @Test("The sparkline is the mean of each second, the newest last")
    func sparkline() {
        var feed = Feed()
        var history = History.connected(&feed)
        history.apply([feed.whole(1, duration: 4_000_000)], from: &feed, at: noon)
        history.apply(
            [feed.whole(2, duration: 10_000_000), feed.whole(3, duration: 20_000_000)], from: &feed,
            at: noon + 3 * second)
        let line = history.overview(now: noon + 3 * second).sparkline
        #expect(line.suffix(4) == [4_000_000, nil, nil, 15_000_000])
        #expect(history.overview(now: noon + 22 * second).sparkline.first == 15_000_000)
        #expect(history.overview(now: noon + 23 * second).sparkline.allSatisfy { $0 == nil })
    }

    @Test("Errors are counted until they are cleared; noise has none")
    func errors() {
        var feed = Feed()
        var history = History.connected(&feed)
        history.apply([feed.whole(1, status: 500), feed.whole(2, status: 404)], from: &feed)
        history.apply([feed.whole(3, status: 500, path: "/favicon.ico", route: nil)], from: &feed)
        #expect(history.overview(now: noon).errors == 1)
        history.clear()
        #expect(history.overview(now: noon).errors == 0)
        #expect(history.overview(now: noon).p50 == nil)
    }

    @Test("Routes are summed by method and pattern, the greatest impact first")
    func routes() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        history.apply(
            [
                feed.whole(1, duration: 10_000_000, queries: 3),
                feed.whole(2, duration: 20_000_000, queries: 5, status: 500),
                feed.whole(3, duration: 90_000_000, queries: 0, path: "/", route: "/"),
                feed.whole(4, duration: 1_000_000, method: "POST"), feed.whole(5, path: "/nothing", route: nil),
                feed.head(6), feed.whole(7, path: "/healthz", route: "/healthz"),
            ], from: &feed)
        let routes = history.routes
        #expect(routes.map(\.route) == ["/", "/authors", nil, "/authors"])
        #expect(routes.map(\.method) == ["GET", "GET", "GET", "POST"])
        let authors = routes[1]
        #expect(authors.count == 2 && authors.errors == 1 && authors.impact == 30_000_000)
        #expect(authors.queriesPerRequest == 4 && authors.queryDurationPerRequest == 200_000)
        #expect(authors.newest == feed.request(2))
        #expect(abs(Int(authors.p99) - 20_000_000) < 50_000)
    }

    @Test("Routes follow every change, in a copy of the history too")
    func routesOfCopies() {
        var feed = Feed()
        var history = History.connected(&feed)
        history.apply([feed.whole(1)], from: &feed)
        #expect(history.routes.map(\.count) == [1])
        var copy = history
        #expect(copy.routes.map(\.count) == [1])
        history.apply([feed.whole(2), feed.whole(3)], from: &feed)
        copy.apply([feed.whole(2)], from: &feed)
        #expect(history.revision == copy.revision)
        #expect(history.routes.map(\.count) == [3])
        #expect(copy.routes.map(\.count) == [2])
    }

    @Test("Every change is a new revision")
    func revision() {
        var feed = Feed()
        var history = History()
        var seen: Set<UInt64> = [history.revision]
        history.connect(app: feed.app, hello: feed.hello, strings: [], at: noon)
        #expect(seen.insert(history.revision).inserted)
        history.apply([feed.whole(1)], from: &feed)
        #expect(seen.insert(history.revision).inserted)
        history.pin(feed.request(1), true)
        #expect(seen.insert(history.revision).inserted)
        history.apply(WireProcessSample(), from: feed.app)
        #expect(seen.insert(history.revision).inserted)
        history.disconnect(app: feed.app, reason: "", orderly: true, at: noon)
        #expect(seen.insert(history.revision).inserted)
        history.clear()
        #expect(seen.insert(history.revision).inserted)
    }

    @Test("Changes add up")
    func changes() {
        var feed = Feed()
        var history = History.connected(&feed, limits: HistoryLimits(requests: 2))
        var change = history.apply([feed.whole(1), feed.head(2)], from: &feed)
        change.merge(history.apply([feed.end(2, at: 2_000_000), feed.whole(3)], from: &feed))
        #expect(change.finished == [1, 2, 3].map { feed.request($0) })
        #expect(change.changed == Set([1, 2, 3].map { feed.request($0) }))
        #expect(change.evicted == 1 && !change.apps)
    }

    @Test(
        "What a list wants to know of a row",
        arguments: [
            (40_000_000, 0, Severity.none), (400_000_000, 0, .warn), (500_000_000, 0, .warn), (1_000_000_000, 0, .bad),
            (1_000_000, 20, .warn),
            (1_000_000, 50, .bad),
        ] as [(UInt64, Int, Severity)])
    func severity(duration: UInt64, queries: Int, expected: Severity) throws {
        var feed = Feed()
        var history = History.connected(&feed)
        history.apply([feed.whole(1, duration: duration, queries: queries)], from: &feed)
        let record = try #require(history.request(feed.request(1)))
        #expect(record.severity() == expected)
        #expect(record.elapsed(at: 0) == duration)
    }

    @Test("An open request has a running time, a lost one has none")
    func elapsed() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        history.apply([feed.head(1, start: 5 * 1_000_000_000)], from: &feed)
        let record = try #require(history.request(feed.request(1)))
        #expect(record.elapsed(at: feed.anchor + 7 * second) == 2_000_000_000)
        #expect(record.elapsed(at: feed.anchor) == 0)
        history.disconnect(app: feed.app, reason: "", orderly: false, at: noon)
        let lost = try #require(history.request(feed.request(1)))
        #expect(lost.elapsed(at: noon) == nil && lost.severity() == .warn)
    }
}
