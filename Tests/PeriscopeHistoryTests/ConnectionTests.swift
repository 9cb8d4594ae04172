import PeriscopeHistory
import PeriscopeWire
import Testing

struct ConnectionTests {
    @Test("A hello makes an app with what it said")
    func hello() throws {
        var feed = Feed()
        var hello = feed.hello
        var version = WireAttribute()
        version.keyText = "swift"
        version.value = "6.3"
        hello.versions = [version]
        var history = History()
        let change = history.connect(app: feed.app, hello: hello, strings: [], at: noon)
        #expect(change.apps)
        let app = try #require(history.app(feed.id))
        #expect(app.name == "bookshop" && app.pid == 4_242 && app.configuration == .debug)
        #expect(app.versions == [AttributeRecord(key: "swift", value: "6.3")])
        #expect(app.connection == .connected && app.connectedAt == noon && app.buildNumber == 1)
        #expect(app.outside.kind == .outside)
        #expect(history.apps.count == 1)
        feed.name = "x"
    }

    @Test(
        "Requests in flight are lost when the server goes, orderly or not, in order of arrival",
        arguments: [true, false])
    func lost(orderly: Bool) throws {
        var feed = Feed()
        var history = History.connected(&feed)
        history.apply([feed.head(3), feed.whole(4), feed.head(9), feed.head(2)], from: &feed)
        let change = history.disconnect(app: feed.app, reason: "gone", orderly: orderly, at: noon + 1)
        #expect(change.finished == [3, 9, 2].map { feed.request($0) })
        #expect(change.apps)
        let record = try #require(history.request(feed.request(9)))
        #expect(record.state == .lost && record.duration == nil && record.status == nil)
        #expect(history.request(feed.request(4))?.state == .finished)
        #expect(history.totals.open == 0)
        let app = try #require(history.app(feed.id))
        #expect(app.connection == (orderly ? .ended(reason: "gone") : .lost(reason: "gone")))
        #expect(app.disconnectedAt == noon + 1)
        #expect(history.disconnect(app: feed.app, reason: "again", orderly: true, at: noon).isEmpty)
    }

    @Test("An app that comes back gets a request back as open when it sends its head again, and nothing twice")
    func reconnect() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var begun = feed.head(7)
        begun.spans = [feed.query(71, start: 2_000_000, end: 2_100_000), feed.query(72, start: 2_200_000, end: nil)]
        begun.logs = [feed.log("before", at: 2_050_000)]
        history.apply([begun, feed.head(8)], from: &feed)
        history.disconnect(app: feed.app, reason: "broke", orderly: false, at: noon)
        feed.forgetStrings()
        history.connect(app: feed.app, hello: feed.hello, strings: [], at: noon + 1)
        #expect(history.apps.count == 1 && history.apps[0].reconnects == 1)
        #expect(history.apps[0].connection == .connected && history.apps[0].disconnectedAt == nil)

        var again = feed.head(7)
        again.spans = [
            feed.query(71, start: 2_000_000, end: 2_100_000), feed.query(72, start: 2_200_000, end: 2_400_000),
        ]
        again.logs = [feed.log("before", at: 2_050_000), feed.log("after", at: 2_300_000)]
        history.apply([again], from: &feed)
        var record = try #require(history.request(feed.request(7)))
        #expect(record.state == .open)
        #expect(record.queryCount == 2 && record.queryDuration == 300_000)
        #expect(record.logs.map(\.message) == ["before", "after"])
        #expect(history.request(feed.request(8))?.state == .lost)
        #expect(history.totals.open == 1)

