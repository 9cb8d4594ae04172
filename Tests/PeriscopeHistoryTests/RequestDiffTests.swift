import PeriscopeHistory
import PeriscopeInsight
import PeriscopeSQL
import PeriscopeWire
import Testing

/// Two requests held against each other, by values alone.
struct RequestDiffTests {
    /// A request of one query a pair: SQL and values, each a millisecond long.
    private func request(
        _ queries: [(String, [String])], app: UInt64 = 1, rows: UInt64 = 1,
        change: (inout RequestRecord) -> Void = { _ in }
    ) -> RequestRecord {
        var record = RequestRecord(id: RequestID(app: AppID(app), span: 1), sequence: 1)
        record.state = .finished
        record.end = 100_000_000
        record.spans = queries.enumerated().map { index, query in
            let values = query.1.map { text in
                ValueRecord(
                    kind: .text, text: text.hasPrefix("#") ? redacted : text,
                    mask: text.hasPrefix("#") ? TextHash.of(text) : 0)
            }
            var span = SpanRecord(id: UInt64(index + 2))
            span.kind = .query
            span.start = UInt64(index) * 1_000_000
            span.end = span.start + 1_000_000
            span.detail = .query(QueryRecord(sql: query.0, values: values, rows: rows))
            return span
        }
        record.queryCount = queries.count
        record.queryDuration = UInt64(queries.count) * 1_000_000
        change(&record)
        return record
    }

    private func diff(_ base: RequestRecord, _ other: RequestRecord) -> RequestDiff {
        RequestDiff(Pair(ComparedRequest(base), ComparedRequest(other)))
    }

    private static let book = "SELECT * FROM book WHERE author_id = ?"

    // MARK: Queries

    @Test("The same query is the same shape, whatever the values, the case and the literals")
    func sameQuery() {
        let base = request([("select * from book where author_id = 7", [])])
        let other = request([("SELECT *  FROM book WHERE author_id = 7", [])])
        let shapes = diff(base, other).queries.shapes
        #expect(shapes.count == 1)
        #expect(shapes[0].count == Pair(1, 1))
    }

    @Test(
        "A shape is gone, new, more, fewer or the same",
        arguments: [
            (3, 0, CompareChange.gone), (0, 2, .new), (1, 3, .more), (3, 1, .fewer), (2, 2, .same),
        ])
    func change(base: Int, other: Int, expected: CompareChange) {
        let old = request(Array(repeating: (Self.book, ["1"]), count: base))
        let new = request(Array(repeating: (Self.book, ["1"]), count: other))
        let shape = diff(old, new).queries.shapes.first
        #expect(shape?.change == expected)
        #expect(shape?.count == Pair(base, other))
        #expect(shape?.duration == Pair(UInt64(base) * 1_000_000, UInt64(other) * 1_000_000))
    }

    @Test("What differs most stands first, what is the same last")
    func order() {
        let base = request([("SELECT 1 FROM a", []), ("SELECT 1 FROM b", []), ("SELECT 1 FROM d WHERE x = ?", ["1"])])
        let other = request(
            [("SELECT 1 FROM a", []), ("SELECT 1 FROM d WHERE x = ?", ["2"])]
                + Array(repeating: ("SELECT 1 FROM c", []), count: 5))
        let queries = diff(base, other).queries
        #expect(queries.shapes.map(\.change) == [.new, .gone, .differs, .same])
        #expect(queries.differing.count == 3)
        #expect(queries.same.count == 1)
    }

    @Test("As often with other values: the first run that differs is told")
    func values() {
        let base = request([(Self.book, ["1"]), (Self.book, ["2"])])
        let other = request([(Self.book, ["1"]), (Self.book, ["3"])])
        let shape = diff(base, other).queries.shapes[0]
        #expect(shape.change == .differs)
        #expect(shape.example?.place == 2)
        #expect(shape.example?.values.base.map(\.text) == ["2"])
        #expect(shape.example?.values.other.map(\.text) == ["3"])
        #expect(shape.example?.haveValuesChanged == true)
    }

    @Test("The same values in another order are the same queries")
    func orderOfValues() {
        let base = request([(Self.book, ["1"]), (Self.book, ["2"])])
        let other = request([(Self.book, ["2"]), (Self.book, ["1"])])
        #expect(diff(base, other).queries.shapes[0].change == .same)
    }

    @Test("The same values with other rows differ in rows")
    func rows() {
        let shape = diff(request([(Self.book, ["1"])], rows: 50), request([(Self.book, ["1"])], rows: 40)).queries
            .shapes[0]
        #expect(shape.example?.rows == Pair(50, 40))
        #expect(shape.example?.haveValuesChanged == false)
    }

    @Test("Masked values differ by their hashes in one process, and are not judged across two")
    func masks() {
        let base = request([(Self.book, ["#one"])])
        #expect(diff(base, request([(Self.book, ["#two"])])).queries.shapes[0].change == .differs)
        #expect(diff(base, request([(Self.book, ["#one"])])).queries.shapes[0].change == .same)
        #expect(diff(base, request([(Self.book, ["#two"])], app: 2)).queries.shapes[0].change == .same)
    }

