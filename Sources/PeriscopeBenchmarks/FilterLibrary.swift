import PeriscopeHistory
import PeriscopeWire

/// A history of requests such as a shop's: pages and an API with 5 to 50 queries each, and what browsers send.
struct FilterLibrary {
    private var table = InternTable()
    private(set) var queries = 0
    private var number: UInt64 = 0
    private var lastID: UInt64 = 0

    private static let agents = [
        "curl/8.5.0", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5",
    ]
    private static let tables = ["book", "author", "review", "publisher", "shelf", "customer", "invoice"]

    mutating func history(requests: Int) -> History {
        var history = History(limits: HistoryLimits(requests: requests, bytes: 1 << 30))
        history.connect(
            app: SampleServer.number, hello: SampleServer().hello, strings: [], at: SampleServer.anchor)
        while number < UInt64(requests) {
            table.beginBatch()
            var batch = WireBatch()
            batch.requests = [request()]
            let new = table.takeNew()
            batch.stringsReset = new.reset
            batch.strings = new.strings
            history.apply(batch, from: SampleServer.number, at: SampleServer.anchor)
            number += 1
        }
        return history
    }

    private mutating func makeID() -> UInt64 {
        lastID += 1
        // Spread as a probe's ids are.
        return lastID &* 0x9e37_79b9_7f4a_7c15
    }

    private mutating func request() -> WireRequestDelta {
        let start = number * 3_000_000
        let duration = 2_000_000 + number &* 2_654_435_761 % 200_000_000
        var delta = WireRequestDelta()
        delta.id = makeID()
        delta.head.kind = .http
        delta.head.startNs = start
        delta.head.method = table.index(of: number.isMultiple(of: 9) ? "POST" : "GET")
        delta.head.path = "/authors/\(number % 500)"
        delta.head.query = number.isMultiple(of: 3) ? "page=\(number % 40)&sort=title" : ""
        delta.head.authority = "127.0.0.1:8080"
        delta.head.headers = headers()
        delta.route.route = table.index(of: "/authors/{id}")
        delta.route.parameters = [attribute("id", "\(number % 500)")]
        var handler = span(.handler, "GET /authors/{id}", parent: delta.id, from: start, to: start + duration)
        handler.attributes = [attribute("user.id", "\(number % 90)")]
        delta.spans = [handler]
        for place in 0..<(5 + number &* 2_654_435_761 % 46) {
            delta.spans.append(query(place, parent: handler.id, at: start + place * 30_000))
            queries += 1
        }
        delta.spans += ["layout", "authors"].map { render($0, parent: handler.id, at: start + duration - 900_000) }
        delta.logs = (0..<3 as Range<UInt64>).map { log($0, at: start + $0 * 100_000) }
        delta.end = end(at: start + duration)
        return delta
    }

    private mutating func headers() -> [WireHeader] {
        var headers = [
            header("host", "127.0.0.1:8080"), header("accept", "text/html,application/xhtml+xml,*/*;q=0.8"),
            header("accept-language", "en-GB,en;q=0.9,de;q=0.8"), header("accept-encoding", "gzip, deflate, br, zstd"),
            header("cookie", "session=[redacted]; theme=dark; seen=\(number)"),
            header("user-agent", Self.agents[Int(number % 3)]),
            header("x-request-id", "\(number &* 0x9e37_79b9_7f4a_7c15)"),
        ]
        if number.isMultiple(of: 50) { headers.append(header("x-id", "7")) }
        return headers
    }

    private mutating func end(at time: UInt64) -> WireRequestEnd {
        var end = WireRequestEnd()
        end.endNs = time
        end.status = number.isMultiple(of: 100) ? 500 : 200
        if end.status == 500 {
            end.failure.type = "TillError"
            end.failure.message = "the till is jammed, order \(number)"
        }
        end.responseHeaders = [
            header("content-type", "application/json; charset=utf-8"), header("content-length", "5120"),
            header("date", "Thu, 01 Jan 2026 00:00:00 GMT"), header("server", "shop"), header("vary", "accept"),
        ]
        end.responseBody.text = body
        end.responseBody.bytes = UInt64(end.responseBody.text.utf8.count)
        end.responseBody.contentType = "application/json; charset=utf-8"
        return end
    }

    /// 2 to 8 kB of JSON, no two alike.
    private var body: String {
        (0..<20 + number % 60).reduce(into: "[") { text, row in
            text += "{\"id\":\(number &* 100 &+ row),\"title\":\"The Book of \(row)\",\"description\":\"A tale of "
            text += "\(number)\",\"price\":9.5},"
        } + "]"
    }

    private mutating func query(_ place: UInt64, parent: UInt64, at start: UInt64) -> WireSpan {
        var span = span(.query, "SELECT", parent: parent, from: start, to: start + 25_000)
        let name = Self.tables[Int((number &+ place) % 7)]
        let isRare = name == "shelf" && !number.isMultiple(of: 10)
        span.query.sql = table.index(
            of: "SELECT id, title, price FROM \(isRare ? "book" : name) WHERE author_id = ? AND price < ? LIMIT 50")
        span.query.values = ["\(number)", "\(1_000 + place)"].map { text in
            var value = WireValue()
            value.kind = .integer
            value.text = text
            return value
        }
        span.query.rows = 7 + place
        span.query.connection = table.index(of: "shop.sqlite (reader 2)")
        span.query.system = table.index(of: "sqlite")
        span.query.counters.vmSteps = 120 + place
        span.stack = 1 + place % 8
        return span
    }

    private mutating func render(_ name: String, parent: UInt64, at start: UInt64) -> WireSpan {
        var span = span(.render, name, parent: parent, from: start, to: start + 300_000)
        span.render.outputBytes = 5_120
        span.render.source = "Templates/\(name).mustache"
        return span
    }

    private mutating func log(_ place: UInt64, at time: UInt64) -> WireLogLine {
        var line = WireLogLine()
        line.atNs = time
        line.level = place == 2 && number.isMultiple(of: 20) ? .warning : .info
        line.label = table.index(of: "shop")
        line.message = place == 0 && number.isMultiple(of: 40) ? "timeout while charging" : "listed the books of a page"
        line.source = table.index(of: "Shop")
        line.file = table.index(of: "Shop/Controllers/AuthorController.swift")
        line.line = 42
        line.metadata = [attribute("author", "\(number % 500)")]
        return line
    }

    private mutating func span(
        _ kind: WireSpanKind, _ name: String, parent: UInt64, from start: UInt64, to end: UInt64
    ) -> WireSpan {
        var span = WireSpan()
        span.id = makeID()
        span.parent = parent
        span.kind = kind
        span.name = table.index(of: name)
        span.startNs = start
        span.endNs = end
        span.status = .ok
        return span
    }

    private mutating func header(_ name: String, _ value: String) -> WireHeader {
        var header = WireHeader()
        header.name = table.index(of: name)
        header.value = value
        return header
    }

    private mutating func attribute(_ key: String, _ value: String) -> WireAttribute {
        var attribute = WireAttribute()
        attribute.key = table.index(of: key)
        attribute.value = value
        return attribute
    }
}
