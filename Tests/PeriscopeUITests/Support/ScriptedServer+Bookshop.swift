import PeriscopeHistory
import PeriscopeWire

/// The requests that the screens of the tests are made of.
extension ScriptedServer {
    /// A quick request without anything inside.
    mutating func quick(
        _ method: String = "GET", _ path: String, at start: UInt64, status: UInt32 = 200, took: UInt64 = 900
    ) {
        var delta = head(makeID(), method, path, at: start, route: path)
        delta.end = end(at: start + took, status: status)
        send(delta)
    }

    /// `/authors`: one query, then one for each author, three templates, logs; 48.2 ms.
    mutating func authors(at start: UInt64, books: Int = 50) {
        let id = makeID()
        var delta = head(id, "GET", "/authors", at: start, route: "/authors", headers: Self.secretHeaders)
        let session = span(.middleware, "Session", in: id, from: start + 50, to: start + 250)
        let handler = span(.handler, "GET /authors", in: id, from: start + 300, to: start + 48_100)
        delta.spans = [session, handler]
        delta.spans.append(
            query(
                "BEGIN DEFERRED TRANSACTION", rows: 0, in: handler.id, from: start + 400, to: start + 410,
                housekeeping: true, transaction: 3))
        delta.spans.append(
            query(
                "SELECT * FROM author ORDER BY name LIMIT ?", ["50"], rows: 50, in: handler.id, from: start + 500,
                to: start + 1_400, transaction: 3, stack: [201, 102]))
        for book in 0..<books {
            let from = start + 1_500 + UInt64(book) * 600
            delta.spans.append(
                query(
                    "SELECT * FROM book WHERE author_id = ? AND title <> ''", ["\(book % 45)"], rows: 3, in: handler.id,
                    from: from, to: from + 550, transaction: 3, stack: [201, 101, 102]))
        }
        let layout = render(
            "layout", bytes: 18_200, in: handler.id, from: start + 44_000, to: start + 47_200,
            context: [("title", "String", "Authors"), ("token", "String", "[redacted]")])
        let page = render("authors", bytes: 17_000, in: layout.id, from: start + 44_200, to: start + 47_100)
        delta.spans += [layout, page]
        for row in 0..<3 {
            let from = start + 44_500 + UInt64(row) * 700
            delta.spans.append(
                render(
                    "row", bytes: 300, in: page.id, from: from, to: from + 600,
                    context: [("name", "String", "Ursula K. Le Guin")]))
        }
        delta.logs = [
            log(.info, "listing authors", at: start + 450, [("page", "1")]),
            log(.warning, "that is a lot of queries", at: start + 43_000),
            log(.debug, "rendered", at: start + 47_300),
        ]
        delta.end = end(at: start + 48_200, status: 200, bytes: 18_200)
        send(delta)
    }

    static let secretHeaders = [
        ("host", "127.0.0.1:8080"), ("authorization", "[redacted]"), ("cookie", "session=[redacted]; theme=dark"),
    ]

    /// A JSON answer with a call inside.
    mutating func price(at start: UInt64) {
        let id = makeID()
        var delta = head(
            id, "GET", "/api/books/7/price", query: "currency=EUR&q=a%20b", at: start, route: "/api/books/{id}/price")
        let handler = span(.handler, "GET /api/books/{id}/price", in: id, from: start + 100, to: start + 17_900)
        let call = span(
            .client, "GET rates", in: handler.id, from: start + 1_000, to: start + 17_000,
            attributes: [
                ("http.request.method", "GET"), ("url.full", "http://127.0.0.1:8080/api/rates"),
                ("http.response.status_code", "200"),
            ])
        delta.spans = [handler, call]
        delta.end = end(
            at: start + 18_000, status: 200,
            body:
                #"{"id":7,"title":"The Dispossessed","tags":["sf",true,null],"price":{"EUR":9.5},"token":"[redacted]"}"#,
            contentType: "application/json")
        send(delta)
    }

    /// One that throws.
    mutating func failing(at start: UInt64) {
        var delta = head(makeID(), "GET", "/error", at: start, route: "/error")
        delta.end = end(
            at: start + 900, status: 500, bytes: 0, failure: ("ShopError", "the till is jammed\nand so is the door"))
        delta.logs = [log(.error, "the till is jammed", at: start + 500)]
        send(delta)
    }

    /// One that is still running, in its handler or in a query; returns its id.
    @discardableResult
    mutating func running(at start: UInt64, inQuery: Bool = false) -> UInt64 {
        let id = makeID()
        var delta = head(id, "GET", "/slow", query: "seconds=5", at: start, route: "/slow")
        let handler = span(.handler, "GET /slow", in: id, from: start + 100, to: nil)
        delta.spans = [handler]
        if inQuery {
            delta.spans.append(query("SELECT slow()", in: handler.id, from: start + 200, to: nil))
        }
        send(delta)
        return id
    }

    mutating func finish(_ id: UInt64, at time: UInt64, status: UInt32 = 200) {
        var delta = WireRequestDelta()
        delta.id = id
        delta.end = end(at: time, status: status)
        send(delta)
    }
}
