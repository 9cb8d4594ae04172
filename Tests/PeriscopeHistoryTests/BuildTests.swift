import PeriscopeHistory
import PeriscopeInsight
import PeriscopeSQL
import PeriscopeWire
import Testing

struct BuildTests {
    private let authors = RouteSummary.ID(method: "GET", route: "/authors")

    /// Connects a new process.
    private func start(
        _ number: UInt64, build: String, configuration: WireConfiguration = .debug, _ history: inout History
    ) -> Feed {
        var feed = Feed(app: number)
        feed.pid = number
        feed.build = build
        feed.configuration = configuration
        history.connect(app: number, hello: feed.hello, strings: [], at: noon)
        return feed
    }

    @Test("A request is held against the medians of its route in the build before")
    func request() throws {
        var history = History()
        var old = start(1, build: "b1", &history)
        for id in 1...9 as ClosedRange<UInt64> {
            history.apply([old.loop(id, rows: 50, duration: 48_000_000 + id * 100_000)], from: &old)
        }
        let first = try #require(history.request(old.request(1)))
        #expect(history.comparison(of: first) == nil, "nothing was before")
        history.disconnect(app: 1, reason: "", orderly: true, at: noon)
        var new = start(2, build: "b2", &history)
        var delta = new.whole(1, duration: 3_000_000, queries: 0)
        delta.spans.append(new.query(1_900, "SELECT * FROM book JOIN author", start: 1_100_000, end: 1_300_000))
        history.apply([delta], from: &new)
        let record = try #require(history.request(new.request(1)))
        let comparison = try #require(history.comparison(of: record))
        #expect(comparison.previousBuild == 1 && comparison.previousCount == 9)
        #expect(comparison.previousQueries == 51 && comparison.queries == 1)
        #expect(comparison.previousDuration == 48_500_000 && comparison.duration == 3_000_000)
        #expect(comparison.previousQueryDuration == 450_000 && comparison.queryDuration == 200_000)
        #expect(comparison.usual.contains(44_000_000) && !comparison.usual.contains(43_000_000))
        #expect(comparison.isNews)
        #expect(comparison.newShapes == [history.fingerprint(of: "SELECT * FROM book JOIN author")])
        #expect(
            Set(comparison.goneShapes.map(\.text))
                == Set(
                    ["SELECT * FROM book", "SELECT * FROM author WHERE id = ?"].map { history.fingerprint(of: $0).text }
                ))
        #expect(history.comparison(of: record)?.goneShapes == comparison.goneShapes, "the second time too")
    }

    @Test("Times of debug and release builds are never held against each other, nor those of two apps")
    func families() throws {
        var history = History()
        var debug = start(1, build: "b1", &history)
        history.apply([debug.whole(1)], from: &debug)
        var release = start(2, build: "b2", configuration: .release, &history)
        history.apply([release.whole(1)], from: &release)
        var other = Feed(app: 3)
        other.name = "blog"
        other.build = "b3"
        history.connect(app: 3, hello: other.hello, strings: [], at: noon)
        history.apply([other.whole(1)], from: &other)
        for record in history.requests { #expect(history.comparison(of: record) == nil) }
        #expect(history.comparison(of: authors) == nil)
    }

    @Test("The build before is the nearest in which the route ran; what cannot be compared counts for nothing")
    func nearest() throws {
        var history = History()
        for (number, build) in [(1, "b1"), (2, "b2"), (3, "b3")] as [(UInt64, String)] {
            var feed = start(number, build: build, &history)
            if number != 2 { history.apply([feed.whole(1, queries: Int(number))], from: &feed) }
            history.apply(
                [
                    feed.whole(2, queries: 90, status: 500), feed.whole(3, queries: 90, streamed: true), feed.head(4),
                    feed.whole(5, queries: 90, route: nil),
                ], from: &feed)
        }
        let record = try #require(history.request(RequestID(app: AppID(3), span: 1)))
        let comparison = try #require(history.comparison(of: record))
        #expect(comparison.previousBuild == 1 && comparison.previousQueries == 1 && comparison.previousCount == 1)
        for span in 2...5 as ClosedRange<UInt64> {
            let other = try #require(history.request(RequestID(app: AppID(3), span: span)))
            #expect(history.comparison(of: other) == nil)
        }
    }

    @Test("The same build started again is the same build, and has no build before")
    func sameBuild() throws {
        var history = History()
        var first = start(1, build: "b1", &history)
        history.apply([first.whole(1)], from: &first)
        var again = start(2, build: "b1", &history)
        history.apply([again.whole(1)], from: &again)
        #expect(history.comparison(of: try #require(history.request(again.request(1)))) == nil)
        #expect(history.buildChanges(app: again.id).isEmpty)
    }

    @Test("What the build before cost outlives eviction and clearing")
    func frozen() throws {
        var history = History(limits: HistoryLimits(requests: 5))
        var old = start(1, build: "b1", &history)
        history.apply((1...5).map { old.whole($0, queries: 7) }, from: &old)
        var new = start(2, build: "b2", &history)
        history.apply((1...9).map { new.whole($0, queries: 2) }, from: &new)
        #expect(!history.contains(old.request(5)))
        let record = try #require(history.request(new.request(9)))
        #expect(history.comparison(of: record)?.previousQueries == 7)
        history.clear()
        history.apply([new.whole(20, queries: 2)], from: &new)
        let later = try #require(history.request(new.request(20)))
        #expect(history.comparison(of: later)?.previousQueries == 7)
    }

    @Test("A time within what was usual is no news; other queries are")
    func news() throws {
        var history = History()
        var old = start(1, build: "b1", &history)
        for id in 1...20 as ClosedRange<UInt64> {
            history.apply([old.whole(id, duration: 20_000_000 + id * 500_000)], from: &old)
        }
        var new = start(2, build: "b2", &history)
        for (id, duration, isNews) in [
            (1, 25_000_000, false), (2, 22_500_000, false), (3, 27_500_000, false), (4, 60_000_000, true),
            (5, 12_000_000, true),
        ] as [(UInt64, UInt64, Bool)] {
            history.apply([new.whole(id, duration: duration)], from: &new)
            let record = try #require(history.request(new.request(id)))
            #expect(history.comparison(of: record)?.isNews == isNews, "\(duration)")
        }
        history.apply([new.whole(9, duration: 25_000_000, queries: 2)], from: &new)
        #expect(history.comparison(of: try #require(history.request(new.request(9))))?.isNews == true)
    }

    @Test("A route whose queries vary runs as many in an unchanged build, and that is no news; a loop is")
    func varying() throws {
        var history = History()
        var old = start(1, build: "b1", &history)
        history.apply((0..<32).map { old.whole($0 + 1, queries: Int(2 + $0 % 8)) }, from: &old)
        history.apply([old.whole(99, queries: 60)], from: &old)
        var new = start(2, build: "b2", &history)
        for (queries, isNews) in [(2, false), (5, false), (9, false), (1, true), (10, true), (57, true)] {
            history.apply([new.whole(UInt64(queries), queries: queries)], from: &new)
            let record = try #require(history.request(new.request(UInt64(queries))))
            let comparison = try #require(history.comparison(of: record))
            #expect(comparison.isNews == isNews && comparison.isQueryNews == isNews, "\(queries)")
            #expect(comparison.usualQueries == 2...9 && comparison.previousQueries == 6)
        }
    }

    @Test("One cold request says little of a time: only what is more than twice, and 20 ms, is news")
    func thin() throws {
        var history = History()
        var old = start(1, build: "b1", &history)
        history.apply([old.whole(1, duration: 50_000_000)], from: &old)
        var new = start(2, build: "b2", &history)
        for (id, duration, isNews) in [
            (1, 30_000_000, false), (2, 90_000_000, false), (3, 20_000_000, true), (4, 120_000_000, true),
        ] as [(UInt64, UInt64, Bool)] {
            history.apply([new.whole(id, duration: duration)], from: &new)
            let comparison = history.comparison(of: try #require(history.request(new.request(id))))
            #expect(comparison?.isNews == isNews, "\(duration)")
        }
        history.apply([new.whole(5, duration: 50_000_000, queries: 2)], from: &new)
        #expect(history.comparison(of: try #require(history.request(new.request(5))))?.isNews == true)
    }

    @Test("An older binary that is started again is what its routes are now")
    func olderAgain() throws {
        var history = History()
        var first = start(1, build: "b1", &history)
        history.apply([first.whole(1, queries: 2)], from: &first)
        var second = start(2, build: "b2", &history)
        history.apply([second.whole(1, queries: 1)], from: &second)
        var third = start(3, build: "b3", &history)
        history.apply([third.loop(1)], from: &third)
        #expect(history.nPlusOneSince(authors) == 3)
        var again = start(4, build: "b2", &history)
        history.apply([again.whole(1, queries: 1)], from: &again)
        #expect(history.nPlusOneSince(authors) == nil)
        let comparison = try #require(history.comparison(of: authors))
        #expect(comparison.previousBuild == 1 && comparison.previousQueries == 2 && comparison.queries == 1)
    }

    @Test("Two builds of one app and pid in a file are two")
    func importedBuilds() throws {
        var history = History()
        for (id, build, configuration) in [(1, "b1", "debug"), (2, "b2", "debug"), (3, "b2", "release")] {
            let line =
                #"{"id":"\#(id)","app":"a","pid":1,"build":"\#(build)","configuration":"\#(configuration)","#
                + #""method":"GET","route":"/x","status":200,"duration_ms":\#(id * 100)}"#
            history.insert(try RequestJSON.decode(line: line))
            history.insert(try RequestJSON.decode(line: line))
        }
        #expect(history.apps.count == 3 && history.requests.count == 3)
        #expect(history.apps.map(\.buildNumber) == [1, 2, 1])
        #expect(history.comparison(of: history.requests[1])?.previousBuild == 1)
    }

    @Test("Of few requests the whole range is usual, and never less than a tenth or a millisecond")
    func usual() throws {
        var history = History()
        var old = start(1, build: "b1", &history)
        history.apply([old.whole(1, duration: 5_000_000), old.whole(2, duration: 9_000_000)], from: &old)
        history.apply([old.whole(3, duration: 6_000_000)], from: &old)
        var new = start(2, build: "b2", &history)
        history.apply([new.whole(1, duration: 6_000_000)], from: &new)
        let record = try #require(history.request(new.request(1)))
        #expect(history.comparison(of: record)?.usual == 5_000_000...9_000_000)
    }

    @Test("Routes are held against the build before: medians, shapes, and the build of an N+1")
    func routes() throws {
        var history = History()
        var first = start(1, build: "b1", &history)
        history.apply([first.whole(1), first.whole(2), first.whole(3, path: "/", route: "/")], from: &first)
        #expect(history.nPlusOneSince(authors) == nil && history.comparison(of: authors) == nil)
        var second = start(2, build: "b2", &history)
        history.apply([second.loop(1)], from: &second)
        var third = start(3, build: "b3", &history)
        history.apply([third.loop(1), third.loop(2, rows: 7), third.whole(3, path: "/", route: "/")], from: &third)
        #expect(history.nPlusOneSince(authors) == 2)
        let comparison = try #require(history.comparison(of: authors))
        #expect(comparison.previousBuild == 2 && comparison.previousQueries == 6 && comparison.queries == 6)
        #expect(history.nPlusOneSince(RouteSummary.ID(method: "GET", route: "/")) == nil)
        #expect(history.nPlusOneSince(RouteSummary.ID(method: "GET", route: nil)) == nil)

        var fourth = start(4, build: "b4", &history)
        history.apply([fourth.whole(1), fourth.whole(2, path: "/", route: "/")], from: &fourth)
        #expect(history.nPlusOneSince(authors) == nil)
        #expect(
            history.comparison(of: authors)?.goneShapes.map(\.text) == [
                history.fingerprint(of: "SELECT * FROM book").text
            ])
        let changes = history.buildChanges(app: fourth.id)
        #expect(changes.map(\.route) == [authors])
        #expect(changes.first?.comparison.previousBuild == 3)
        #expect(history.buildChanges(app: AppID(99)).isEmpty)
    }

    @Test("News of a request that has ended amends what its build is said to cost")
    func amended() throws {
        var history = History()
        var old = start(1, build: "b1", &history)
        history.apply([old.whole(1)], from: &old)
        var late = WireRequestDelta()
        late.id = 1
        late.spans = old.loopSpans(1, rows: 4)
        history.apply([late], from: &old)
        #expect(history.nPlusOneSince(authors) == 1)
        var new = start(2, build: "b2", &history)
        history.apply([new.whole(1)], from: &new)
        let record = try #require(history.request(new.request(1)))
        let comparison = try #require(history.comparison(of: record))
        #expect(comparison.previousQueries == 6 && comparison.previousCount == 1)
    }

    @Test("Requests read from files are held against each other too")
    func imported() throws {
        var history = History()
        for (build, duration) in [("b1", 90), ("b2", 30)] {
            let line =
                #"{"id":"\#(duration)","app":"a","pid":\#(duration),"build":"\#(build)","method":"GET","#
                + #""route":"/x","status":200,"duration_ms":\#(duration)}"#
            history.insert(try RequestJSON.decode(line: line))
            history.insert(try RequestJSON.decode(line: line))
        }
        let record = try #require(history.requests.last)
        let comparison = try #require(history.comparison(of: record))
        #expect(comparison.previousDuration == 90_000_000 && comparison.previousCount == 1)
    }
}
