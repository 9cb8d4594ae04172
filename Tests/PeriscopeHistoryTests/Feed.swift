import PeriscopeHistory
import PeriscopeWire

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A server as the history sees it: makes wire messages, with its own intern table.
struct Feed {
    var app: UInt64
    var name = "bookshop"
    var pid: UInt64 = 4_242
    var startedAt: Int64 = 1_700_000_000_000_000_000
    var anchor: Int64 = 1_767_225_600_000_000_000
    var build = "b1"
    var configuration = WireConfiguration.debug
    private var table: [String: UInt32] = [:]
    private var fresh: [String] = []

    init(app: UInt64 = 1) {
        self.app = app
    }

    var id: AppID { AppID(app) }

    func request(_ span: UInt64) -> RequestID { RequestID(app: id, span: span) }

    var hello: WireHello {
        var hello = WireHello()
        hello.role = .server
        hello.app = name
        hello.pid = pid
        hello.startedUnixNs = startedAt
        hello.anchorUnixNs = anchor
        hello.buildID = build
        hello.configuration = configuration
        hello.adapters = ["hummingbird"]
        return hello
    }

    mutating func intern(_ text: String) -> UInt32 {
        guard !text.isEmpty else { return 0 }
        if let index = table[text] { return index }
        table[text] = UInt32(table.count + 1)
        fresh.append(text)
        return UInt32(table.count)
    }

    /// What a new connection starts with.
    mutating func forgetStrings() {
        table = [:]
        fresh = []
    }

    mutating func batch(_ deltas: [WireRequestDelta]) -> WireBatch {
        var batch = WireBatch()
        batch.strings = fresh
        batch.requests = deltas
        fresh = []
        return batch
    }

    mutating func head(
        _ id: UInt64, start: UInt64 = 1_000_000, method: String = "GET", path: String = "/authors", query: String = ""
    ) -> WireRequestDelta {
        var delta = WireRequestDelta()
        delta.id = id
        delta.head.kind = .http
        delta.head.traceID = .init((0..<16).map { UInt8($0 + 1) })
        delta.head.startNs = start
        delta.head.method = intern(method)
        delta.head.path = path
        delta.head.query = query
        delta.head.authority = "127.0.0.1:8080"
        delta.head.httpVersion = "1.1"
        delta.head.headers = [
            header("host", "127.0.0.1:8080"), header("user-agent", "curl/8.5.0"), header("accept", "*/*"),
        ]
        return delta
    }

    mutating func header(_ name: String, _ value: String) -> WireHeader {
        var header = WireHeader()
        header.name = intern(name)
        header.value = value
        return header
    }

    mutating func span(
        _ id: UInt64, _ kind: WireSpanKind, _ name: String = "", parent: UInt64 = 0, start: UInt64, end: UInt64?
    ) -> WireSpan {
        var span = WireSpan()
        span.id = id
        span.parent = parent
        span.kind = kind
        span.name = intern(name)
        span.startNs = start
        if let end { span.endNs = end }
        span.status = .ok
        return span
    }

    mutating func query(
        _ id: UInt64, _ sql: String = "SELECT * FROM author WHERE id = ?", values: [String] = ["7"], parent: UInt64 = 0,
        start: UInt64, end: UInt64?, isHousekeeping: Bool = false
    ) -> WireSpan {
        var span = span(id, .query, "SELECT", parent: parent, start: start, end: end)
        span.query.sql = intern(sql)
        span.query.connection = intern("bookshop.sqlite (writer)")
        span.query.system = intern("sqlite")
        span.query.rows = 1
        span.query.transaction = 3
        span.query.housekeeping = isHousekeeping
        span.query.counters.vmSteps = 12
        span.query.values = values.map { text in
            var value = WireValue()
            value.kind = .integer
            value.text = text
            return value
        }
        return span
    }

    mutating func render(_ id: UInt64, _ name: String, parent: UInt64 = 0, start: UInt64, end: UInt64?) -> WireSpan {
        var span = span(id, .render, name, parent: parent, start: start, end: end)
        span.render.outputBytes = 5_000
        return span
    }

    mutating func log(_ message: String, at: UInt64, level: WireLogLevel = .info) -> WireLogLine {
        var line = WireLogLine()
        line.atNs = at
        line.level = level
        line.label = intern("bookshop")
        line.message = message
        line.source = intern("Bookshop")
        line.file = intern("Bookshop/Controllers/AuthorController.swift")
        line.line = 42
        return line
    }

    mutating func end(
        _ id: UInt64, at end: UInt64, status: UInt32 = 200, route: String? = "/authors", streamed: Bool = false
    ) -> WireRequestDelta {
        var delta = WireRequestDelta()
        delta.id = id
        delta.route.route = intern(route ?? "")
        delta.end.endNs = end
        delta.end.status = status
        delta.end.streamed = streamed
        delta.end.responseHeaders = [
            header("content-type", "text/html; charset=utf-8"), header("content-length", "5120"),
            header("date", "Thu, 01 Jan 2026 00:00:00 GMT"),
        ]
        delta.end.responseBody.bytes = 5_120
        return delta
    }

    /// A whole small request in one delta: handler, queries, a render and a line.
    mutating func whole(
        _ id: UInt64, start: UInt64 = 1_000_000, duration: UInt64 = 10_000_000, queries: Int = 1, status: UInt32 = 200,
        method: String = "GET", path: String = "/authors", route: String? = "/authors", streamed: Bool = false
    ) -> WireRequestDelta {
        var delta = head(id, start: start, method: method, path: path)
        let handler = id &* 1_000
        for number in 0..<UInt64(queries) {
            let at = start &+ 100_000 &* (number &+ 1)
            delta.spans.append(
                query(handler &+ 10 &+ number, values: ["\(number)"], parent: handler, start: at, end: at &+ 50_000))
        }
        delta.spans.append(
            render(handler &+ 5, "authors", parent: handler, start: start &+ 2_000_000, end: start &+ 3_000_000))
        delta.spans.append(
            span(
                handler, .handler, "GET /authors", parent: id, start: start &+ 10_000, end: start &+ duration &- 10_000)
        )
        delta.logs = [log("listed authors", at: start &+ 4_000_000)]
        let ending = end(id, at: start &+ duration, status: status, route: route, streamed: streamed)
        delta.route = ending.route
        delta.end = ending.end
        return delta
    }
}

/// A moment on the viewer's clock.
let noon: UnixNanoseconds = 1_767_225_600_000_000_000

extension History {
    /// A history with one app connected.
    static func connected(
        _ feed: inout Feed, limits: HistoryLimits = HistoryLimits(), noise: NoiseRules = NoiseRules()
    ) -> History {
        var history = History(limits: limits, noise: noise)
        history.connect(app: feed.app, hello: feed.hello, strings: [], at: noon)
        return history
    }

    @discardableResult
    mutating func apply(_ deltas: [WireRequestDelta], from feed: inout Feed, at now: UnixNanoseconds = noon)
        -> HistoryChange
    {
        apply(feed.batch(deltas), from: feed.app, at: now)
    }
}