    @Test("Past 10,000 queries a side they are only counted, and it is said how many")
    func limit() {
        let many = Array(repeating: (Self.book, ["1"]), count: QueryDiff.limit + 7)
        let queries = diff(request([]), request(many)).queries
        #expect(queries.shapes[0].count == Pair(0, QueryDiff.limit))
        #expect(queries.onlyCounted == Pair(0, 7))
        #expect(queries.count == Pair(0, QueryDiff.limit + 7))
    }

    @Test("Housekeeping is no query")
    func housekeeping() {
        let base = request([]) { record in
            var span = SpanRecord(id: 9)
            span.kind = .query
            span.detail = .query(QueryRecord(sql: "BEGIN", isHousekeeping: true))
            record.spans = [span]
        }
        #expect(diff(base, request([])).queries.shapes.isEmpty)
    }

    // MARK: Time

    @Test("The phases add up to the whole, overlapping work counted once")
    func phases() {
        let record = request([(Self.book, []), (Self.book, [])]) { record in
            var render = SpanRecord(id: 20)
            render.kind = .render
            render.start = 1_000_000
            render.end = 5_000_000
            var handler = SpanRecord(id: 21)
            handler.kind = .handler
            handler.start = 1_000_000
            handler.end = 61_000_000
            record.spans += [render, handler]
        }
        let phases = PhaseTimes(record, spans: record.spans)
        #expect(phases[.sql] == 2_000_000)
        #expect(phases[.templates] == 3_000_000)
        #expect(phases[.own] == 95_000_000)
        #expect(PhaseTimes.Phase.allCases.reduce(0) { $0 + phases[$1] } == phases.total)
        #expect(phases.handler == 60_000_000)
        #expect(phases.aroundHandler == 40_000_000)
    }

    @Test(
        "A time is news past a tenth and a millisecond",
        arguments: [
            (10_000_000, 10_900_000, false), (10_000_000, 11_200_000, true), (100_000, 900_000, false),
            (500_000_000, 540_000_000, false), (500_000_000, 560_000_000, true), (60_000_000, 50_000_000, true),
        ] as [(UInt64, UInt64, Bool)])
    func timeNews(base: UInt64, other: UInt64, expected: Bool) {
        #expect(RequestDiff.isTimeNews(Pair(base, other)) == expected)
    }

    // MARK: The rest

    @Test(
        "Alike messages have one shape",
        arguments: [
            ("order 17 took 3.25 ms", "order # took # ms"),
            ("user 7f3a9c0d1e2b signed in", "user # signed in"),
            ("at 2026-01-01T12:00:00.123", "at #T#"),
            ("id 123e4567-e89b-12d3-a456-426614174000", "id #"),
            ("no number", "no number"), ("h2 beats v1.2", "h# beats v#"), ("", ""),
        ])
    func messageShape(message: String, expected: String) {
        #expect(MessageShape.of(message) == expected)
    }

    @Test("Log lines differ by level and shape, not by their numbers")
    func logs() {
        func line(_ level: WireLogLevel, _ text: String) -> LogRecord {
            LogRecord(at: 1, level: level, label: "shop", message: text)
        }
        let base = request([]) { $0.logs = [line(.info, "found 7 books"), line(.info, "done")] }
        let other = request([]) {
            $0.logs = [line(.info, "found 9 books"), line(.warning, "slow"), line(.info, "done")]
        }
        let logs = diff(base, other).logs
        #expect(logs.messages.map(\.text) == ["slow"])
        #expect(logs.messages.map(\.change) == [.new])
        #expect(logs.levels.map(\.count) == [Pair(0, 1), Pair(2, 2)])
    }

    @Test("Renders differ by number and size, and their own time leaves out what is inside")
    func renders() {
        func page(_ rows: Int, bytes: UInt64) -> RequestRecord {
            request([]) { record in
                func render(_ id: UInt64, _ parent: UInt64, _ name: String, _ from: UInt64, _ to: UInt64) -> SpanRecord
                {
                    var span = SpanRecord(id: id)
                    (span.kind, span.parent, span.name, span.start, span.end) = (.render, parent, name, from, to)
                    span.detail = .render(RenderRecord(outputBytes: bytes))
                    return span
                }
                record.spans = [render(2, 1, "layout", 0, 10)]
                for row in 0..<rows { record.spans.append(render(UInt64(3 + row), 2, "row", 1, 3)) }
            }
        }
        let templates = diff(page(3, bytes: 10), page(1, bytes: 20)).renders.templates
        #expect(templates.map(\.name) == ["row", "layout"])
        #expect(templates.map(\.change) == [.fewer, .differs])
        #expect(templates[1].own == Pair(4, 8))
    }

