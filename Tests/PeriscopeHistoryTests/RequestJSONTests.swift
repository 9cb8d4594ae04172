import PeriscopeHistory
import PeriscopeWire
import Testing

struct RequestJSONTests {
    private func encoded(_ deltas: (inout Feed) -> [WireRequestDelta]) throws -> String {
        var feed = Feed()
        var history = History.connected(&feed)
        history.apply(deltas(&feed), from: &feed)
        let record = try #require(history.request(feed.request(0x00f0_67aa_0ba9_02b7)))
        return RequestJSON.encode(record, app: history.app(feed.id))
    }

    @Test("A stream and a client that left are said, and read again")
    func streamedAndAborted() throws {
        var record = RequestRecord(id: RequestID(app: AppID(1), span: 7), sequence: 1)
        #expect(!RequestJSON.encode(record, app: nil).contains("streamed"))
        record.isStreamed = true
        record.isAborted = true
        let line = RequestJSON.encode(record, app: nil)
        #expect(line.hasSuffix(#""dropped":0,"streamed":true,"aborted":true,"profile":null,"process_use":null}"#))
        let read = try RequestJSON.decode(line: line).record
        #expect(read.isStreamed && read.isAborted)
    }

    @Test("The object is the design's, key by key")
    func object() throws {
        let line = try encoded { feed in
            let id: UInt64 = 0x00f0_67aa_0ba9_02b7
            var delta = feed.head(id, start: 1_000_000, query: "page=2")
            delta.head.headers = [feed.header("host", "127.0.0.1:8080")]
            delta.spans = [
                feed.span(16, .handler, "GET /authors", parent: id, start: 1_100_000, end: 13_100_000),
                feed.query(17, "SELECT name FROM author WHERE id = ?", parent: 16, start: 1_400_000, end: 1_450_000),
                feed.render(18, "authors", parent: id, start: 10_000_000, end: 11_000_000),
            ]
            delta.spans[0].attributes = [feed.attribute("http.route", "/authors")]
            delta.logs = [feed.log("listed", at: 2_000_000)]
            var ending = feed.end(id, at: 13_300_000)
            ending.end.responseHeaders = [feed.header("content-type", "text/html")]
            ending.end.responseBody.text = "<p>"
            delta.route = ending.route
            delta.end = ending.end
            return [delta]
        }
        let expected = """
            {"v":1,"type":"request","kind":"http","id":"00f067aa0ba902b7","trace_id":"0102030405060708090a0b0c0d0e0f10",\
            "app":"bookshop","pid":4242,"build":"b1","configuration":"debug",\
            "method":"GET","path":"/authors","query":"page=2","route":"/authors","status":200,"state":"finished",\
            "started_at":"2026-01-01T00:00:00.001000Z","duration_ms":12.3,\
            "request":{"headers":[["host","127.0.0.1:8080"]],"body":null,"body_bytes":0},\
            "response":{"headers":[["content-type","text/html"]],"body":"<p>","body_bytes":5120},\
            "sql":{"count":1,"duration_ms":0.05},"templates":{"count":1,"duration_ms":1},\
            "queries":[{"id":"0000000000000011","parent":"0000000000000010","offset_ms":0.4,"duration_ms":0.05,\
            "sql":"SELECT name FROM author WHERE id = ?","fingerprint":null,"values":["7"],"rows":1,\
            "connection":"bookshop.sqlite (writer)","transaction":3,"call_site":null,"housekeeping":false,"error":null,\
            "system":"sqlite","counters":{"full_scan_steps":0,"sorts":0,"automatic_indexes":0,"vm_steps":12}}],\
            "renders":[{"id":"0000000000000012","parent":null,"name":"authors","offset_ms":9,"duration_ms":1,\
            "output_bytes":5000}],\
            "logs":[{"offset_ms":1,"level":"info","label":"bookshop","message":"listed","metadata":{}}],\
            "spans":[{"id":"0000000000000010","parent":null,"kind":"handler","name":"GET /authors","offset_ms":0.1,\
            "duration_ms":12,"status":"ok","attributes":{"http.route":"/authors"}}],\
            "findings":[],"error":null,"dropped":0,"profile":null,"process_use":null}
            """
        #expect(line == expected)
    }

