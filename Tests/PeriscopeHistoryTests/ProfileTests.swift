import PeriscopeHistory
import PeriscopeInsight
import PeriscopeWire
import Testing

@Suite("Samples become functions with names")
struct ProfileTests {
    /// A request with samples: 3 in `burn`, of which 2 in a query, 1 in SQLite.
    private func sampled() -> (Feed, History) {
        var feed = Feed()
        var history = History.connected(&feed)
        let deltas = [feed.whole(7), feed.samples(7, [(3, 7_000, 1), (3, 7_010, 2), (4, 7_010, 1)])]
        history.apply(feed.tree(deltas), from: feed.app, at: noon)
        return (feed, history)
    }

    private func node(_ name: String, _ profile: CPUProfile) -> CPUProfile.Node? {
        profile.nodes.first { $0.function >= 0 && profile.functions[$0.function].name == name }
    }

    @Test("A tree of functions, inlined ones below those they are compiled into, with whose code each is")
    func functions() throws {
        var (feed, history) = sampled()
        history.nameTree()
        _ = feed
        let profile = history.profile(of: [feed.request(7)])
        #expect(profile.samples == 4 && profile.period == Feed.period)
        #expect(profile.nodes.count == 6)
        let main = try #require(node("main", profile))
        let burn = try #require(node("burn", profile))
        let spin = try #require(node("spin", profile))
        #expect((main.total, main.own) == (4, 0) && (burn.total, burn.own) == (3, 0))
        #expect((spin.total, spin.own, spin.line) == (3, 3, 31))
        #expect(profile.nodes[spin.parent].function == burn.function)
        let origins = Dictionary(profile.functions.map { ($0.name, $0.origin) }) { first, _ in first }
        #expect(origins == ["main": .runtime, "index": .app, "burn": .app, "spin": .app, "sqlite3_step": .library])
    }

    @Test("What has no name yet is there without one, and gets it later")
    func unnamed() {
        var (feed, history) = sampled()
        let before = history.profile(of: [feed.request(7)])
        #expect(before.samples == 4 && before.functions.allSatisfy { $0.name.isEmpty })
        #expect(before.functions.contains { $0.module == "libsqlite3.so.0" })
        history.nameTree()
        #expect(history.profile(of: [feed.request(7)]).functions.allSatisfy { !$0.name.isEmpty })
        #expect(history.namesRevision == 2)
    }

    @Test("A span is it and what is inside it; the request's own id is all")
    func spans() {
        var (feed, history) = sampled()
        history.apply([feed.samples(7, [(3, 12_345, 10)])], from: &feed)
        func samples(_ span: UInt64) -> UInt64 { history.profile(of: [feed.request(7)], span: span).samples }
        #expect(samples(7_000) == 4 && samples(7_010) == 3 && samples(7_005) == 0)
        #expect(samples(7) == 14 && samples(12_345) == 10 && samples(99) == 0)
    }

    @Test("Spans that are each other's parents are in no other", .timeLimit(.minutes(1)))
    func ring() {
        var feed = Feed()
        var history = History.connected(&feed)
        var delta = feed.whole(7)
        delta.spans = [
            feed.span(1, .internal, parent: 2, start: 1_000_001, end: 1_000_002),
            feed.span(2, .internal, parent: 1, start: 1_000_001, end: 1_000_002),
            feed.span(3, .internal, parent: 3, start: 1_000_001, end: 1_000_002),
            feed.span(4, .internal, parent: 1, start: 1_000_001, end: 1_000_002),
        ]
        history.apply(
            feed.tree([delta, feed.samples(7, [(3, 1, 1), (3, 2, 2), (3, 3, 4), (3, 4, 8)])]), from: feed.app,
            at: noon)
        func samples(_ span: UInt64) -> UInt64 { history.profile(of: [feed.request(7)], span: span).samples }
        #expect(samples(1) == 11 && samples(3) == 4 && samples(4) == 8 && samples(7) == 15)
    }

    @Test("Requests sampled at different periods: samples and time are both true")
    func periods() {
        var (feed, history) = sampled()
        history.apply([feed.whole(8), feed.samples(8, [(3, 8, 12)], period: 1_000_000)], from: &feed)
        let profile = history.profile(of: [feed.request(7), feed.request(8)])
        #expect(profile.samples == 16 && profile.period * 16 == 28_000_000)
    }

