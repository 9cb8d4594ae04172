import PeriscopeHistory
import PeriscopeUI
import PeriscopeWire
import Screen
import Testing
import WireTesting

struct SQLPanelTests {
    @Test("What is hidden is said with its key first, never cut", arguments: [60, 70, 80, 90, 99])
    func hidden(columns: Int) {
        var ui = UIDriver.orders("3", columns, 24)
        let summary = ui.rows.first { $0.contains("19 queries") } ?? ""
        #expect(summary.contains("a shows 2 more") || summary.contains("a: 2 more"), "\(summary)")
        ui.type("a")
        ui.expect("a hides 2")
    }

    @Test("In order, a query says when, how long, how many rows, what was found, and from where")
    func ordered() {
        var ui = UIDriver.orders("3", 120, 60)
        ui.expect(
            "19 queries", "42 % of the request", "1 transaction", "2 housekeeping hidden · a shows them", "OFFSET",
            "+0.2 ms", "AuthorController.swift:29", "N+1", "scan", "12.0 ms ███████")
        #expect(ui.rows.count { $0.contains("○") && $0.contains("SELECT * FROM review") } == 12)
        ui.type("a")
        ui.expect("BEGIN IMMEDIATE", "ROLLBACK", "a hides them")
    }

    @Test("The queries of a transaction have a bracket, which another order takes away")
    func brackets() {
        var ui = UIDriver.orders("3a", 120, 60)
        ui.expect("┌ BEGIN", "│ INSERT", "│ UPDATE", "│ 2067", "└ ROLLBACK")
        ui.type("s<down><enter>")
        ui.expectNot("┌ BEGIN", "│ UPDATE")
        var ascii = UIDriver.orders("3a", 120, 60, glyphs: .ascii)
        ascii.expect("+ BEGIN", "| INSERT", "+ ROLLBACK")
        ascii.type("a")
        ascii.expect("+ INSERT")
    }

    @Test("A failed statement says its code and its message first")
    func failure() {
        var ui = UIDriver.orders("3z", 120, 40)
        ui.expect("failed", "2067 UNIQUE constraint failed: receip")
        ui.type("jjjjjjjjjjjjjjjj<enter>")
        ui.expect(
            "query 17 of 19", "ERROR", "code 2067", "DatabaseError", "UNIQUE constraint failed: receipt.number",
            "'A-17'")
        let row = ui.rows.firstIndex { $0.contains("code 2067") } ?? 0
        #expect(ui.grid[3, row].role == .error)
    }

    @Test(
        "The queries can be sorted by every column, and the head says by which",
        arguments: [
            (1, "TIME▼", "12.0 ms"), (2, "ROWS▼", "31"), (3, "FLAGS▼", "failed"), (4, "CALL SITE▲", "AuthorController"),
            (5, "QUERY▲", "INSERT INTO \"order\""), (0, "#", "SELECT id, title"),
        ])
    func sorting(place: Int, head: String, first: String) {
        var ui = UIDriver.orders("3z", 140, 40)
        ui.type("s" + String(repeating: "j", count: place) + "<enter>")
        ui.expect(head)
        ui.expectSelected(first)
        ui.type("S")
        ui.expect(head.hasSuffix("▼") ? head.dropLast() + "▲" : String(head.drop { $0 == "▲" }.prefix { $0 != "▲" }))
        ui.expectNot(first == "31" ? "nothing" : "▌ ○ \(first)")
    }

    @Test("By shape, one row tells what alike queries cost together, and opens them")
    func grouped() {
        var ui = UIDriver.orders("3t", 140, 70)
        ui.expect("COUNT", "TOTAL▼", "WORST", "SHARE", "SHAPE", "72 %", "grouped")
        ui.expectSelected("ReportController.swift:88")
        ui.type("sj<enter>")
        ui.expect("COUNT▼")
        ui.expectSelected("12")
        ui.type("<enter>")
        ui.expect("12 queries of one shape", "AuthorController.swift:41", "N+1", "VALUES", "40", "51")
        ui.type("j<enter>")
        ui.expect("query 3 of 19")
        ui.type("<esc><esc>")
        ui.expect("COUNT▼")
        ui.type("S")
        ui.expect("COUNT▲")
        ui.expectSelected("  1 ")
    }

