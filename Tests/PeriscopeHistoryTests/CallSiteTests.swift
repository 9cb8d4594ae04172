import PeriscopeHistory
import PeriscopeWire
import Testing

struct CallSiteTests {
    private func connected(_ feed: inout Feed, _ stacks: [WireCallStack]) -> History {
        var history = History()
        history.connect(app: feed.app, hello: feed.hello, strings: [], stacks: stacks, at: noon)
        return history
    }

    @Test("A stack is looked up at its calls, one before the return address, and at its resume addresses as they are")
    func addresses() {
        var feed = Feed()
        var history = connected(&feed, [feed.stack(9, [0x101, 0x201], async: [0x300])])
        #expect(history.takeUnnamed(limit: 10) == [BuildKey("b1"): [0x100, 0x200, 0x300]])
        #expect(history.takeUnnamed(limit: 10).isEmpty)
    }

    @Test("A named stack reads physical first, then asynchronous, inlined ones in their order; its site is the app's")
    func named() throws {
        var feed = Feed()
        var history = connected(&feed, [feed.stack(9, [0x101, 0x201], async: [0x300, 0x400])])
        _ = history.takeUnnamed(limit: 10)
        #expect(history.callStack(9, of: feed.id).isEmpty && history.callSite(9, of: feed.id) == nil)
        let before = history.namesRevision
        history.name(
            [
                0x100: [.library("Row.fetch")], 0x200: [.app("inner", line: 3), .app("outer", line: 9)],
                0x300: [.app("index")], 0x400: [],
            ], of: BuildKey("b1"))
        #expect(history.namesRevision > before)
        let frames = history.callStack(9, of: feed.id)
        #expect(frames.map(\.function) == ["Row.fetch", "inner", "outer", "index"])
        #expect(frames.map(\.isAsync) == [false, false, false, true])
        #expect(history.callSite(9, of: feed.id) == .app("inner", line: 3))
    }

    @Test("A site is not said before every name in front of it is there")
    func partly() {
        var feed = Feed()
        var history = connected(&feed, [feed.stack(9, [0x101, 0x201])])
        history.name([0x200: [.app("outer")]], of: BuildKey("b1"))
        #expect(history.callSite(9, of: feed.id) == nil)
        #expect(history.callStack(9, of: feed.id).map(\.function) == ["outer"])
        history.name([0x100: []], of: BuildKey("b1"))
        #expect(history.callSite(9, of: feed.id)?.function == "outer")
    }

    @Test("A stack without code of the app has names and no site; an unknown stack has neither")
    func libraryOnly() {
        var feed = Feed()
        var history = connected(&feed, [feed.stack(9, [0x101])])
        history.name([0x100: [.library("fetch")]], of: BuildKey("b1"))
        #expect(history.callSite(9, of: feed.id) == nil && history.callStack(9, of: feed.id).count == 1)
        #expect(history.callSite(8, of: feed.id) == nil && history.callStack(8, of: feed.id).isEmpty)
        #expect(history.callSite(0, of: feed.id) == nil && history.callSite(9, of: AppID(99)) == nil)
    }

    @Test("The newest stacks are asked for first, each address once, no more at a time than wanted")
    func order() {
        var feed = Feed()
        var history = connected(&feed, [feed.stack(1, [0x11, 0x12, 0x13]), feed.stack(2, [0x21, 0x12])])
        var batch = WireBatch()
        batch.stacks = [feed.stack(3, [0x31])]
        history.apply(batch, from: feed.app, at: noon)
        let key = BuildKey("b1")
        #expect(history.takeUnnamed(limit: 2) == [key: [0x30, 0x20]])
        #expect(history.takeUnnamed(limit: 2) == [key: [0x11, 0x10]])
        #expect(history.takeUnnamed(limit: 2) == [key: [0x12]])
        #expect(history.takeUnnamed(limit: 2).isEmpty)
    }

