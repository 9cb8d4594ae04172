import PeriscopeHistory
import PeriscopeInsight
import PeriscopeWire
import Testing
import WireTesting

struct AssemblyTests {
    @Test("A whole request in one delta is there with everything it said")
    func whole() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        let change = history.apply([feed.whole(7, queries: 5)], from: &feed)
        #expect(change.finished == [feed.request(7)])
        #expect(change.changed == [feed.request(7)])
        let record = try #require(history.request(feed.request(7)))
        #expect(record.state == .finished)
        #expect(record.status == 200)
        #expect(record.method == "GET" && record.path == "/authors" && record.route == "/authors")
        #expect(record.traceID == "0102030405060708090a0b0c0d0e0f10")
        #expect(record.duration == 10_000_000)
        #expect(record.startedAt == feed.anchor + 1_000_000)
        #expect(record.requestHeaders.map(\.key) == ["host", "user-agent", "accept"])
        #expect(record.responseHeaders.last?.value == "Thu, 01 Jan 2026 00:00:00 GMT")
        #expect(record.responseBody == BodyRecord(bytes: 5_120, text: nil))
        #expect(record.requestBody == nil)
        #expect(record.queryCount == 5 && record.queryDuration == 250_000 && record.slowestQueryDuration == 50_000)
        #expect(record.renderCount == 1 && record.renderDuration == 1_000_000)
        #expect(record.spans.map(\.kind) == [.handler, .query, .query, .query, .query, .query, .render])
        #expect(record.queries.map { $0.query?.values.map(\.text) } == [["0"], ["1"], ["2"], ["3"], ["4"]])
        #expect(record.logs.map(\.message) == ["listed authors"])
        #expect(record.logs.first?.line == 42)
    }

    @Test("A request that comes piece by piece is the same as one that comes whole")
    func pieces() throws {
        var feed = Feed()
        var whole = History.connected(&feed)
        let delta = feed.whole(7, queries: 3)
        let strings = feed.batch([])
        whole.apply(strings, from: feed.app, at: noon)
        whole.apply([delta], from: &feed)

        var pieces = History.connected(&feed)
        pieces.apply(strings, from: feed.app, at: noon)
        var head = WireRequestDelta()
        head.id = 7
        head.head = delta.head
        pieces.apply([head], from: &feed)
        #expect(pieces.request(feed.request(7))?.state == .open)
        for span in delta.spans.reversed() {
            var piece = WireRequestDelta()
            piece.id = 7
            piece.spans = [span]
            pieces.apply([piece], from: &feed)
        }
        var rest = WireRequestDelta()
        rest.id = 7
        rest.logs = delta.logs
        rest.route = delta.route
        rest.end = delta.end
        let change = pieces.apply([rest], from: &feed)
        #expect(change.finished == [feed.request(7)])
        let left = try #require(whole.request(feed.request(7)))
        let right = try #require(pieces.request(feed.request(7)))
        #expect(RequestJSON.encode(left, app: whole.apps[0]) == RequestJSON.encode(right, app: pieces.apps[0]))
    }

    @Test("News of a request whose beginning never came is ignored, and counted")
    func missingHead() {
        var feed = Feed()
        var history = History.connected(&feed)
        let change = history.apply([feed.end(9, at: 5)], from: &feed)
        #expect(change.isEmpty)
        #expect(history.order.isEmpty)
        #expect(history.totals.ignoredDeltas == 1)
    }

    @Test("A span sent open is replaced by itself when it ends")
    func openSpan() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var delta = feed.head(7)
        delta.spans = [feed.query(71, start: 2_000_000, end: nil)]
        history.apply([delta], from: &feed)
        var record = try #require(history.request(feed.request(7)))
        #expect(record.queryCount == 1 && record.queryDuration == 0)
        #expect(record.spans.map(\.end) == [nil])

        var news = WireRequestDelta()
        news.id = 7
        news.spans = [feed.query(71, start: 2_000_000, end: 2_500_000)]
        history.apply([news], from: &feed)
        record = try #require(history.request(feed.request(7)))
        #expect(record.queryCount == 1 && record.queryDuration == 500_000)
        #expect(record.spans.map(\.end) == [2_500_000])
    }

    @Test("Spans stand in order of their start, however they arrive")
    func order() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var generator = SeededGenerator(seed: 1)
        var delta = feed.head(7)
        for id in (1...300).map({ UInt64($0) }).shuffled(using: &generator) {
            delta.spans.append(feed.span(id + 100, .internal, "work", parent: 7, start: 1_000 * (id / 2), end: 400_000))
        }
        history.apply([delta], from: &feed)
        let record = try #require(history.request(feed.request(7)))
        #expect(record.spans.count == 300)
        #expect(zip(record.spans, record.spans.dropFirst()).allSatisfy { $0.start <= $1.start })
        #expect(Set(record.spans.map(\.id)).count == 300)
    }

    @Test("A span that is sent again with another start moves, past the first 64 too", arguments: [3, 200])
    func moved(count: UInt64) throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var delta = feed.head(7)
        for id in 1...count { delta.spans.append(feed.span(id + 100, .internal, start: id * 10, end: nil)) }
        delta.spans.append(feed.span(101, .client, start: count * 10 + 5, end: count * 10 + 9))
        history.apply([delta], from: &feed)
        let record = try #require(history.request(feed.request(7)))
        #expect(record.spans.count == Int(count))
        #expect(record.spans.last?.id == 101)
        #expect(record.callCount == 1)
    }

    @Test("Housekeeping is listed, not counted")
    func housekeeping() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var delta = feed.head(7)
        delta.spans = [
            feed.query(1, "BEGIN", values: [], start: 10, end: 20, isHousekeeping: true),
            feed.query(2, start: 20, end: 50),
        ]
        history.apply([delta], from: &feed)
        let record = try #require(history.request(feed.request(7)))
        #expect(record.queryCount == 1 && record.queryDuration == 30)
        #expect(record.queries.count == 2)
    }

    @Test("Queries that were only counted are in the count and the time, as often as they are said")
    func counted() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var delta = feed.head(7)
        delta.spans = [feed.query(1, start: 10, end: 20)]
        delta.countedQueries = 40
        delta.countedQueriesNs = 4_000
        history.apply([delta], from: &feed)
        var news = WireRequestDelta()
        news.id = 7
        news.countedQueries = 100
        news.countedQueriesNs = 9_000
        news.dropped = 3
        history.apply([news, news], from: &feed)
        let record = try #require(history.request(feed.request(7)))
        #expect(record.queryCount == 101 && record.queryDuration == 9_010)
        #expect(record.countedQueries == 100 && record.countedQueriesDuration == 9_000)
        #expect(record.dropped == 3)
    }

    @Test(
        "The time of renders is that of the outer ones, in whatever order they come",
        arguments: [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]])
    func nesting(order: [Int]) throws {
        var feed = Feed()
        var history = History.connected(&feed)
        // The page, a span of the app's inside it, a partial inside that, and a second page.
        let spans = [
            feed.render(1, "layout", parent: 7, start: 100, end: 1_100),
            feed.span(2, .internal, "helper", parent: 1, start: 200, end: 900),
            feed.render(3, "partial", parent: 2, start: 300, end: 800),
            feed.render(4, "mail", parent: 7, start: 2_000, end: 2_010),
        ]
        history.apply([feed.head(7)], from: &feed)
        for position in order {
            var delta = WireRequestDelta()
            delta.id = 7
            delta.spans = [spans[position]]
            history.apply([delta], from: &feed)
        }
        let record = try #require(history.request(feed.request(7)))
        #expect(record.renderCount == 3)
        #expect(record.renderDuration == 1_010)
        #expect(record.slowestRenderDuration == 1_000)
    }

    @Test("Renders that are each other's parents do not hang it")
    func ring() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var delta = feed.head(7)
        delta.spans = [
            feed.render(1, "a", parent: 2, start: 10, end: 20), feed.render(2, "b", parent: 1, start: 11, end: 21),
            feed.render(3, "c", parent: 3, start: 12, end: 22),
        ]
        history.apply([delta], from: &feed)
        #expect(history.request(feed.request(7))?.renderCount == 3)
    }

    @Test("Lines stand in order of time, and warnings are counted")
    func logs() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var delta = feed.head(7)
        delta.logs = [
            feed.log("third", at: 30, level: .error), feed.log("first", at: 10),
            feed.log("second", at: 20, level: .warning),
            feed.log("second too", at: 20, level: .critical),
        ]
        history.apply([delta], from: &feed)
        let record = try #require(history.request(feed.request(7)))
        #expect(record.logs.map(\.message) == ["first", "second", "second too", "third"])
        #expect(record.warningCount == 3)
    }

    @Test("A thrown error makes a request failed, with status 500 if none was said")
    func failed() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var delta = feed.head(7)
        delta.end.endNs = 5_000_000
        delta.end.failure.type = "ShopError"
        delta.end.failure.message = "no such author"
        let change = history.apply([delta], from: &feed)
        let record = try #require(history.request(feed.request(7)))
        #expect(change.finished == [feed.request(7)])
        #expect(record.state == .failed && record.status == 500 && record.isError)
        #expect(record.failure == FailureRecord(type: "ShopError", message: "no such author"))
        #expect(history.totals.errors == 1)
    }

    @Test("A 404 is finished and no error; a 503 is finished and one", arguments: [(404, false), (503, true)])
    func statuses(status: UInt32, isError: Bool) throws {
        var feed = Feed()
        var history = History.connected(&feed)
        history.apply([feed.whole(7, status: status, route: nil)], from: &feed)
        let record = try #require(history.request(feed.request(7)))
        #expect(record.state == .finished && record.isError == isError && record.route == nil)
    }

    @Test("News after the end is taken in, and is no second end")
    func late() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        history.apply([feed.whole(7, queries: 2)], from: &feed)
        var news = feed.end(7, at: 11_000_000)
        news.spans = [feed.query(99, start: 9_000_000, end: 9_100_000)]
        news.logs = [feed.log("late", at: 9_500_000)]
        let change = history.apply([news], from: &feed)
        #expect(change.finished.isEmpty && change.changed == [feed.request(7)])
        let record = try #require(history.request(feed.request(7)))
        #expect(record.queryCount == 3 && record.logs.last?.message == "late")
    }

    @Test("A stream is marked while it runs, and is not judged by its time")
    func streaming() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var delta = feed.head(7)
        delta.streaming = true
        history.apply([delta], from: &feed)
        #expect(history.request(feed.request(7))?.isStreamed == true)
        history.apply([feed.end(7, at: 9_000_000_000)], from: &feed)
        let record = try #require(history.request(feed.request(7)))
        #expect(record.isStreamed && !record.isTimed && record.slowness() == .none)
        #expect(history.overview(now: noon).p50 == nil)
    }

    @Test("A masked value says so even if the probe sent only its hash")
    func masks() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var delta = feed.head(7)
        var cookie = feed.header("cookie", "session=[redacted]; theme=dark")
        cookie.mask = 5
        var secret = feed.header("authorization", "")
        secret.mask = 6
        delta.head.headers = [cookie, secret]
        history.apply([delta], from: &feed)
        let record = try #require(history.request(feed.request(7)))
        #expect(record.requestHeaders.map(\.value) == ["session=[redacted]; theme=dark", "[redacted]"])
        #expect(record.requestHeaders.map(\.mask) == [5, 6])
    }

    @Test("A number that no string was sent for is a question mark, not a trap")
    func unknownStrings() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var delta = feed.head(7)
        delta.head.method = 4_000_000_000
        history.apply([delta], from: &feed)
        #expect(history.request(feed.request(7))?.method == "?")
    }

    @Test("An unknown connection's batch changes nothing")
    func unknownConnection() {
        var feed = Feed()
        var history = History.connected(&feed)
        let batch = feed.batch([feed.whole(7)])
        #expect(history.apply(batch, from: 99, at: noon).isEmpty)
        #expect(history.order.isEmpty)
    }
}
