import PeriscopeHistory
import PeriscopeInsight
import PeriscopeSQL
import PeriscopeWire
import Testing
import WireTesting

struct HistoryFindingTests {
    @Test("A finished request has its findings, in the row and in full")
    func finished() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        history.apply([feed.loop(1, rows: 50), feed.whole(2)], from: &feed)
        let record = try #require(history.request(feed.request(1)))
        #expect(record.findings.contains(.nPlusOne) && record.findings.isConfirmed && record.findings.repeats == 50)
        let finding = try #require(history.findings(of: record).first)
        #expect(finding.kind == .nPlusOne && finding.count == 50 && finding.stack == 77)
        #expect(finding.fingerprint == history.fingerprint(of: "select * from author where id=9").text)
        #expect(finding.source == 1_020)
        #expect(try #require(history.request(feed.request(2))).findings.isEmpty)
        #expect(history.routes.first?.nPlusOnes == 1)
    }

    @Test("What is kept of a row is what is found in full, for any request", arguments: 1...60)
    func agrees(seed: UInt64) throws {
        var random = RandomWire(seed: seed)
        var feed = Feed()
        var history = History.connected(&feed)
        var thresholds = Thresholds.standard
        thresholds.query = Threshold(warn: 10_000_000, bad: 40_000_000)
        thresholds.gapFinding = seed.isMultiple(of: 2) ? 20_000_000 : 1 << 60
        history.judge(thresholds: thresholds, ignored: seed.isMultiple(of: 3) ? [IgnoredFinding(kind: .gap)] : [])
        for id in 1...6 as ClosedRange<UInt64> {
            var batch = WireBatch()
            batch.strings = random.newStrings()
            batch.stacks = random.stacks()
            batch.requests = [
                random.delta(id: id, hasHead: true, hasEnd: false), random.delta(id: id, hasHead: false, hasEnd: true),
            ]
            history.apply(batch, from: feed.app, at: noon)
        }
        for record in history.requests {
            #expect(record.findings == FindingSummary(history.findings(of: record)))
            #expect(history.ignoredFindings(of: record).allSatisfy { $0.kind == .gap })
        }
    }

    @Test("The readers of one pool are one database: what both read is read twice")
    func pool() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        for (id, namespaces) in [(1, ["/shop.sqlite", "/shop.sqlite"]), (2, ["/shop.sqlite", "/other.sqlite"])] {
            var delta = feed.whole(UInt64(id))
            delta.spans = namespaces.enumerated().map { place, namespace in
                let start = 1_100_000 + UInt64(place) * 100_000
                var span = feed.query(UInt64(id * 100 + place), start: start, end: start + 50_000)
                span.query.connection = feed.intern("shop.reader.\(place)")
                span.query.namespace = feed.intern(namespace)
                return span
            }
            history.apply([delta], from: &feed)
        }
        #expect(history.request(feed.request(1))?.findings.contains(.duplicateQuery) == true)
        #expect(history.request(feed.request(2))?.findings.isEmpty == true)
    }

    @Test("A preload by lists of ids is no N+1, a loop with one list of states is, by the statement's own text")
    func lists() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        let preload = "SELECT * FROM book WHERE author_id IN (?, ?, ?)"
        let loop = "SELECT * FROM book WHERE author_id = ?4 AND state IN (?1, ?2)"
        for (id, sql) in [(1, preload), (2, loop)] {
            var delta = feed.whole(UInt64(id), queries: 0)
            delta.spans += (0..<6 as Range<UInt64>).map { place in
                let start = 1_100_000 + place * 100_000
                let ids = (place * 3..<place * 3 + 3).map { "\($0)" }
                let values = id == 1 ? ids : ["new", "old", "", "\(place)"]
                var span = feed.query(UInt64(id * 100) + place, sql, values: values, start: start, end: start + 50_000)
                span.stack = 7
                return span
            }
            history.apply([delta], from: &feed)
        }
        #expect(history.request(feed.request(1))?.findings.contains(.nPlusOne) == false)
        #expect(history.request(feed.request(2))?.findings.contains(.nPlusOne) == true)
    }

    @Test("A job taken again is no duplicate")
    func effects() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        let sqls = ["SELECT id FROM job LIMIT 1", "SELECT id FROM job LIMIT 1 FOR UPDATE SKIP LOCKED"]
        for (id, sql) in zip(1..., sqls) {
            var delta = feed.whole(UInt64(id), queries: 0)
            delta.spans += (0..<2 as Range<UInt64>).map { place in
                let start = 1_100_000 + place * 100_000
                return feed.query(UInt64(id * 100) + place, sql, values: [], start: start, end: start + 50_000)
            }
            history.apply([delta], from: &feed)
        }
        #expect(history.request(feed.request(1))?.findings.contains(.duplicateQuery) == true)
        #expect(history.request(feed.request(2))?.findings.isEmpty == true)
    }

    @Test("Queries whose values were not kept are not called duplicates of each other")
    func withoutValues() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        for (id, sql) in [(1, "SELECT * FROM author WHERE id = ?"), (2, "SELECT * FROM author WHERE id = 7")] {
            var delta = feed.whole(UInt64(id))
            delta.spans = (0..<2 as Range<UInt64>).map { place in
                let start = 1_100_000 + place * 100_000
                return feed.query(UInt64(id * 100) + place, sql, values: [], start: start, end: start + 50_000)
            }
            history.apply([delta], from: &feed)
        }
        #expect(history.request(feed.request(1))?.findings.isEmpty == true)
        #expect(history.request(feed.request(2))?.findings.contains(.duplicateQuery) == true, "all is in the text")
    }

    @Test("SQLite's counters say why a query is slow")
    func counters() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var delta = feed.whole(1)
        var span = feed.query(100, start: 1_100_000, end: 401_100_000)
        span.query.counters.fullScanSteps = 300_000
        delta.spans = [span]
        history.apply([delta], from: &feed)
        let record = try #require(history.request(feed.request(1)))
        let slow = try #require(history.findings(of: record).first { $0.kind == .slowQuery })
        #expect(slow.suggestion?.contains("300,000") == true)
    }

    @Test("An N+1 shows while the request is still running")
    func running() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var delta = feed.head(1)
        delta.spans = feed.loopSpans(1, rows: 0)
        delta.spans[0].query.rows = 400
        history.apply([delta], from: &feed)
        for row in 0..<5 as Range<UInt64> {
            var news = WireRequestDelta()
            news.id = 1
            news.spans = feed.loopQueries(1, row..<row + 1)
            history.apply([news], from: &feed)
        }
        let record = try #require(history.request(feed.request(1)))
        #expect(record.isOpen && record.findings.contains(.nPlusOne) && record.findings.repeats == 5)
        #expect(history.findings(of: record).first?.isConfirmed == true)
    }

    @Test("A request of ten thousand queries is judged some dozens of times while it runs, and once at its end")
    func growing() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        history.apply([feed.head(1)], from: &feed)
        var seen: Set<Int32> = []
        for part in 0..<1_000 as Range<UInt64> {
            var news = WireRequestDelta()
            news.id = 1
            news.spans = feed.loopQueries(1, part * 10..<part * 10 + 10)
            history.apply([news], from: &feed)
            let repeats = history.withRequest(feed.request(1)) { $0.findings.repeats } ?? 0
            seen.insert(repeats)
            #expect(Int(repeats) * 9 >= Int(part) * 10 * 7, "it may lag, but not much")
        }
        #expect(seen.count < 80)
        history.apply([feed.end(1, at: 200_000_000)], from: &feed)
        #expect(history.withRequest(feed.request(1)) { $0.findings.repeats } == 10_000)
    }

    @Test("A query that ends slowly is found though nothing else came")
    func slowQuery() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var delta = feed.head(1)
        delta.spans = [feed.query(10, start: 2_000_000, end: nil)]
        history.apply([delta], from: &feed)
        #expect(history.withRequest(feed.request(1)) { $0.findings.isEmpty } == true)
        var news = WireRequestDelta()
        news.id = 1
        news.spans = [feed.query(10, start: 2_000_000, end: 302_000_000)]
        history.apply([news], from: &feed)
        #expect(history.withRequest(feed.request(1)) { $0.findings.contains(.slowQuery) } == true)
    }

    @Test("A query that hangs is found by the clock alone")
    func hanging() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        #expect(history.judgeOpen(at: noon).isEmpty)
        var delta = feed.head(1)
        delta.spans = [feed.query(10, start: 2_000_000, end: nil)]
        history.apply([delta, feed.whole(2)], from: &feed)
        #expect(history.judgeOpen(at: feed.anchor + 20_000_000).isEmpty)
        let revision = history.revision
        let change = history.judgeOpen(at: feed.anchor + 400_000_000)
        #expect(change.changed == [feed.request(1)] && change.finished.isEmpty && history.revision > revision)
        let record = try #require(history.request(feed.request(1)))
        #expect(record.findings.contains(.slowQuery))
        #expect(record.findings == FindingSummary(history.findings(of: record)))
        #expect(history.judgeOpen(at: feed.anchor + 410_000_000).isEmpty)
    }

    @Test("A lost request keeps what was found")
    func lost() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var delta = feed.head(1)
        delta.spans = feed.loopSpans(1, rows: 9)
        history.apply([delta], from: &feed)
        history.disconnect(app: feed.app, reason: "", orderly: false, at: noon)
        let record = try #require(history.request(feed.request(1)))
        #expect(record.state == .lost && record.findings.contains(.nPlusOne))
        #expect(record.findings == FindingSummary(history.findings(of: record)))
    }

    @Test("Other thresholds judge everything anew")
    func thresholds() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        history.apply([feed.loop(1), feed.whole(2, queries: 8)], from: &feed)
        var thresholds = Thresholds.standard
        thresholds.repeats = 6
        thresholds.queriesInRequest = Threshold(warn: 7, bad: 9)
        let before = try #require(history.request(feed.request(2))).revision
        history.judge(thresholds: thresholds, ignored: [])
        let first = try #require(history.request(feed.request(1)))
        let second = try #require(history.request(feed.request(2)))
        #expect(!first.findings.contains(.nPlusOne))
        #expect(second.findings.contains(.manyQueries) && second.revision != before)
        #expect(history.nPlusOneSince(RouteSummary.ID(method: "GET", route: "/authors")) == 1)
        let revision = history.revision
        history.judge(thresholds: thresholds, ignored: [])
        #expect(history.revision == revision && history.thresholds == thresholds)
    }

    @Test(
        "What is ignored is told apart: by kind, fingerprint and route",
        arguments: [
            (IgnoredFinding(kind: .nPlusOne), true),
            (IgnoredFinding(kind: .nPlusOne, fingerprint: "?"), false),
            (IgnoredFinding(kind: .duplicateQuery), false),
            (IgnoredFinding(kind: .nPlusOne, route: "GET /authors"), true),
            (IgnoredFinding(kind: .nPlusOne, route: "GET /books"), false),
            (IgnoredFinding(kind: .nPlusOne, function: "index"), false),
        ])
    func ignored(entry: IgnoredFinding, isIgnored: Bool) throws {
        var feed = Feed()
        var history = History.connected(&feed)
        history.apply([feed.loop(1)], from: &feed)
        history.judge(thresholds: .standard, ignored: [entry])
        history.apply([feed.loop(2)], from: &feed)
        for id in [1, 2] as [UInt64] {
            let record = try #require(history.request(feed.request(id)))
            #expect(record.findings.contains(.nPlusOne) == !isIgnored)
            #expect(history.findings(of: record).contains { $0.kind == .nPlusOne } == !isIgnored)
            #expect(history.ignoredFindings(of: record).map(\.kind) == (isIgnored ? [.nPlusOne] : []))
        }
        #expect(history.ignored == [entry])
        history.judge(thresholds: .standard, ignored: [])
        #expect(history.withRequest(feed.request(1)) { $0.findings.contains(.nPlusOne) } == true)
    }

    @Test("A function that is ignored hides its findings as soon as it has its name")
    func ignoredFunction() throws {
        var feed = Feed()
        var history = History()
        history.connect(
            app: feed.app, hello: feed.hello, strings: [], stacks: [feed.stack(77, [0x101]), feed.stack(99, [0x201])],
            at: noon)
        let fingerprint = history.fingerprint(of: "SELECT * FROM author WHERE id = ?").text
        history.judge(
            thresholds: .standard,
            ignored: [IgnoredFinding(kind: .nPlusOne, fingerprint: fingerprint, function: "AuthorController.index")])
        history.apply([feed.loop(1), feed.loop(2, stack: 99)], from: &feed)
        #expect(history.withRequest(feed.request(1)) { $0.findings.contains(.nPlusOne) } == true)
        let revision = try #require(history.request(feed.request(1))).revision
        history.name(
            [0x100: [.app("AuthorController.index")], 0x200: [.app("BookController.index")]], of: BuildKey("b1"))
        let record = try #require(history.request(feed.request(1)))
        #expect(!record.findings.contains(.nPlusOne) && record.revision != revision)
        #expect(history.ignoredFindings(of: record).count == 1)
        #expect(history.withRequest(feed.request(2)) { $0.findings.contains(.nPlusOne) } == true)
        history.apply([feed.loop(3)], from: &feed)
        #expect(history.withRequest(feed.request(3)) { $0.findings.contains(.nPlusOne) } == false)
        #expect(history.routes.first?.nPlusOnes == 1)
    }

    @Test("Values that are masked, cut or left out are told apart only where that is known")
    func values() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        for (id, mask) in [(1, true), (2, false)] as [(UInt64, Bool)] {
            var delta = feed.loop(id, rows: 6)
            for index in delta.spans.indices
            where delta.spans[index].hasQuery && !delta.spans[index].query.values.isEmpty {
                delta.spans[index].query.values[0].text = "[redacted]"
                delta.spans[index].query.values[0].mask = mask ? UInt64(index) : 0
            }
            history.apply([delta], from: &feed)
            let record = try #require(history.request(feed.request(id)))
            let finding = try #require(history.findings(of: record).first { $0.kind == .nPlusOne })
            #expect(finding.isConfirmed == mask)
        }
    }

    @Test("A request's revision changes with its news, and only with its")
    func revisions() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        history.apply([feed.head(1), feed.whole(2)], from: &feed)
        let first = try #require(history.request(feed.request(1))).revision
        let second = try #require(history.request(feed.request(2))).revision
        history.apply([feed.end(1, at: 9_000_000)], from: &feed)
        #expect(try #require(history.request(feed.request(1))).revision != first)
        #expect(try #require(history.request(feed.request(2))).revision == second)
    }

    @Test("Work that begins after a request's end is judged the same in the list and in its details")
    func afterTheEnd() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var delta = feed.whole(7, duration: 10_000_000)
        delta.spans.append(feed.span(9, .internal, "mail", parent: 7, start: 900_000_000, end: 950_000_000))
        history.apply([delta], from: &feed)
        let record = try #require(history.request(feed.request(7)))
        #expect(record.findings == FindingSummary(history.findings(of: record)))
    }
}