    @Test("A restart of the same build asks for nothing anew; another build does, and the first keeps its names")
    func restart() throws {
        var feed = Feed()
        var history = connected(&feed, [feed.stack(77, [0x101])])
        history.apply([feed.loop(1)], from: &feed)
        #expect(history.takeUnnamed(limit: 10).count == 1)
        history.name([0x100: [.app("old")]], of: BuildKey("b1"))
        history.disconnect(app: feed.app, reason: "", orderly: true, at: noon)

        var again = Feed(app: 2)
        again.pid = 2
        history.connect(app: 2, hello: again.hello, strings: [], stacks: [again.stack(77, [0x101])], at: noon)
        #expect(history.takeUnnamed(limit: 10).isEmpty)
        #expect(history.callSite(77, of: again.id)?.function == "old")

        var next = Feed(app: 3)
        next.pid = 3
        next.build = "b2"
        history.connect(app: 3, hello: next.hello, strings: [], stacks: [next.stack(77, [0x101])], at: noon)
        #expect(history.takeUnnamed(limit: 10) == [BuildKey("b2"): [0x100]])
        history.name([0x100: [.app("new")]], of: BuildKey("b2"))
        #expect(history.callSite(77, of: next.id)?.function == "new")
        let record = try #require(history.request(feed.request(1)))
        let query = try #require(record.queries.last)
        #expect(history.callSite(query.stack, of: record.id.app)?.function == "old")
        #expect(try #require(history.app(feed.id)).build == BuildKey("b1"))
    }

