import PeriscopeWire

/// A request with every sort of query and a page of nested templates.
extension ScriptedServer {
    /// `POST /orders`: 40 ms, two transactions, one of them with a failed statement.
    mutating func orders(at start: UInt64) {
        let id = makeID()
        var delta = head(id, "POST", "/orders", at: start, route: "/orders")
        let handler = span(.handler, "POST /orders", in: id, from: start + 100, to: start + 39_000)
        delta.spans = [handler]
        delta.spans += reading(handler.id, at: start)
        delta.spans += writing(handler.id, at: start + 20_000)
        delta.spans += page(handler.id, at: start + 30_000)
        delta.end = end(at: start + 40_000, status: 200, bytes: 9_100)
        send(delta)
    }

    /// A list, and then a query for each of its rows; one that is slow, masked and sorts.
    private mutating func reading(_ parent: UInt64, at start: UInt64) -> [WireSpan] {
        var spans = [
            query(
                "SELECT id, title FROM book WHERE shelf = :shelf AND language = :language ORDER BY title LIMIT 12",
                ["7", "en"], rows: 12, in: parent, from: start + 200, to: start + 900, stack: [201, 202, 102])
        ]
        for row in 0..<12 {
            let from = start + 1_000 + UInt64(row) * 300
            var span = query(
                "SELECT * FROM review WHERE book_id = ?", ["\(row + 40)"], rows: 2, in: parent, from: from,
                to: from + 250, stack: [201, 202, 101, 1_001])
            span.query.counters.fullScanSteps = 0
            span.query.counters.vmSteps = 12
            spans.append(span)
        }
        var slow = query(
            "SELECT author.name, count(*) AS books FROM author JOIN book ON book.author_id = author.id "
                + "WHERE author.secret = ? AND author.born BETWEEN ? AND ? GROUP BY author.id ORDER BY books DESC",
            ["[redacted]", "1900", "1980"], rows: 31, in: parent, from: start + 5_000, to: start + 17_000,
            connection: "reader-2", stack: [103])
        slow.query.counters.sorts = 1
        slow.query.counters.automaticIndexes = 300
        slow.query.namespace = intern("/shop/data/shop.sqlite")
        spans.append(slow)
        return spans
    }

    private mutating func writing(_ parent: UInt64, at start: UInt64) -> [WireSpan] {
        func writer(_ server: inout ScriptedServer, _ sql: String, _ values: [String], _ place: UInt64, _ hidden: Bool)
            -> WireSpan
        {
            var span = server.query(
                sql, values, rows: hidden ? 0 : 1, in: parent, from: start + place * 400, to: start + place * 400 + 200,
                connection: "writer", housekeeping: hidden, transaction: 9, stack: hidden ? [] : [201, 104])
            span.query.clearCounters()
            return span
        }
        var spans = [writer(&self, "BEGIN IMMEDIATE TRANSACTION", [], 0, true)]
        spans.append(writer(&self, "INSERT INTO \"order\" (customer, book) VALUES (?, ?)", ["3", "40"], 1, false))
        spans.append(writer(&self, "UPDATE book SET stock = stock - 1 WHERE id = ?", ["40"], 2, false))
        var failed = writer(&self, "INSERT INTO receipt (number) VALUES (?)", ["A-17"], 3, false)
        failed.status = .error
        failed.failure.type = "DatabaseError"
        failed.failure.message = "UNIQUE constraint failed: receipt.number"
        failed.query.errorCode = 2_067
        spans.append(failed)
        spans.append(writer(&self, "ROLLBACK TRANSACTION", [], 4, true))
        return spans
    }

    static let layoutText = "<html>\n{{! the frame of all pages }}\n<body>\n{{>orders}}\n</body>\n</html>\n"
    static let pageText =
        "<h1>{{title}}</h1>\n<ul>\n{{#rows}}\n{{> row}}\n{{/rows}}\n{{^rows}}nothing{{/rows}}\n</ul>\n{{{footer}}}\n"

    private mutating func page(_ parent: UInt64, at start: UInt64) -> [WireSpan] {
        var layout = render(
            "layout", bytes: 9_100, in: parent, from: start, to: start + 8_000, stack: [102])
        layout.render.text = intern(Self.layoutText)
        layout.render.source = "Templates/layout.mustache"
        layout.render.context = orderContext()
        var page = render("orders", bytes: 8_000, in: layout.id, from: start + 300, to: start + 7_800)
        page.render.text = intern(Self.pageText)
        page.render.source = "Templates/orders.mustache"
        var spans = [layout, page]
        for row in 0..<5 {
            let from = start + 1_000 + UInt64(row) * 1_200
            var partial = render("row", bytes: 900, in: page.id, from: from, to: from + 1_100)
            partial.render.text = intern("<li>{{name}}</li>\n")
            partial.render.source = "Templates/row.mustache"
            spans.append(partial)
            if row < 2 {
                spans.append(
                    query(
                        "SELECT name FROM publisher WHERE id = ?", ["\(row)"], in: partial.id, from: from + 100,
                        to: from + 300, stack: [105]))
            }
        }
        return spans
    }

    private mutating func orderContext() -> [WireContextNode] {
        let books = (0..<3).map { place in
            node("\(place)", "Book", children: [node("title", "String", "Book \(place)"), node("pages", "Int", "320")])
        }
        return [
            node("title", "String", "Orders"), node("token", "String", "[redacted]"), node("count", "Int", "3"),
            node("isOpen", "Bool", "true"), node("books", "[Book]", children: books, count: 50),
        ]
    }

    private mutating func node(
        _ key: String, _ type: String, _ value: String? = nil, children: [WireContextNode] = [], count: UInt64? = nil
    ) -> WireContextNode {
        var node = WireContextNode()
        node.key = intern(key)
        node.type = intern(type)
        if let value { node.value = value }
        if value == "[redacted]" { node.mask = 9 }
        node.children = children
        if let count { node.count = count }
        return node
    }
}
