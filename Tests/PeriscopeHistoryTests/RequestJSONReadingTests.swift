import PeriscopeHistory
import PeriscopeWire
import Testing
import WireTesting

struct RequestJSONReadingTests {
    /// A request that a random server sent, in whatever state it is.
    private func random(seed: UInt64) throws -> (RequestRecord, AppRecord?) {
        var random = RandomWire(seed: seed)
        var feed = Feed()
        feed.configuration = [.debug, .release, .unspecified][Int(seed % 3)]
        var history = History.connected(&feed)
        for part in 0..<3 {
            var batch = WireBatch()
            batch.strings = random.newStrings()
            batch.requests = [random.delta(id: 1_000 + seed, hasHead: part == 0, hasEnd: part == 2 && seed % 5 != 0)]
            history.apply(batch, from: feed.app, at: noon)
        }
        if seed % 10 == 0 { history.disconnect(app: feed.app, reason: "", orderly: false, at: noon) }
        return (try #require(history.request(feed.request(1_000 + seed))), history.app(feed.id))
    }

    @Test("What is read encodes as what was written, for any request", arguments: 1...150)
    func roundTrip(seed: UInt64) throws {
        let (record, app) = try random(seed: seed)
        let line = RequestJSON.encode(record, app: app)
        let imported = try RequestJSON.decode(line: line)
        #expect(RequestJSON.encode(imported.record, app: imported.app) == line)

        var history = History()
        let change = history.insert(imported)
        let id = try #require(change.changed.first)
        let held = try #require(history.request(id))
        #expect(RequestJSON.encode(held, app: history.app(id.app)) == line)
    }

    @Test("Only the id must be there")
    func least() throws {
        let imported = try RequestJSON.decode(line: #"{"id":"A"}"#)
        #expect(imported.record.id.span == 10)
        #expect(imported.record.state == .finished && imported.record.kind == .http && imported.record.duration == nil)
        #expect(imported.app.name.isEmpty)
    }

    @Test("Keys that are not known are passed over, and null is as good as nothing")
    func unknown() throws {
        let line =
            #" {"id":"1","new":{"deep":[1,{"a":null}]},"spans":null,"sql":null,"request":{"x":1},"logs":[{"x":true}]} "#
        let record = try RequestJSON.decode(line: line).record
        #expect(record.logs.count == 1 && record.spans.isEmpty)
    }

    @Test(
        "A line that cannot be read says what is wrong, and where",
        arguments: [
            ("", "This is not JSON: it ends too early, at byte 1."),
            ("hello", "This is not JSON: a value is missing, at byte 1."),
            ("[]", "The line should be an object."),
            ("{}", "\"id\" is missing."),
            (#"{"id":"0"}"#, "\"id\" should not be zero."),
            (#"{"id":"xyz"}"#, "\"id\" should be one to sixteen hexadecimal digits."),
            (#"{"id":"11112222333344445"}"#, "\"id\" should be one to sixteen hexadecimal digits."),
            (#"{"id":7}"#, "\"id\" should be a text."),
            (#"{"id":"1","v":2}"#, "It was written by a newer periscope, as version 2; this one reads version 1."),
            (#"{"id":"1","type":"app"}"#, "\"type\" is \"app\"; only \"request\" can be read."),
            (#"{"id":"1","status":"200"}"#, "\"status\" should be a whole number."),
            (#"{"id":"1","status":2.5}"#, "\"status\" should be a whole number."),
            (#"{"id":"1","pid":-1}"#, "\"pid\" should be a whole number that is not negative."),
            (
                #"{"id":"1","duration_ms":-1}"#,
                "\"duration_ms\" should be a number of milliseconds that is not negative."
            ),
            (#"{"id":"1","duration_ms":1e300}"#, "\"duration_ms\" should be a number of milliseconds."),
            (#"{"id":"1","state":"done"}"#, "\"state\" should be one of failed, finished, lost, open."),
            (
                #"{"id":"1","started_at":"yesterday"}"#,
                "\"started_at\" should be a time such as 2026-01-01T00:00:00.000000Z."
            ),
            (#"{"id":"1","queries":{}}"#, "\"queries\" should be a list."),
            (#"{"id":"1","queries":[{"id":"2"},7]}"#, "\"queries[1]\" should be an object."),
            (
                #"{"id":"1","queries":[{"id":"2","rows":"x"}]}"#,
                "\"queries[0].rows\" should be a whole number that is not negative."
            ),
            (#"{"id":"1","spans":[{}]}"#, "\"spans[0].id\" is missing."),
            (
                #"{"id":"1","request":{"headers":[["a"]]}}"#,
                "\"request.headers[0]\" should be a list of a name and a value."
            ),
            (#"{"id":"1","logs":[{"metadata":{"a":[]}}]}"#, "\"logs[0].metadata.a\" should be a text."),
            (#"{"id":"1"} x"#, "This is not JSON: there is something after the object, at byte 12."),
            (#"{"id":"1",}"#, "This is not JSON: a key is missing, at byte 11."),
            (#"{"id" "1"}"#, "This is not JSON: a colon is missing, at byte 7."),
            (#"{"id":"1" "v":1}"#, "This is not JSON: a comma or brace is missing, at byte 11."),
            (#"{"id":"1"#, "This is not JSON: a text does not end, at byte 9."),
            ("{\"id\":\"\u{1}\"}", "This is not JSON: a control character stands in a text, at byte 9."),
            (#"{"id":"\x"}"#, "This is not JSON: an escape is unknown, at byte 10."),
            (#"{"id":01}"#, "This is not JSON: a comma or brace is missing, at byte 8."),
            (#"{"id":1.}"#, "This is not JSON: a digit is missing, at byte 9."),
            (#"{"id":tru}"#, "This is not JSON: a value is missing, at byte 7."),
        ])
    func errors(line: String, problem: String) {
        #expect(throws: RequestJSONError(problem: problem)) { try RequestJSON.decode(line: line) }
        #expect(throws: RequestJSONError(line: 3, problem: problem)) { try RequestJSON.decode(line: line, number: 3) }
        #expect(RequestJSONError(line: 3, problem: problem).description == "Line 3: \(problem)")
    }

    @Test("Nesting without end is refused, not followed")
    func deep() {
        let line = String(repeating: "[", count: 100_000)
        #expect(throws: RequestJSONError.self) { try RequestJSON.decode(line: line) }
        let objects = "{\"id\":\"1\",\"x\":" + String(repeating: "{\"a\":", count: 100_000)
        #expect(throws: RequestJSONError.self) { try RequestJSON.decode(line: objects) }
    }

    @Test(
        "Escapes of every kind are read",
        arguments: [
            (#"\u0041\u00e9\u20ac"#, "Aé€"), (#"\ud83d\udc69"#, "👩"), (#"\ud83d"#, "\u{fffd}"),
            (#"\udc69x"#, "\u{fffd}x"),
            (#"\ud83dA"#, "\u{fffd}A"), (#"\ud83d\n"#, "\u{fffd}\n"), (#"\ud83d\ud83d\udc69"#, "\u{fffd}👩"),
            (#"\/\b\f"#, "/\u{8}\u{c}"),
        ])
    func escapes(text: String, expected: String) throws {
        #expect(try RequestJSON.decode(line: "{\"id\":\"1\",\"path\":\"\(text)\"}").record.path == expected)
    }

    @Test(
        "Milliseconds of other programs are read too",
        arguments: [("1.5e1", 15_000_000), ("2E-3", 2_000), ("0.1234567", 123_456), ("-0", 0), ("7.0", 7_000_000)]
            as [(String, UInt64)])
    func milliseconds(text: String, expected: UInt64) throws {
        #expect(try RequestJSON.decode(line: "{\"id\":\"1\",\"duration_ms\":\(text)}").record.duration == expected)
    }

    @Test(
        "Times of other programs are read too",
        arguments: [
            ("2026-01-01T00:00:00Z", 1_767_225_600_000_000_000),
            ("2026-01-01T02:00:00.5+02:00", 1_767_225_600_500_000_000),
            ("2025-12-31T22:30:00.123456789-01:30", 1_767_225_600_123_456_789),
            ("1969-12-31T23:59:59Z", -1_000_000_000),
        ] as [(String, Int64)])
    func times(text: String, expected: Int64) throws {
        #expect(try RequestJSON.decode(line: "{\"id\":\"1\",\"started_at\":\"\(text)\"}").record.startedAt == expected)
    }

    @Test(
        "Times that no calendar has are refused",
        arguments: [
            "2026-13-01T00:00:00Z", "2026-01-01", "9999-01-01T00:00:00Z", "2026-01-01T25:00:00Z", "2026-01-01T00:00:00",
        ])
    func badTimes(text: String) {
        #expect(throws: RequestJSONError.self) {
            try RequestJSON.decode(line: "{\"id\":\"1\",\"started_at\":\"\(text)\"}")
        }
    }

    @Test("Lines with random bytes changed are read or refused, never worse", arguments: 1...20)
    func fuzz(seed: UInt64) throws {
        let (record, app) = try random(seed: seed)
        var generator = SeededGenerator(seed: seed)
        let bytes = Array(RequestJSON.encode(record, app: app).utf8)
        for _ in 0..<40 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let position = Int.random(in: 0..<changed.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: changed[position] = UInt8.random(in: 0...255, using: &generator)
                case 1: changed.remove(at: position)
                default: changed.insert("{}[]\",:0-e\\".utf8.randomElement(using: &generator) ?? 0, at: position)
                }
            }
            var history = History()
            if let imported = try? RequestJSON.decode(line: String(decoding: changed, as: UTF8.self)) {
                history.insert(imported)
                _ = history.requests.map { RequestJSON.encode($0, app: nil) }
            }
        }
    }

    @Test("Requests of one file and one process are of one app; a line read twice replaces itself")
    func insert() throws {
        var history = History()
        for line in [
            #"{"id":"1","app":"a","pid":1}"#, #"{"id":"2","app":"a","pid":1}"#,
            #"{"id":"1","app":"b","pid":2,"status":500}"#, #"{"id":"1","app":"a","pid":1,"path":"/x"}"#,
        ] {
            history.insert(try RequestJSON.decode(line: line))
        }
        #expect(history.apps.map(\.name) == ["a", "b"])
        #expect(history.apps.map(\.requestCount) == [2, 1])
        #expect(history.requests.map(\.path) == ["/x", "", ""])
        #expect(history.totals.received == 3 && history.totals.errors == 1)
        #expect(history.apps.allSatisfy { $0.connection != .connected })
    }
}