    @Test("A lost request has neither status nor duration")
    func lost() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var delta = feed.head(7)
        delta.spans = [feed.query(17, start: 1_500_000, end: nil)]
        history.apply([delta], from: &feed)
        history.disconnect(app: feed.app, reason: "killed", orderly: false, at: noon)
        let line = RequestJSON.encode(try #require(history.request(feed.request(7))), app: history.app(feed.id))
        #expect(line.contains(#""route":null,"status":null,"state":"lost""#))
        #expect(line.contains(#""duration_ms":null,"request""#))
        #expect(line.contains(#""offset_ms":0.5,"duration_ms":null,"sql""#))
    }

    @Test("What was cut says so beside it; NULL is null, a masked value is [redacted]")
    func cuts() throws {
        let line = try encoded { feed in
            let id: UInt64 = 0x00f0_67aa_0ba9_02b7
            var delta = feed.whole(id)
            delta.head.headers[1].truncatedBytes = 9
            var query = feed.query(17, values: ["1", "", "secret"], start: 5_000_000, end: 5_000_001)
            query.query.values[1].kind = .null
            query.query.values[2].mask = 4
            query.query.values[2].text = ""
            query.query.values[0].truncatedBytes = 3
            query.query.truncatedBytes = 100
            query.query.omittedValues = 2
            delta.spans = [query]
            delta.logs[0].truncatedBytes = 8
            delta.logs[0].metadata = [feed.attribute("a", "1"), feed.attribute("b", "2", truncated: 6)]
            delta.end.responseBody.text = "abc"
            delta.end.responseBody.truncatedBytes = 70
            delta.end.failure.type = "E"
            delta.end.failure.message = "m"
            delta.end.failure.stack = ["top", "bottom"]
            return [delta]
        }
        #expect(line.contains(#""values":["1",null,"[redacted]"],"values_truncated_bytes":[3,0,0],"values_masks""#))
        #expect(line.contains(#""values_masks":[null,null,"0000000000000004"],"values_omitted":2"#))
        #expect(line.contains(#""sql_truncated_bytes":100"#))
        #expect(line.contains(#""headers_truncated_bytes":[0,9,0]"#))
        #expect(line.contains(#""body":"abc","body_truncated_bytes":70,"body_bytes":5120"#))
        #expect(
            line.contains(#""message_truncated_bytes":8,"metadata":{"a":"1","b":"2"},"metadata_truncated_bytes":[0,6]"#)
        )
        #expect(line.contains(#""error":{"type":"E","message":"m","stack":["top","bottom"]},"dropped":0,"#))
        #expect(line.contains(#""state":"failed""#))
    }

    @Test("Queries that were only counted are in sql.count; housekeeping is listed and is not")
    func counted() throws {
        let line = try encoded { feed in
            let id: UInt64 = 0x00f0_67aa_0ba9_02b7
            var delta = feed.whole(id, queries: 0)
            delta.spans = [
                feed.query(17, "BEGIN", values: [], start: 5, end: 10, isHousekeeping: true),
                feed.query(18, start: 10, end: 20),
            ]
            delta.countedQueries = 9
            delta.countedQueriesNs = 80
            return [delta]
        }
        #expect(line.contains(#""sql":{"count":10,"duration_ms":0.00009}"#))
        #expect(line.contains(#""sql":"BEGIN""#) && line.contains(#""housekeeping":true"#))
        let read = try RequestJSON.decode(line: line).record
        #expect(read.countedQueries == 9 && read.countedQueriesDuration == 80 && read.queryCount == 10)
    }

