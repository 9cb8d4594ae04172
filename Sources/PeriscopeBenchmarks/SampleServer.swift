import Foundation
import PeriscopeHistory
import PeriscopeWire

/// A server on the wire, without the server: makes the messages that a probe would send.
struct SampleServer {
    /// 2026-01-01T00:00:00Z.
    static let anchor: UnixNanoseconds = 1_767_225_600_000_000_000
    static let number: UInt64 = 1

    private var table = InternTable()
    private var lastID: UInt64 = 0
    private(set) var requestCount: UInt64 = 0
    /// Whether requests differ in route, status and time, as those of a real server do.
    private let isVaried: Bool

    init(isVaried: Bool = false) {
        self.isVaried = isVaried
    }

    var hello: WireHello {
        var hello = WireFrame.hello(role: .server)
        hello.app = "sample"
        hello.pid = 4_242
        hello.startedUnixNs = Self.anchor
        hello.anchorUnixNs = Self.anchor
        hello.buildID = "a1f3c0ffee00"
        hello.configuration = .release
        hello.adapters = ["hummingbird", "grdb", "mustache"]
        return hello
    }

    /// Nanoseconds from the anchor: a request each millisecond; of varied ones two.
    var now: UInt64 { requestCount * (isVaried ? 500_000 : 1_000_000) }

    /// The next batch of whole requests.
    mutating func batch(requests count: Int, queries: Int, renders: Int = 0, logs: Int = 0) -> WireBatch {
        table.beginBatch()
        let requests = (0..<count).map { _ in request(queries: queries, renders: renders, logs: logs) }
        var batch = WireBatch()
        let new = table.takeNew()
        batch.stringsReset = new.reset
        batch.strings = new.strings
        batch.requests = requests
        return batch
    }

    /// What curl's headers, a handler and its work make.
    private mutating func request(queries: Int, renders: Int, logs: Int) -> WireRequestDelta {
        requestCount += 1
        let start = now
        var delta = WireRequestDelta()
        delta.id = makeID()
        delta.head = head(at: start)
        delta.route.route = table.index(of: isVaried ? "/\(place)/{id}" : "/authors/{id}")
        var parameter = WireAttribute()
        parameter.key = table.index(of: "id")
        parameter.value = "\(requestCount % 500)"
        delta.route.parameters = [parameter]
        let handler = span(.handler, "GET /authors/{id}", parent: delta.id, from: start + 20_000, to: start + 900_000)
        delta.spans = [handler]
        for number in 0..<UInt64(queries) { delta.spans.append(query(number, parent: handler.id, at: start)) }
        for _ in 0..<renders { delta.spans.append(render(parent: handler.id, at: start)) }
        delta.logs = (0..<logs).map { _ in log(at: start + 500_000, span: handler.id) }
        delta.end = end(at: start + duration)
        if isVaried, requestCount % 40 == 0 { delta.end.status = requestCount % 80 == 0 ? 500 : 404 }
        return delta
    }

    private static let places = [
        "authors", "books", "reviews", "orders", "publishers", "shelves", "api/books", "search",
    ]

    private var place: String { isVaried ? Self.places[Int(mixed % 8)] : "authors" }

    /// From 0.95 ms to about a second, most of them short.
    private var duration: UInt64 {
        guard isVaried else { return 950_000 }
        return 950_000 + (mixed >> 8 & 0xFFFF) * 40 << (mixed >> 24 & 7) / 2
    }

    /// The same for the same request.
    private var mixed: UInt64 {
        let product = requestCount &* 0x9e37_79b9_7f4a_7c15
        return product ^ product >> 31
    }

    private mutating func makeID() -> UInt64 {
        lastID += 1
        // Spread as a probe's ids are.
        return lastID &* 0x9e37_79b9_7f4a_7c15
    }

    private mutating func head(at start: UInt64) -> WireRequestHead {
        var head = WireRequestHead()
        head.traceID = Data((0..<16).map { UInt8(truncatingIfNeeded: (start >> 8) &* (31 &+ $0)) })
        head.kind = .http
        head.startNs = start
        head.method = table.index(of: "GET")
        head.path = "/\(place)/\(requestCount % 500)"
        head.authority = "127.0.0.1:8080"
        head.headers = [
            header("host", "127.0.0.1:8080"), header("user-agent", "curl/8.5.0"), header("accept", "*/*"),
        ]
        return head
    }

    private mutating func header(_ name: String, _ value: String) -> WireHeader {
        var header = WireHeader()
        header.name = table.index(of: name)
        header.value = value
        return header
    }

    private mutating func end(at time: UInt64) -> WireRequestEnd {
        var end = WireRequestEnd()
        end.endNs = time
        end.handledNs = time - 10_000
        end.status = 200
        end.responseHeaders = [
            header("content-type", "text/html; charset=utf-8"), header("content-length", "5120"),
            header("date", "Thu, 01 Jan 2026 00:00:00 GMT"), header("server", "bookshop"),
        ]
        end.responseBody.bytes = 5_120
        end.responseBody.contentType = "text/html; charset=utf-8"
        return end
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

    private mutating func query(_ number: UInt64, parent: UInt64, at start: UInt64) -> WireSpan {
        let from = start + 30_000 + number * 100
        var span = span(.query, "SELECT", parent: parent, from: from, to: from + 40_000)
        let tables = ["book", "author", "review", "publisher", "shelf"]
        let name = tables[Int(number) % tables.count]
        span.query.sql = table.index(
            of: "SELECT id, title, price FROM \(name) WHERE author_id = ? AND price < ? ORDER BY id LIMIT 50")
        span.query.values = [value("\(requestCount % 500 + number)"), value("\(1_000 + number)")]
        span.query.rows = 7
        span.query.connection = table.index(of: "shop.sqlite")
        span.query.system = table.index(of: "sqlite")
        span.query.counters.vmSteps = 120 + number
        return span
    }

    private func value(_ text: String) -> WireValue {
        var value = WireValue()
        value.kind = .integer
        value.text = text
        return value
    }

    private mutating func render(parent: UInt64, at start: UInt64) -> WireSpan {
        var span = span(.render, "authors", parent: parent, from: start + 600_000, to: start + 800_000)
        span.render.outputBytes = 5_120
        span.render.context = [("title", "String", "Authors"), ("count", "Int", "\(requestCount % 500)")].map {
            var node = WireContextNode()
            node.key = table.index(of: $0)
            node.type = table.index(of: $1)
            node.value = $2
            return node
        }
        return span
    }

    private mutating func log(at time: UInt64, span: UInt64) -> WireLogLine {
        var line = WireLogLine()
        line.atNs = time
        line.level = .info
        line.label = table.index(of: "shop")
        line.message = "listed the books"
        line.source = table.index(of: "Shop")
        line.file = table.index(of: "Shop/AuthorController.swift")
        line.line = 42
        line.span = span
        var attribute = WireAttribute()
        attribute.key = table.index(of: "author")
        attribute.value = "\(requestCount % 500)"
        line.metadata = [attribute]
        return line
    }
}