        let change = history.apply([feed.end(7, at: 9_000_000)], from: &feed)
        #expect(change.finished == [feed.request(7)])
        record = try #require(history.request(feed.request(7)))
        #expect(record.state == .finished && record.duration == 8_000_000)
        #expect(history.totals.received == 2)
    }

    @Test("Back once more and gone again, it is lost again")
    func lostTwice() {
        var feed = Feed()
        var history = History.connected(&feed)
        history.apply([feed.head(7)], from: &feed)
        history.disconnect(app: feed.app, reason: "broke", orderly: false, at: noon)
        history.connect(app: feed.app, hello: feed.hello, strings: [], at: noon)
        feed.forgetStrings()
        history.apply([feed.head(7)], from: &feed)
        let change = history.disconnect(app: feed.app, reason: "broke", orderly: false, at: noon)
        #expect(change.finished == [feed.request(7)])
    }

    @Test("A new process of the same app is another app, and the old history stays")
    func restart() {
        var feed = Feed()
        var history = History.connected(&feed)
        history.apply([feed.whole(7)], from: &feed)
        history.disconnect(app: feed.app, reason: "gone", orderly: true, at: noon)
        var next = Feed(app: 2)
        next.pid = 5_000
        next.startedAt += 1
        history.connect(app: next.app, hello: next.hello, strings: [], at: noon)
        history.apply([next.whole(7)], from: &next)
        #expect(history.apps.map(\.pid) == [4_242, 5_000])
        #expect(history.order.map { $0 } == [feed.request(7), next.request(7)])
    }

    @Test("Builds are numbered per app name and configuration, in order of appearance")
    func builds() {
        var history = History()
        let hellos: [(UInt64, String, String, WireConfiguration, Int)] = [
            (1, "shop", "b1", .debug, 1), (2, "shop", "b1", .debug, 1), (3, "shop", "b2", .debug, 2),
            (4, "shop", "b1", .release, 1), (5, "blog", "b2", .debug, 1), (6, "shop", "b1", .debug, 1),
            (7, "shop", "b3", .debug, 3),
        ]
        for (number, name, build, configuration, expected) in hellos {
            var feed = Feed(app: number)
            feed.name = name
            feed.pid = number
            feed.build = build
            feed.configuration = configuration
            history.connect(app: number, hello: feed.hello, strings: [], at: noon)
            #expect(history.app(AppID(number))?.buildNumber == expected)
        }
    }

    @Test("Another hub's number for another process does not mix the two")
    func numberReused() throws {
        var feed = Feed(app: 1)
        var history = History.connected(&feed)
        history.apply([feed.head(7)], from: &feed)
        var other = Feed(app: 1)
        other.pid = 9
        let change = history.connect(app: 1, hello: other.hello, strings: [], at: noon)
        #expect(change.finished == [feed.request(7)])
        history.apply([other.whole(7)], from: &other)
        #expect(history.apps.map(\.pid) == [4_242, 9])
        #expect(history.request(feed.request(7))?.state == .lost)
        #expect(history.totals.held == 2)
        let newest = try #require(history.order.last)
        #expect(history.app(newest.app)?.pid == 9)
    }

    @Test("A process that another hub numbers differently keeps its number here")
    func numberChanged() {
        var feed = Feed(app: 1)
        var history = History.connected(&feed)
        history.apply([feed.whole(7)], from: &feed)
        history.disconnect(app: 1, reason: "the hub ended", orderly: false, at: noon)
        history.connect(app: 5, hello: feed.hello, strings: [], at: noon)
        feed.forgetStrings()
        history.apply(feed.batch([feed.whole(8)]), from: 5, at: noon)
        // The strings were interned while the batch was made, so it carries them.
        #expect(history.apps.count == 1)
        #expect(history.order.map { $0 } == [feed.request(7), feed.request(8)])
    }

    @Test("A reader starts with the table as it stands")
    func strings() {
        var feed = Feed()
        let delta = feed.whole(7)
        let table = feed.batch([]).strings
        var history = History()
        history.connect(app: feed.app, hello: feed.hello, strings: table, at: noon)
        history.apply([delta], from: &feed)
        #expect(history.request(feed.request(7))?.method == "GET")
        #expect(history.request(feed.request(7))?.route == "/authors")
    }

    @Test("A reset of the intern table starts it anew")
    func reset() {
        var feed = Feed()
        var history = History.connected(&feed)
        history.apply([feed.whole(7)], from: &feed)
        feed.forgetStrings()
        let delta = feed.whole(8, method: "PATCH")
        var batch = feed.batch([delta])
        batch.stringsReset = true
        history.apply(batch, from: feed.app, at: noon)
        #expect(history.request(feed.request(7))?.method == "GET")
        #expect(history.request(feed.request(8))?.method == "PATCH")
    }

    @Test("Samples are kept for two minutes; drops and adapters are remembered")
    func samples() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        for second in 1...130 {
            var sample = WireProcessSample()
            sample.atNs = UInt64(second)
            history.apply(sample, from: feed.app)
        }
        var batch = feed.batch([])
        batch.droppedRequests = 4
        batch.adapters = ["grdb", "grdb", "hummingbird"]
        #expect(history.apply(batch, from: feed.app, at: noon).apps)
        let app = try #require(history.app(feed.id))
        #expect(app.samples.count == 120 && app.samples.first?.atNs == 11 && app.samples.last?.atNs == 130)
        #expect(app.droppedRequests == 4 && history.totals.droppedRequests == 4)
        #expect(app.adapters == ["hummingbird", "grdb"])
    }

    @Test("What belongs to no request goes to the app, bounded, the oldest first")
    func outside() throws {
        var feed = Feed()
        var limits = HistoryLimits()
        limits.outside = 100
        var history = History.connected(&feed, limits: limits)
        for number in 1...1_000 as ClosedRange<UInt64> {
            var delta = WireRequestDelta()
            delta.spans = [feed.query(number, start: number * 10, end: number * 10 + 3)]
            delta.logs = [feed.log("line \(number)", at: number * 10, level: .warning)]
            #expect(history.apply([delta], from: &feed).apps)
        }
        let outside = try #require(history.app(feed.id)).outside
        #expect((100...125).contains(outside.spans.count) && (100...125).contains(outside.logs.count))
        #expect(outside.spans.last?.id == 1_000 && outside.logs.last?.message == "line 1000")
        #expect(outside.queryCount == outside.spans.count)
        #expect(outside.queryDuration == UInt64(outside.spans.count) * 3)
        #expect(outside.warningCount == outside.logs.count)
        #expect(Int(outside.dropped) + outside.spans.count + outside.logs.count == 2_000)
        #expect(history.order.isEmpty)
    }

    @Test("Apps that are gone and have no requests make room for others")
    func manyApps() {
        var limits = HistoryLimits()
        limits.apps = 5
        var history = History(limits: limits)
        for number in 1...20 as ClosedRange<UInt64> {
            var feed = Feed(app: number)
            feed.pid = number
            history.connect(app: number, hello: feed.hello, strings: [], at: noon)
            if number == 2 { history.apply([feed.whole(1)], from: &feed) }
            history.disconnect(app: number, reason: "", orderly: true, at: noon)
        }
        #expect(history.apps.map(\.pid) == [2, 17, 18, 19, 20])
        #expect(history.request(RequestID(app: AppID(2), span: 1)) != nil)
    }
}