    @Test("Alike queries with other literals and lists are one shape")
    func shapes() {
        var ui = UIDriver(120, 40)
        ui.connect()
        ui.say { server in
            let id = server.makeID()
            var delta = server.head(id, "GET", "/", at: 1_000, route: "/")
            for (place, sql) in [
                "SELECT * FROM book WHERE id IN (1, 2, 3)", "select * from book where id in (4)",
                "SELECT * FROM author WHERE name = 'x'",
            ].enumerated() {
                let from = 1_100 + UInt64(place) * 100
                delta.spans.append(server.query(sql, in: id, from: from, to: from + 50))
            }
            delta.end = server.end(at: 2_000, status: 200)
            server.send(delta)
        }
        ui.type("3t")
        #expect(ui.rows.count { $0.contains(" from ") || $0.contains(" FROM ") } == 2, "\(ui.screen)")
        ui.type("<enter>")
        ui.expect("2 queries of one shape")
        ui.type("<enter>")
        ui.expect("IN (1, 2, 3)", "1 more of this shape")
    }

    @Test("One query opened tells its stack, what SQLite counted, and its repeats")
    func opened() {
        var ui = UIDriver.orders("3jjjj<enter>", 120, 70)
        ui.expect(
            "query 5 of 19", "SELECT *", "FROM review", "WHERE book_id = ?", "VALUES", "43", "STACK",
            "▸ 2 library functions", "AuthorController.books(of:)", "AuthorController.swift:41", "Bookshop.answer(_:)",
            "async", "12 steps of SQLite's machine", "11 more of this shape, values 40 … 51", "WHERE book_id IN (…)")
        ui.expectNot("Row.fetchAll", "without an index")
        ui.type("l")
        ui.expect("▾ 2 library functions", "Row.fetchAll(_:)", "DatabasePool.read(_:)")
        ui.type("h")
        ui.expectNot("Row.fetchAll")
        ui.type("G<enter>")
        ui.expect("12 queries of one shape")
        ui.type("<esc>")
        ui.expect("query 5 of 19")
    }

    @Test("What SQLite counted is said in words")
    func counters() {
        let ui = UIDriver.orders("3zjjjjjjjjjjjjj<enter>", 120, 40)
        ui.expect(
            "read 3,999 rows without an index", "sorted 1 time", "made an index of 300 rows for itself",
            "12,004 steps of SQLite's machine", "[redacted]", "/shop/data/shop.sqlite")
    }