    @Test("A masked header differs by its hash, within one process")
    func headers() {
        func headers(_ fields: [(String, String, UInt64)], app: UInt64 = 1) -> RequestRecord {
            request([], app: app) { record in
                record.requestHeaders = fields.map { HeaderRecord(key: $0.0, value: $0.1, mask: $0.2) }
            }
        }
        let base = headers([("Cookie", redacted, 1), ("accept", "a", 0), ("x-old", "1", 0), ("date", "1", 0)])
        let other = headers([("cookie", redacted, 2), ("accept", "b", 0), ("x-new", "1", 0), ("date", "2", 0)])
        let fields = diff(base, other).fields.fields
        #expect(fields.map(\.name) == ["cookie", "accept", "x-old", "x-new", "date"])
        #expect(fields.map(\.change) == [.differs, .differs, .gone, .new, .differs])
        #expect(fields[0].isMasked)
        let across = diff(base, headers([("cookie", redacted, 2), ("accept", "a", 0)], app: 2)).fields
        #expect(across.unknown == 1)
        #expect(!across.fields.contains { $0.name == "cookie" })
    }

    @Test("Parameters in the query string are told one by one")
    func query() {
        let base = request([]) { $0.query = "page=1&q=love" }
        let other = request([]) { $0.query = "q=love&page=2&all" }
        let fields = diff(base, other).fields.fields
        #expect(fields.map(\.name) == ["page", "all"])
        #expect(fields[0].value == Pair("1", "2"))
        #expect(fields[1].value == Pair(nil, ""))
    }

    @Test(
        "Bodies differ from their first line that does",
        arguments: [
            ("a\nb\nc", "a\nb\nc", BodyDiff.same), ("a\nb\nc", "a\nx\nc", .text(line: 2, Pair("b", "x"))),
            ("a\nb", "a", .text(line: 1, Pair("a", "a"))), ("a\n", "a\nb", .text(line: 2, Pair(nil, "b"))),
            ("", "x", .text(line: 1, Pair(nil, "x"))),
        ])
    func bodies(old: String, new: String, expected: BodyDiff) {
        #expect(BodyDiff(Pair(body(old), body(new))) == expected)
    }

    private func body(_ text: String?, bytes: UInt64 = 5, cut: UInt64 = 0) -> BodyRecord {
        BodyRecord(bytes: bytes, text: text, truncatedBytes: cut)
    }

    @Test("What was not captured is compared by size, and what was cut only as far as it goes")
    func uncaptured() {
        #expect(BodyDiff(Pair(body(nil), body(nil))) == .sizes(areEqual: true))
        #expect(BodyDiff(Pair(body(nil), body(nil, bytes: 6))) == .sizes(areEqual: false))
        #expect(BodyDiff(Pair(body("a", cut: 3), body("a"))) == .sameUpToCut)
        #expect(BodyDiff(Pair(nil, body("a"))) == .onlyIn(.other))
        #expect(BodyDiff(Pair(nil, nil)) == .none)
    }

    @Test("Of a long line only what stands around the difference is told")
    func longLine() {
        let start = String(repeating: "ä", count: 200)
        guard case .text(let line, let texts) = BodyDiff(Pair(body(start + "1 end"), body(start + "2 end"))) else {
            Issue.record("no difference")
            return
        }
        #expect(line == 1)
        #expect(texts.base == "…" + String(repeating: "ä", count: 12) + "1 end")
        #expect(texts.other?.hasSuffix("2 end") == true)
    }

    @Test("Findings of one kind and shape are one finding")
    func findings() {
        func finding(_ kind: FindingKind, _ count: Int, _ fingerprint: String = "") -> Finding {
            var finding = Finding(kind: kind, severity: .bad, count: count)
            finding.fingerprint = fingerprint
            return finding
        }
        let entries = FindingDiff(
            Pair(
                [finding(.nPlusOne, 50, "a"), finding(.duplicateQuery, 2, "b"), finding(.slowQuery, 1, "c")],
                [finding(.nPlusOne, 20, "a"), finding(.slowQuery, 1, "c"), finding(.slowQuery, 1, "d")])
        ).entries
        #expect(entries.map(\.change) == [.fewer, .gone, .new])
    }

    @Test("Times of a debug and of a release build are not compared")
    func configurations() {
        func app(_ id: UInt64, _ configuration: WireConfiguration) -> AppRecord {
            AppRecord(
                id: AppID(id), name: "shop", pid: id, startedAt: 0, anchor: 0, buildID: "", buildNumber: 1,
                configuration: configuration, executable: "", workingDirectory: "", connectedAt: 0)
        }
        func compare(_ left: WireConfiguration, _ right: WireConfiguration) -> Bool {
            RequestDiff(
                Pair(
                    ComparedRequest(request([]), app: app(1, left)),
                    ComparedRequest(request([], app: 2), app: app(2, right)))
            ).canCompareTimes
        }
        #expect(compare(.debug, .debug))
        #expect(!compare(.debug, .release))
    }
}