    @Test("An answer is kept until the request, its samples or names change")
    func memo() {
        var (feed, history) = sampled()
        let copy = history
        #expect(history.profile(of: [feed.request(7)]).samples == 4)
        history.apply([feed.samples(7, [(4, 7, 1)])], from: &feed)
        #expect(history.profile(of: [feed.request(7)]).samples == 5)
        #expect(copy.profile(of: [feed.request(7)]).samples == 4)
        #expect(history.profile(of: [feed.request(7)], span: 7_010).samples == 3)
        for id in 20...40 as ClosedRange<UInt64> { #expect(history.profile(of: [feed.request(id)]).samples == 0) }
        #expect(history.profile(of: [feed.request(7), feed.request(7)]).samples == 10)
    }

    @Test("Frames that are missing are said to be, and an await is marked")
    func special() {
        var (feed, history) = sampled()
        var batch = feed.batch([feed.samples(7, [(6, 7, 1), (7, 7, 1)])])
        batch.profileNodes = feed.nodes(
            first: 5, [(0, .max), (5, Feed.frame(0x20, isAsync: true)), (6, Feed.frame(0x40, module: 77))])
        history.apply(batch, from: feed.app, at: noon)
        history.nameTree()
        let profile = history.profile(of: [feed.request(7)])
        #expect(profile.functions.contains { $0.name == "[frames are missing]" && $0.origin == .runtime })
        #expect(profile.nodes.contains { $0.isAsync && profile.functions[$0.function].name == "index" })
        #expect(profile.functions.contains { $0.module == "?" && $0.origin == .runtime })
        #expect(!history.takeUnnamed(limit: 99).values.joined().contains((1 << 47) - 1))
    }

    @Test("Spans have their counts and times beside their samples, the request itself among them")
    func spanTimes() throws {
        let (feed, history) = sampled()
        let times = history.spanTimes(of: [feed.request(7), feed.request(99)])
        let server = try #require(times.first { $0.kind == .server })
        #expect((server.name, server.calls, server.wall) == ("GET /authors", 1, 10_000_000))
        #expect(server.samples == 4 && server.cpu == 16_000_000 && server.ownSamples == 0)
        let query = try #require(times.first { $0.kind == .query })
        #expect((query.calls, query.wall, query.samples) == (1, 50_000, 3))
        #expect(times.first { $0.kind == .handler }?.ownSamples == 1)
    }

    @Test("Open requests count up to the last news")
    func openSpanTimes() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var head = feed.head(7, start: 0)
        head.spans = [feed.span(8, .handler, "x", parent: 7, start: 1_000, end: nil)]
        history.apply([head], from: &feed, at: noon + 5_000)
        let times = history.spanTimes(of: history.order)
        #expect(times.first { $0.kind == .server }?.wall == 5_000)
        #expect(times.first { $0.kind == .handler }?.wall == 4_000)
    }

    @Test("Calls are counted by the app's function that opened a span")
    func calls() {
        var feed = Feed()
        var history = History.connected(&feed)
        var delta = feed.whole(7)
        for id in 1...3 as ClosedRange<UInt64> {
            var span = feed.span(id, .internal, "sum", parent: 7_000, start: 1_500_000, end: 1_600_000)
            span.stack = 77
            delta.spans.append(span)
        }
        for place in delta.spans.indices where delta.spans[place].kind == .query { delta.spans[place].stack = 77 }
        var batch = feed.batch([delta])
        batch.stacks = [feed.stack(77, [0x21])]
        history.apply(batch, from: feed.app, at: noon)
        #expect(history.callCounts(of: history.order).isEmpty)
        history.nameTree()
        let frame = SourceFrame.app("index", line: 20)
        let function = ProfileFunction(name: frame.function, path: frame.path, module: "", origin: .app)
        #expect(history.callCounts(of: history.order) == [function: 3])
    }

    @Test("Queries are told apart by their shape, however alike their spans are called; renders by their template")
    func timedNames() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        let long = "SELECT " + (0..<400).map { "column_\($0)" }.joined(separator: ", ") + " FROM author"
        var delta = feed.head(7)
        delta.spans = [
            feed.query(1, "SELECT * FROM book WHERE id = 1", values: [], parent: 7, start: 1_100_000, end: 1_200_000),
            feed.query(2, "SELECT * FROM book WHERE id = 2", values: [], parent: 7, start: 1_300_000, end: 1_400_000),
            feed.query(3, "SELECT * FROM author", values: [], parent: 7, start: 1_500_000, end: 1_600_000),
            feed.query(4, long, values: [], parent: 7, start: 1_700_000, end: 1_800_000),
            feed.query(5, "", values: [], parent: 7, start: 1_900_000, end: 2_000_000),
            feed.render(6, "authors", parent: 7, start: 2_100_000, end: 2_200_000),
        ]
        let deltas = [delta, feed.samples(7, [(1, 1, 2), (1, 2, 3), (1, 3, 4)])]
        history.apply(feed.tree(deltas), from: feed.app, at: noon)
        let times = history.spanTimes(of: history.order)
        let queries = times.filter { $0.kind == .query }
        let book = try #require(queries.first { $0.name == "SELECT * FROM book WHERE id = ?" })
        #expect((book.calls, book.wall, book.samples, book.cpu) == (2, 200_000, 5, 20_000_000))
        #expect(queries.first { $0.name == "SELECT * FROM author" }?.samples == 4)
        #expect(queries.contains { $0.name == "SELECT" })
        #expect(queries.map(\.name.count).max() == 1_000)
        #expect(times.filter { $0.kind == .render }.map(\.name) == ["authors"])
        let spans = try #require(history.request(feed.request(7))).spans
        #expect(Set(spans.map { history.timedName(of: $0) }) == Set(times.filter { $0.kind != .server }.map(\.name)))
        #expect(history.timedName(of: spans[0]) == book.name)
    }
}