    @Test("Values stand apart or inline, named as the text names them; y copies the text with them")
    func values() {
        var ui = UIDriver.orders("3z<enter>", 120, 40)
        ui.expect(":shelf", ":language", "'en'")
        ui.type("t")
        ui.expect("language = 'en'")
        ui.expectNot("VALUES")
        ui.type("y")
        #expect(
            ui.takeEffects().last
                == .copy(
                    CopiedText(
                        "SELECT id, title FROM book WHERE shelf = 7 AND language = 'en' ORDER BY title LIMIT 12",
                        what: "SQL, values inline")))
    }

    @Test("J and K go to the next and the previous query")
    func neighbours() {
        var ui = UIDriver.orders("3jjjjjjjjjjjjj<enter>", 120, 70)
        ui.expect("query 14 of 19")
        ui.type("J")
        ui.expect("query 15 of 19", "INSERT INTO")
        ui.type("KK")
        ui.expect("query 13 of 19")
        ui.type("<esc>")
        ui.expectSelected("13")
    }

    @Test("o opens the call site: of the row, of the opened query, of the function that is selected")
    func source() {
        var ui = UIDriver.orders("3jo", 120, 70)
        let path = "/shop/Sources/Bookshop/"
        #expect(ui.takeEffects() == [.edit(path: path + "AuthorController.swift", line: 41)])
        ui.type("<enter>o")
        #expect(ui.takeEffects() == [.edit(path: path + "AuthorController.swift", line: 41)])
        ui.type("jjo")
        #expect(ui.takeEffects() == [.edit(path: path + "Bookshop.swift", line: 20)])
        ui.type("<esc>to")
        #expect(ui.takeEffects() == [.edit(path: path + "AuthorController.swift", line: 41)])
    }

    @Test("A place that is not absolute, as in a file, is for the loop to find")
    func relative() {
        var ui = UIDriver.orders("3zGo", 120, 40)
        #expect(ui.takeEffects() == [.edit(path: "Sources/Bookshop/Publisher.swift", line: 12)])
    }

    @Test("Before a stack has names, and where none was taken, it is said")
    func nameless() {
        var ui = UIDriver(140, 70)
        ui.connect()
        ui.say { $0.orders(at: 1_000_000) }
        ui.type("3<enter>")
        ui.expect("STACK", "its name is being looked up")
        ui.nameOrders()
        ui.expect("AuthorController.index(_:context:)")
        ui.type("<esc>agjjjjjjjjjjjjjj<enter>")
        ui.expect("housekeeping", "no call site: no call stack was taken")
    }

    @Test("Housekeeping alone is not an empty panel")
    func housekeeping() {
        var ui = UIDriver(80, 24)
        ui.connect()
        ui.say { server in
            let id = server.makeID()
            var delta = server.head(id, "GET", "/", at: 1_000, route: "/")
            delta.spans = [server.query("COMMIT", in: id, from: 1_100, to: 1_200, housekeeping: true)]
            delta.end = server.end(at: 2_000, status: 200)
            server.send(delta)
        }
        ui.type("3")
        ui.expect("No queries of the app's own.", "a shows them")
        ui.type("a")
        ui.expectSelected("COMMIT")
    }

    @Test("A query that runs is told with a running clock, and again when it has ended")
    func running() {
        var ui = UIDriver(120, 40)
        ui.connect()
        ui.time = 2_000_000
        var id: UInt64 = 0
        ui.say { id = $0.running(at: 1_000_000, inQuery: true) }
        ui.type("3")
        ui.expect("running", "1 query")
        ui.expectSelected("999.8 ms")
        ui.pass(milliseconds: 1_000)
        ui.expectSelected("2.00 s")
        ui.say { $0.finish(id, at: 3_500_000) }
        ui.expectNot("running  ")
    }

    @Test("Hostile text is only text", arguments: HostileText.texts)
    func hostile(text: String) {
        var ui = UIDriver(100, 30)
        ui.connect()
        ui.say { server in
            let id = server.makeID()
            var delta = server.head(id, "GET", "/", at: 1_000, route: "/")
            var span = server.query(text + " --", [text, text], in: id, from: 1_100, to: 1_200, connection: text)
            span.query.namespace = server.intern(text)
            span.stack = server.stack([7])
            span.failure.type = text
            span.failure.message = text
            span.query.errorCode = -5
            delta.spans = [span]
            delta.end = server.end(at: 2_000, status: 200)
            server.send(delta)
        }
        for (build, addresses) in ui.history.takeUnnamed(limit: 10) {
            let frame = SourceFrame(function: text, path: "/" + text, line: 1)
            ui.history.name(Dictionary(uniqueKeysWithValues: addresses.map { ($0, [frame]) }), of: build)
        }
        for keys in ["3", "t", "t", "p", "t", "<esc>", "o"] {
            ui.type(keys)
            if keys == "p" { ui.answer([(1, 0, text), (2, 1, "SCAN " + text), (3, 3, text)]) }
            for y in 0..<ui.size.rows {
                #expect(!ui.grid.cells(ofRow: y).contains { $0.base.map { $0.value < 0x20 } ?? false })
            }
        }
    }

    @Test("Scrolling 5,000 queries makes the panel once, and draws up a row for each row that comes into sight")
    func large() {
        var ui = UIDriver(200, 60)
        ui.connect()
        ui.say { $0.authors(at: 1_000, books: 5_000) }
        ui.nameStacks()
        ui.type("3z")
        _ = ui.grid
        let opened = ui.cache.counts
        for _ in 0..<200 {
            ui.type("j")
            _ = ui.grid
        }
        let scrolled = ui.cache.counts.since(opened)
        #expect(scrolled.facts == 0)
        #expect(scrolled.contents == 0)
        #expect(scrolled.lines <= 200)
        ui.type("G")
        ui.expectSelected("5001")
        #expect(ui.cache.counts.since(opened).contents == 0)
        ui.type("<enter>")
        ui.expect("query 5,001 of 5,001")
        ui.type("K")
        ui.expect("query 5,000 of 5,001")
    }

    @Test("News of other requests makes nothing of this one anew")
    func otherNews() {
        var ui = UIDriver.orders("3z", 120, 40)
        _ = ui.grid
        let before = ui.cache.counts
        ui.say { $0.quick("GET", "/", at: 1_500_000) }
        _ = ui.grid
        #expect(ui.cache.counts == before)
    }

    @Test("What is remembered over frames is what would be made anew", arguments: 1...6 as ClosedRange<UInt64>)
    func remembered(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var ui = UIDriver.orders("3", 120, 40)
        let keys = Array("jkJKtasSpoTwzdu34<>lh").map { String($0) } + ["<enter>", "<esc>", "<enter>"]
        for step in 0..<120 {
            switch Int.random(in: 0..<12, using: &random) {
            case 0: ui.say { $0.orders(at: UInt64(2_000_000 + step)) }
            case 1: ui.nameOrders()
            case 2: ui.answer(UIDriver.orderPlan)
            case 3: ui.pass(milliseconds: 700)
            default: ui.type(keys.randomElement(using: &random) ?? "j")
            }
            var fresh = ui.context
            fresh.cache = PanelCache()
            #expect(ui.grid == render(ui.state, fresh, ui.glyphs))
        }
    }

    /// `SELECT title FROM book WHERE id = ?` twice, or what `change` makes of it, opened at its queries.
    private func twice(
        _ sql: String = "SELECT title FROM book WHERE id = ?", _ values: [String] = ["7"], between: String? = nil,
        _ change: (inout WireSpan) -> Void = { _ in }
    ) -> UIDriver {
        var ui = UIDriver(160, 40)
        ui.connect()
        ui.say { server in
            let id = server.makeID()
            var delta = server.head(id, "GET", "/", at: 1_000, route: "/")
            for place in 0..<2 as Range<UInt64> {
                var span = server.query(sql, values, in: id, from: 1_100 + place * 200, to: 1_200 + place * 200)
                change(&span)
                delta.spans.append(span)
            }
            if let between { delta.spans.append(server.query(between, ["7"], in: id, from: 1_220, to: 1_260)) }
            delta.end = server.end(at: 2_000, status: 200)
            server.send(delta)
        }
        ui.type("3z")
        return ui
    }

    @Test("What a finding calls a duplicate is one here too, in the list, in the group and opened")
    func duplicates() {
        var ui = twice()
        #expect(ui.rows.count { $0.contains("dup") && $0.contains("SELECT title") } == 2)
        ui.type("<enter>")
        ui.expect("1 more of this shape", "2 of them have the very same values")
        ui.type("<esc>t<enter>")
        #expect(ui.rows.count { $0.contains("dup  7") } == 2)
    }

    @Test("What is not known to be equal is no duplicate: values left out or cut, and what writes")
    func notDuplicates() {
        let screens = [
            twice("SELECT title FROM book WHERE id = ?", []),
            twice { $0.query.omittedValues = 1 },
            twice { $0.query.values[0].truncatedBytes = 9 },
            twice { $0.query.truncatedBytes = 9 },
            twice("INSERT INTO visit (book) VALUES (?)"),
        ]
        for var ui in screens {
            ui.expectNot("dup")
            ui.type("<enter>")
            ui.expect("1 more of this shape")
            ui.expectNot("very same")
            ui.type("<esc>t<enter>")
            ui.expectNot("dup")
        }
    }

    @Test("Equal reads around a write are no duplicates, though they have the same values")
    func writeBetween() {
        var ui = twice(between: "UPDATE book SET title = '' WHERE id = ?")
        ui.expectNot("dup")
        ui.type("<enter>")
        ui.expect("2 of them have the very same values")
    }

    @Test("Without placeholders, no values are needed to be equal")
    func noPlaceholders() {
        twice("SELECT count(*) FROM book", []).expect("dup")
    }
}
