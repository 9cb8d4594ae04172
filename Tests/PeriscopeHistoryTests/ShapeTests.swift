import PeriscopeHistory
import PeriscopeInsight
import PeriscopeSQL
import PeriscopeWire
import Testing

struct ShapeTests {
    @Test("Alike queries of all requests are summed: counts, times, the worst, requests, routes, N+1s")
    func sums() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var odd = feed.whole(3, queries: 0, path: "/odd", route: "/odd")
        odd.spans += [
            feed.query(3_900, "select * from AUTHOR  where id = 12", values: [], start: 2_000_000, end: 9_000_000),
            feed.query(3_901, "BEGIN", values: [], start: 2_000_000, end: 90_000_000, isHousekeeping: true),
        ]
        odd.spans[odd.spans.count - 2].stack = 5
        history.apply(
            [feed.loop(1), feed.loop(2, rows: 1), odd, feed.whole(4, path: "/a.css", route: nil)], from: &feed)
        let shapes = history.shapes
        let authors = try #require(shapes.first)
        #expect(shapes.count == 3, "AUTHOR is another identifier than author")
        #expect(authors.fingerprint == history.fingerprint(of: "SELECT * FROM AUTHOR WHERE id = ?"))
        #expect(authors.count == 1 && authors.worst == 7_000_000 && authors.worstSpan == 3_900 && authors.stack == 5)
        #expect(authors.worstRequest == feed.request(3) && authors.app == feed.id && authors.routes == ["GET /odd"])
        let loops = try #require(
            shapes.first { $0.fingerprint == history.fingerprint(of: "SELECT * FROM author WHERE id = 1") })
        #expect(loops.count == 6 && loops.duration == 48_000 && loops.requests == 2 && loops.nPlusOnes == 1)
        #expect(loops.routes == ["GET /authors"] && loops.id == loops.fingerprint.hash)
    }

    @Test("Shapes follow every change: news, eviction, clearing, other judgement, in copies too")
    func follow() throws {
        var feed = Feed()
        var history = History.connected(&feed, limits: HistoryLimits(requests: 3))
        history.apply([feed.loop(1)], from: &feed)
        func count(_ history: History) -> Int {
            history.shapes.first { $0.fingerprint.text.contains("author") }?.count ?? 0
        }
        #expect(count(history) == 5)
        var copy = history
        history.apply([feed.loop(2, rows: 3), feed.head(3)], from: &feed)
        copy.apply([feed.loop(2, rows: 9)], from: &feed)
        #expect(count(history) == 8 && count(copy) == 14)
        var news = WireRequestDelta()
        news.id = 3
        news.spans = feed.loopQueries(3, 0..<2)
        history.apply([news], from: &feed)
        #expect(count(history) == 10)
        history.judge(thresholds: .standard, ignored: [.init(kind: .nPlusOne)])
        #expect(history.shapes.allSatisfy { $0.nPlusOnes == 0 })
        history.apply([feed.loop(4, rows: 1)], from: &feed)
        #expect(count(history) == 6)
        history.clear()
        #expect(count(history) == 2, "the open one stays")
    }

    @Test("Ten thousand shapes in one request, or in as many, are summed too")
    func many() {
        var feed = Feed()
        var history = History.connected(&feed)
        var delta = feed.whole(1, queries: 0)
        for number in 0..<3_000 as Range<UInt64> {
            delta.spans.append(feed.query(5_000 + number, "SELECT c\(number) FROM t", start: number, end: number + 2))
        }
        history.apply([delta], from: &feed)
        #expect(history.shapes.count == 3_000)
        #expect(history.shapes.allSatisfy { $0.count == 1 && $0.duration == 2 })
    }

    @Test("A shape that a thousand routes run names the first 512 of them, the dearest first")
    func routes() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        history.apply(
            (1...1_000).map { feed.whole($0, queries: $0 == 300 ? 40 : 1, path: "/\($0)", route: "/\($0)") },
            from: &feed)
        let shape = try #require(history.shapes.first)
        #expect(shape.requests == 1_000 && shape.count == 1_039)
        #expect(shape.routes.count == 512 && shape.routes.first == "GET /300" && Set(shape.routes).count == 512)
    }
}
