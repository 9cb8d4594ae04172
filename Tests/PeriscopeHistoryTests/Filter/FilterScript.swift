import PeriscopeHistory
import PeriscopeWire

/// A few requests that differ in all that a filter can ask.
struct FilterScript {
    var feed = Feed()
    var history: History
    /// A second after the newest.
    let now = noon + 60_000_000_000

    init() {
        history = History.connected(&feed)
        // 1: a page with queries, a template and logs.
        history.apply([feed.whole(1, start: 1_000_000_000, duration: 12_500_000, queries: 3)], from: &feed)
        order()
        failure()
        // 4: a health check.
        history.apply(
            [feed.whole(4, start: 40_000_000_000, duration: 300_000, queries: 0, path: "/health", route: "/health")],
            from: &feed)
        call()
        // 6: in flight.
        history.apply([feed.head(6, start: 57_000_000_000, path: "/slow")], from: &feed)
    }

    /// 2: a POST with bodies, headers, parameters and a wide query.
    private mutating func order() {
        var delta = feed.head(
            2, start: 10_000_000_000, method: "POST", path: "/shop/42/order", query: "page=2&sort=Zoë")
        delta.head.headers.append(feed.header("X-Request-Id", "7"))
        delta.head.headers.append(feed.header("X-A-Rather-Long-Name", "with a rather long value"))
        delta.head.remoteAddress = "10.0.0.9:1234"
        var parameter = WireAttribute()
        parameter.key = feed.intern("shop")
        parameter.value = "42"
        delta.route.route = feed.intern("/shop/{shop}/order")
        delta.route.parameters = [parameter]
        var query = feed.query(
            21, "INSERT INTO \"Orders\" (customer, title) VALUES (?, ?)",
            values: ["4711", "The Left Hand of Darkness"],
            start: 10_001_000_000, end: 10_031_000_000)
        query.query.rows = 2_500
        query.query.namespace = feed.intern("/data/shop.sqlite")
        delta.spans = [query]
        var line = feed.log("charged the card", at: 10_002_000_000, level: .warning)
        var pair = WireAttribute()
        pair.key = feed.intern("customer")
        pair.value = "4711"
        line.metadata = [pair]
        delta.logs = [line]
        delta.end = feed.end(2, at: 10_750_000_000, status: 201).end
        delta.end.requestBody.bytes = 20
        delta.end.requestBody.text = "{\"Title\": \"Darkness\"}"
        delta.end.responseBody.text = "created"
        delta.end.responseBody.bytes = 12_000
        delta.end.responseBody.contentType = "application/json"
        history.apply([delta], from: &feed)
    }

    /// 3: one that throws.
    private mutating func failure() {
        var delta = feed.head(3, start: 20_000_000_000, path: "/error")
        delta.end = feed.end(3, at: 20_001_000_000, status: 500).end
        delta.end.failure.type = "TillError"
        delta.end.failure.message = "The till is jammed"
        delta.end.failure.stack = ["Till.open() at Till.swift:12"]
        history.apply([delta], from: &feed)
    }

    /// 5: a call with attributes, in a stream that was cut short.
    private mutating func call() {
        var delta = feed.head(5, start: 50_000_000_000, path: "/rates")
        var call = feed.span(51, .client, "GET rates", start: 50_001_000_000, end: 50_002_000_000)
        var attribute = WireAttribute()
        attribute.key = feed.intern("http.request.method")
        attribute.value = "GET"
        call.attributes = [attribute]
        var render = feed.render(52, "rates", start: 50_003_000_000, end: 50_004_000_000)
        render.render.source = "Templates/rates-of-exchange.mustache"
        var node = WireContextNode()
        node.key = feed.intern("currency")
        node.type = feed.intern("String")
        node.value = "EUR"
        render.render.context = [node]
        delta.spans = [call, render]
        delta.dropped = 3
        delta.end = feed.end(5, at: 50_010_000_000, status: 404, route: nil, streamed: true).end
        delta.end.aborted = true
        history.apply([delta], from: &feed)
    }

    /// The spans of the requests that a filter finds.
    func found(_ text: String, marks: Set<UInt64> = [], now: UnixNanoseconds? = nil) throws -> [UInt64] {
        let marked = Set(marks.map(feed.request))
        return history.requests(matching: try RequestFilter(text), now: now ?? self.now, marks: marked).map(\.id.span)
    }
}
