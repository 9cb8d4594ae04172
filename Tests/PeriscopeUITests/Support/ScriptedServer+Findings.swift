import PeriscopeHistory
import PeriscopeWire

/// Requests in which something is found, and their mended twins.
extension ScriptedServer {
    static let authorQuery = "SELECT * FROM author ORDER BY name LIMIT ?"
    static let bookQuery = "SELECT * FROM book WHERE author_id = ?"
    static let mendedQuery = "SELECT * FROM book WHERE author_id IN (?, ?, ?)"
    static let saleQuery = "SELECT book_id, sum(price) FROM sale GROUP BY book_id ORDER BY 2 DESC"

    /// `/authors` as somebody mended it: two queries, 3 ms.
    mutating func mendedAuthors(at start: UInt64) {
        let id = makeID()
        var delta = head(id, "GET", "/authors", at: start, route: "/authors")
        let handler = span(.handler, "GET /authors", in: id, from: start + 100, to: start + 2_900)
        delta.spans = [
            handler,
            query(
                Self.authorQuery, ["50"], rows: 50, in: handler.id, from: start + 200, to: start + 1_100,
                stack: [201, 102]),
            query(
                Self.mendedQuery, ["1", "2", "3"], rows: 150, in: handler.id, from: start + 1_200, to: start + 2_000,
                stack: [201, 101, 102]),
        ]
        delta.end = end(at: start + 3_000, status: 200)
        send(delta)
    }

    /// `/authors` while it runs: the list, and so many of its repeats.
    @discardableResult
    mutating func runningAuthors(at start: UInt64, books: Int) -> UInt64 {
        let id = makeID()
        var delta = head(id, "GET", "/authors", at: start, route: "/authors")
        let handler = span(.handler, "GET /authors", in: id, from: start + 100, to: nil)
        delta.spans = [
            handler,
            query(
                Self.authorQuery, ["50"], rows: 50, in: handler.id, from: start + 200, to: start + 1_100,
                stack: [201, 102]),
        ]
        for book in 0..<books {
            let from = start + 1_200 + UInt64(book) * 600
            delta.spans.append(
                query(
                    Self.bookQuery, ["\(book)"], rows: 3, in: handler.id, from: from, to: from + 500,
                    stack: [201, 101, 102]))
        }
        send(delta)
        return id
    }

    /// The same query again and again, without a list before it.
    mutating func suspicious(at start: UInt64, count: Int = 12) {
        let id = makeID()
        var delta = head(id, "GET", "/suspicious", at: start, route: "/suspicious")
        let handler = span(.handler, "GET /suspicious", in: id, from: start + 100, to: start + 9_000)
        delta.spans = [handler]
        for book in 0..<count {
            let from = start + 200 + UInt64(book) * 600
            delta.spans.append(
                query(
                    Self.bookQuery, ["\(book)"], rows: 3, in: handler.id, from: from, to: from + 500,
                    stack: [201, 101, 102]))
        }
        delta.end = end(at: start + 9_100, status: 200)
        send(delta)
    }

    /// `/reports/sales`: a query, then code of its own, then a page; 1.25 s.
    mutating func report(at start: UInt64) {
        let id = makeID()
        var delta = head(id, "GET", "/reports/sales", at: start, route: "/reports/sales")
        let handler = span(.handler, "GET /reports/sales", in: id, from: start + 100, to: start + 1_249_900)
        delta.spans = [
            handler,
            query(
                Self.saleQuery, rows: 45, in: handler.id, from: start + 1_000, to: start + 321_000, stack: [201, 103]),
            render("sales", bytes: 9_000, in: handler.id, from: start + 1_180_000, to: start + 1_240_000),
        ]
        delta.end = end(at: start + 1_250_000, status: 200)
        send(delta)
    }

    /// `/many`: one query, and so many that were only counted; 3 ms.
    mutating func counting(_ counted: UInt64, at start: UInt64) {
        let id = makeID()
        var delta = head(id, "GET", "/many", at: start, route: "/many")
        delta.spans = [query(Self.bookQuery, ["1"], in: id, from: start + 100, to: start + 900)]
        delta.countedQueries = counted
        delta.countedQueriesNs = counted
        delta.end = end(at: start + 3_000, status: 200)
        send(delta)
    }
}