    @Test("Apps that say no build id never share names")
    func noBuildID() throws {
        var history = History()
        for number in 1...2 as ClosedRange<UInt64> {
            var feed = Feed(app: number)
            feed.pid = number
            feed.build = ""
            history.connect(app: number, hello: feed.hello, strings: [], stacks: [feed.stack(9, [0x11])], at: noon)
        }
        #expect(history.takeUnnamed(limit: 10).count == 2)
        history.name([0x10: [.app("one")]], of: try #require(history.app(AppID(1))).build)
        #expect(history.callSite(9, of: AppID(1))?.function == "one")
        #expect(history.callSite(9, of: AppID(2)) == nil)
    }

    @Test("Names outlive every request of their build, while there are few builds; many make room for others")
    func manyBuilds() {
        var history = History(limits: HistoryLimits(requests: 5))
        for number in 1...200 as ClosedRange<UInt64> {
            var feed = Feed(app: number)
            feed.pid = number
            feed.build = "b\(number)"
            history.connect(app: number, hello: feed.hello, strings: [], stacks: [feed.stack(9, [0x11])], at: noon)
            history.apply([feed.whole(number)], from: &feed)
            history.name([0x10: [.app("f\(number)")]], of: BuildKey("b\(number)"))
            history.disconnect(app: number, reason: "", orderly: true, at: noon)
            if number == 20 { history.clear() }
            if number == 21 { #expect(history.callSite(9, of: AppID(3))?.function == "f3") }
        }
        #expect(history.callSite(9, of: AppID(200))?.function == "f200")
        #expect(history.callSite(9, of: AppID(196))?.function == "f196")
        #expect(history.apps.count { history.callSite(9, of: $0.id) != nil } <= 64)
    }

    @Test("The first stack with a hash stays; hostile ones are cut, and trap nothing")
    func hostile() {
        var feed = Feed()
        var huge = feed.stack(5, Array(0..<64_000))
        huge.physical = .max
        var odd = feed.stack(6, [0, .max, 1 << 63], async: [0, .max])
        odd.truncated = true
        var history = connected(&feed, [huge, odd, feed.stack(5, [0x999]), feed.stack(0, [1]), feed.stack(7, [])])
        let asked = history.takeUnnamed(limit: .max)[BuildKey("b1")] ?? []
        #expect(asked.count <= 70 && !asked.contains(0x998))
        history.name(Dictionary(uniqueKeysWithValues: asked.map { ($0, [.app("f")]) }), of: BuildKey("b1"))
        #expect(history.callStack(5, of: feed.id).count == 64)
        #expect(history.callStack(6, of: feed.id).count == 5)
        #expect(history.callStack(7, of: feed.id).isEmpty && history.callStack(0, of: feed.id).isEmpty)
        history.name([1: [.app("late")]], of: BuildKey("nobody"))
        #expect(history.takeUnnamed(limit: 0).isEmpty && history.takeUnnamed(limit: -1).isEmpty)
    }

    @Test("A server that makes up stacks without end fills neither memory nor the questions")
    func flood() {
        var feed = Feed()
        var history = connected(&feed, [])
        for part in 0..<10 as Range<UInt64> {
            var batch = WireBatch()
            batch.stacks = (1...5_000).map { feed.stack(part * 5_000 + $0, [part * 20_000 + $0 * 3, $0]) }
            history.apply(batch, from: feed.app, at: noon)
        }
        var count = 0
        while true {
            let taken = history.takeUnnamed(limit: 4_000)[BuildKey("b1")] ?? []
            if taken.isEmpty { break }
            count += taken.count
        }
        #expect(count > 10_000 && count <= 65_536)
    }

    @Test(
        "A place is said from the working folder, else from Sources or Tests, else in full",
        arguments: [
            ("/home/me/shop/Sources/Shop/A.swift", "/home/me/shop", "Sources/Shop/A.swift"),
            ("/home/me/shop/Sources/Shop/A.swift", "/home/me/shop/", "Sources/Shop/A.swift"),
            ("/home/me/shopping/Sources/Shop/A.swift", "/home/me/shop", "Sources/Shop/A.swift"),
            ("/ci/Sources/x/Tests/T/A.swift", "", "Tests/T/A.swift"), ("/opt/a/main.swift", "/", "/opt/a/main.swift"),
            ("/opt/Sources", "/x", "/opt/Sources"), ("Sources/A.swift", "/x", "Sources/A.swift"),
            ("/home/me/shop/a.swift", "/home/me/shop", "a.swift"), ("/wörk/ß/a.swift", "/wörk/ß", "a.swift"),
        ])
    func place(path: String, folder: String, expected: String) {
        let frame = SourceFrame(function: "f", path: path, line: 4)
        #expect(frame.site(relativeTo: folder) == expected + ":4")
        #expect(SourceFrame(function: "f", path: path, line: 0).site(relativeTo: folder) == expected)
        #expect(SourceFrame(function: "f", path: "", line: 4).site(relativeTo: folder) == nil)
    }

    @Test("A call stack costs a packed request a few bytes a span, and reads the same")
    func packed() throws {
        var feed = Feed()
        var history = connected(&feed, [])
        var deltas: [WireRequestDelta] = []
        for id in 1...200 as ClosedRange<UInt64> {
            var delta = feed.whole(id, queries: 5)
            if id > 100 {
                for index in delta.spans.indices where delta.spans[index].hasQuery {
                    delta.spans[index].stack = 0xDEAD_BEEF_0000_0000 &+ UInt64(index)
                    delta.spans[index].query.namespace = feed.intern("/home/me/bookshop/bookshop.sqlite")
                }
            }
            deltas.append(delta)
        }
        history.apply(deltas, from: &feed)
        let plain = try #require(history.request(feed.request(60)))
        let stacked = try #require(history.request(feed.request(160)))
        let more = stacked.estimatedBytes - plain.estimatedBytes
        // Five stacks of four bytes at most, five references to one text, and that text's place.
        #expect(more <= 5 * 4 + 5 * 2 + 16)
        #expect(stacked.queries.map(\.stack) == (0..<5).map { 0xDEAD_BEEF_0000_0000 &+ $0 })
        #expect(stacked.queries.allSatisfy { $0.query?.namespace == "/home/me/bookshop/bookshop.sqlite" })
    }

    @Test("A template's text comes with its render, and is shared")
    func templateText() throws {
        var feed = Feed()
        var history = connected(&feed, [])
        let text = String(repeating: "<li>{{name}}</li>", count: 100)
        let deltas = (1...2).map { id in
            var delta = feed.whole(UInt64(id))
            delta.spans[1].render.text = feed.intern(text)
            return delta
        }
        history.apply(deltas, from: &feed)
        let record = try #require(history.request(feed.request(2)))
        #expect(record.renders.first?.render?.text == text)
        #expect(record.estimatedBytes < 3_000)
    }
}