    @Test(
        "Text that a terminal or a line reader might take as its own is escaped",
        arguments: [
            ("\"\\/", #"\"\\/"#), ("\n\r\t\u{8}\u{c}", #"\n\r\t\b\f"#), ("\u{0}\u{1b}\u{1f}", #"\u0000\u001b\u001f"#),
            ("\u{7f}\u{80}\u{9f}\u{a0}", "\\u007f\\u0080\\u009f\u{a0}"), ("a\u{2028}b\u{2029}", #"a\u2028b\u2029"#),
            ("Größe 👩‍👩‍👧", "Größe 👩‍👩‍👧"), ("\u{2027}\u{202a}", "\u{2027}\u{202a}"), ("\r\n", #"\r\n"#),
        ])
    func escapes(text: String, expected: String) throws {
        let line = try encoded { feed in [feed.whole(0x00f0_67aa_0ba9_02b7, path: text)] }
        #expect(line.contains("\"path\":\"\(expected)\","))
        #expect(try RequestJSON.decode(line: line).record.path == text)
    }

    @Test(
        "Times are exact to the nanosecond, with no more decimals than they need",
        arguments: [
            (0, "0"), (1, "0.000001"), (10, "0.00001"), (999_999, "0.999999"), (1_000_000, "1"),
            (1_000_001, "1.000001"),
            (12_300_000, "12.3"), (60_000_000_000, "60000"), (1 << 60, "1152921504606.846976"),
        ] as [(UInt64, String)])
    func milliseconds(nanoseconds: UInt64, expected: String) throws {
        let line = try encoded { feed in
            var delta = feed.head(0x00f0_67aa_0ba9_02b7, start: 5)
            delta.end.endNs = 5 + nanoseconds
            delta.end.status = 200
            return [delta]
        }
        #expect(line.contains("\"duration_ms\":\(expected),\"request\""))
        #expect(try RequestJSON.decode(line: line).record.duration == nanoseconds)
    }

    @Test("A span that began before its request has a negative offset")
    func negative() throws {
        let line = try encoded { feed in
            var delta = feed.whole(0x00f0_67aa_0ba9_02b7, queries: 0)
            delta.spans = [feed.span(5, .middleware, "early", start: 400_000, end: 700_000)]
            return [delta]
        }
        #expect(line.contains(#""offset_ms":-0.6,"duration_ms":0.3"#))
        let read = try RequestJSON.decode(line: line).record
        let span = try #require(read.spans.first)
        #expect(read.start - span.start == 600_000 && span.duration == 300_000)
    }

    @Test(
        "Starts are written in UTC with microseconds",
        arguments: [
            (0, "1970-01-01T00:00:00.000000Z"), (999, "1970-01-01T00:00:00.000000Z"),
            (-1, "1969-12-31T23:59:59.999999Z"),
            (951_782_400_123_456_789, "2000-02-29T00:00:00.123456Z"),
            (1_709_251_199_999_999_999, "2024-02-29T23:59:59.999999Z"),
            (4_107_542_400_000_000_000, "2100-03-01T00:00:00.000000Z"), (Int64.max, "2262-04-11T23:47:16.854775Z"),
            (Int64.min, "1677-09-21T00:12:43.145224Z"),
        ] as [(Int64, String)])
    func timestamps(time: Int64, expected: String) throws {
        var record = RequestRecord(id: RequestID(app: AppID(1), span: 1), sequence: 1)
        record.startedAt = time
        let line = RequestJSON.encode(record, app: nil)
        #expect(line.contains("\"started_at\":\"\(expected)\""))
        if time > Int64.min + 1_000 {
            let read = try RequestJSON.decode(line: line).record.startedAt
            #expect(time >= read && time - read < 1_000)
        }
    }

    @Test("An app that is not known leaves its keys empty")
    func noApp() {
        let record = RequestRecord(id: RequestID(app: AppID(1), span: 1), sequence: 1)
        let line = RequestJSON.encode(record, app: nil)
        #expect(line.contains(#""trace_id":null,"app":"","pid":0,"build":"","configuration":null,"method":"""#))
    }
}

extension Feed {
    mutating func attribute(_ key: String, _ value: String, truncated: UInt64 = 0) -> WireAttribute {
        var attribute = WireAttribute()
        attribute.key = intern(key)
        attribute.value = value
        attribute.truncatedBytes = truncated
        return attribute
    }
}
