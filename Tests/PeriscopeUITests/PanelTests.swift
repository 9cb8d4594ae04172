import PeriscopeHistory
import PeriscopeUI
import PeriscopeWire
import Screen
import Testing

struct PanelTests {
    @Test(
        "A number at the list opens the selected request in that panel",
        arguments: [
            ("1", "WHERE THE TIME WENT"), ("2", "own code, or waiting"), ("3", "51 queries"),
            ("4", "1 page, 4 partials"),
            ("5", "that is a lot of queries"), ("6", "[redacted]"), ("7", "middleware"), ("0", "IMPACT"),
            ("9", "ENVIRONMENT"),
        ])
    func numbers(key: String, text: String) {
        for (columns, rows) in [(80, 24), (120, 40), (200, 60)] {
            var ui = UIDriver.authors(key, columns, rows)
            ui.expect(text)
            ui.type("<esc>")
            ui.expectNot(text)
        }
    }

    @Test("J and K change the request and keep the panel")
    func neighbours() {
        var ui = UIDriver.authors("5")
        ui.expect("listing authors")
        ui.type("JJJ")
        ui.expect("GET /error", "the till is jammed")
        ui.type("KKK")
        ui.expect("listing authors")
        ui.type("]")
        ui.expect("GET http://127.0.0.1:8080/authors")
        ui.type("[[")
        ui.expect("layout")
    }

    @Test("Overview tells the state, the error with its stack, and where the time went")
    func overview() {
        var ui = UIDriver.bookshop()
        ui.type("jjjj1")
        ui.expect("failed", "ShopError", "the till is jammed", "Routes.error() at Routes.swift:12", "bookshop 4242")
        ui.type("KKK")
        ui.expect("SQL 28.4 ms (59 %)", "templates 3.2 ms")
        ui.type("G")
        ui.expect("18.2 kB  text/html", "route", "/authors")
    }

    @Test("The timeline folds alike queries, and unfolds them")
    func timeline() {
        var ui = UIDriver.authors("2", 140, 120)
        ui.expect("query ×50", "handler GET /authors", "0 ms", "40", "150 rows")
        ui.type("jjjjj")
        ui.expectSelected("×50")
        ui.type("l")
        #expect(ui.rows.count { $0.contains("query SELECT * FROM book") } == 50)
        ui.type("h")
        #expect(ui.rows.count { $0.contains("query SELECT * FROM book") } == 0)
        ui.type("kkkh")
        ui.expectNot("query ×50")
        ui.type("l+")
        ui.expect("zoom ×2")
        ui.type("-t")
        ui.expectNot("zoom ×")
        #expect(ui.rows.count { $0.contains("query SELECT * FROM book") } == 50)
    }

    @Test("A long axis is labelled in steps of 1, 2 or 5, each with room")
    func ticks() {
        var ui = UIDriver.bookshop(200, 40)
        ui.type("jj2")
        ui.expect("0 ms", "  200  ", "800", "1000")
    }

    @Test("SQL has two levels: the list, and one opened")
    func sql() {
        var ui = UIDriver.authors("3", 120, 60)
        ui.expect("1 housekeeping hidden · a shows them", "AuthorController.swift:41", "N+1", "1 transaction")
        ui.type("a")
        ui.expect("BEGIN DEFERRED")
        ui.type("ajj<enter>")
        ui.expect(
            "query 3 of 51", "SELECT *", "FROM book", "WHERE author_id = ?", "VALUES", "1  1", "without an index",
            "49 more of this shape", "database")
        ui.type("t")
        ui.expect("WHERE author_id = 1")
        ui.type("J")
        ui.expect("query 4 of 51", "WHERE author_id = 2")
        ui.type("<esc>")
        ui.expectSelected("4 ")
    }

    @Test("Grouped by shape, SQL says what each costs, and opens each run")
    func grouped() {
        var ui = UIDriver.authors("3t")
        ui.expect("COUNT", "27.5 ms", "97 %")
        ui.expectSelected("50")
        ui.type("<enter>")
        ui.expect("50 queries of one shape", "VALUES")
        ui.type("j<enter>")
        ui.expect("query 3 of 51")
        ui.type("<esc>")
        ui.expect("50 queries of one shape")
        ui.type("<esc>")
        ui.expect("COUNT")
        ui.type("j<enter>")
        ui.expect("query 1 of 51", "FROM author")
    }

    @Test("t keeps to the text that is selected, in either order")
    func groupedStays() {
        var ui = UIDriver.authors("3jjjjt")
        ui.expectSelected("book WHERE author_id")
        ui.type("j")
        ui.expectSelected("FROM author")
        ui.type("t")
        ui.expectSelected("FROM author")
    }

    @Test("The names of connections are shown whole where there is room")
    func connections() {
        var ui = UIDriver(120, 40)
        ui.connect()
        ui.say { server in
            let id = server.makeID()
            var delta = server.head(id, "GET", "/", at: 1_000, route: "/")
            delta.spans.append(
                server.query("SELECT 1", in: id, from: 1_100, to: 1_200, connection: "shop.reader.1"))
            delta.end = server.end(at: 2_000, status: 200)
            server.send(delta)
        }
        ui.type("3")
        ui.expect("shop.reader.1")
    }

    @Test("What a partial wrote is not known where the engine does not say")
    func partialSize() {
        var ui = UIDriver(120, 40)
        ui.connect()
        ui.say { server in
            let id = server.makeID()
            var delta = server.head(id, "GET", "/", at: 1_000, route: "/")
            let page = server.render("page", bytes: 5_000, in: id, from: 1_100, to: 1_900)
            delta.spans = [page, server.render("row", bytes: 0, in: page.id, from: 1_200, to: 1_300)]
            delta.end = server.end(at: 2_000, status: 200)
            server.send(delta)
        }
        ui.type("2")
        ui.expectNot("0 B")
        ui.type("4j")
        ui.expectSelected("—")
        ui.expectNot(" 0 B")
        ui.type("<enter>")
        ui.expect("not captured of a partial")
        ui.expectNot("0 B")
    }

    @Test("While the child runs, its newest lines take a row each; of one that ended, each is shown whole")
    func newestOutput() {
        var ui = UIDriver(80, 24)
        ui.connect()
        let long = String(repeating: "word ", count: 40)
        ui.environment.childOutput = (1...2_000).map { .init(text: "\($0) \(long)", at: 0) }
        ui.environment.child = .init(command: "swift run", pid: 7, state: .running)
        ui.type("9")
        ui.expect("newest 6 of 2,000 lines, G shows more", "bookshop 4242  debug")
        ui.environment.child = .init(command: "swift run", pid: 7, state: .exited(code: 1))
        ui.expectNot("bookshop 4242  debug")
    }

    @Test("Where nothing matches, the footer says how to see all again, and offers nothing that needs a request")
    func footerOfNothing() {
        var ui = UIDriver.bookshop(80, 24)
        ui.type("f~nothing~<enter>")
        let footer = ui.rows[23]
        #expect(footer.contains("Bksp clear filter"), "\(footer)")
        #expect(!footer.contains("open") && !footer.contains("panel") && !footer.contains("mark"), "\(footer)")
    }

    @Test("y copies SQL with its values, v shows it in the pager")
    func copySQL() {
        var ui = UIDriver.authors("3jjyv")
        let sql = "SELECT * FROM book WHERE author_id = 1 AND title <> ''"
        #expect(ui.takeEffects() == [.copy(CopiedText(sql, what: "SQL")), .page(sql + "\n")])
        ui.type("<esc>y")
        #expect(ui.takeEffects() == [.copy(CopiedText("http://127.0.0.1:8080/authors", what: "URL"))])
        ui.type("5y")
        #expect(ui.takeEffects() == [.copy(CopiedText("listing authors", what: "log message"))])
        ui.type("4y")
        #expect(ui.takeEffects() == [.copy(CopiedText("layout", what: "template name"))])
        ui.type("6jjjjy")
        let header = CopiedText("authorization: [redacted]", what: "authorization", note: "1 value masked")
        #expect(ui.takeEffects() == [.copy(header)])
    }

    @Test("Templates are a tree with own and total time; one opened shows its context")
    func templates() {
        var ui = UIDriver.authors("4")
        ui.expect("▾ layout", "▾ authors", "▸ row ×3", "18.2 kB")
        ui.type("jjl")
        #expect(ui.rows.count { $0.contains("row") && $0.contains("0.6 ms") } == 3)
        ui.type("kk<enter>")
        ui.expect("CONTEXT", "title \"Authors\"  String", "token [redacted]", "QUERIES INSIDE", "none")
    }

    @Test("Log levels are hidden by - and come back by +")
    func logs() {
        var ui = UIDriver.authors("5")
        ui.expect("3 lines", "page=1")
        ui.type("----")
        ui.expect("from warning up", "2 hidden")
        ui.expectNot("listing authors")
        ui.type("--")
        ui.expect("3 lines are below critical")
        ui.type("++++++g<enter>")
        ui.expect("METADATA", "page", "Bookshop/Routes.swift:41")
    }

    @Test("Request shows query, headers, cookies and JSON laid out")
    func request() {
        var ui = UIDriver.bookshop(120, 60)
        ui.type("jjj6")
        ui.expect(
            "GET http://127.0.0.1:8080/api/books/7/price?currency=EUR&q=a%20b HTTP/1.1", "a b", "status 200",
            "\"title\": \"The Dispossessed\",", "\"tags\": [", "\"EUR\": 9.5", "\"token\": \"[redacted]\"")
        ui.type("KK")
        ui.expect("authorization", "cookies", "theme", "dark", "not captured")
    }

    @Test("Calls come before the other spans, with what they called")
    func calls() {
        var ui = UIDriver.bookshop()
        ui.type("jjj7")
        ui.expect("1 call", "url.full=http://127.0.0.1:8080/api/rates", "handler")
        ui.type("<enter>")
        ui.expect("ATTRIBUTES", "http.response.status_code")
    }

    @Test("Routes open the requests of one, and Esc shows all again")
    func routes() {
        var ui = UIDriver.bookshop()
        ui.type("0")
        ui.expectSelected("/reports/sales")
        ui.type("j<enter>")
        ui.expect("route: GET /authors", "[1/1]")
        ui.expectNot("/login")
        ui.type("<esc>")
        ui.expect("/login")
    }

    @Test("Apps show the process, its child's output, and work outside of requests")
    func apps() {
        var ui = UIDriver.bookshop(120, 60)
        ui.environment.child = .init(command: "swift run App", pid: 7, state: .exited(code: 1))
        ui.environment.childOutput = [.init(text: "error: no such module", at: 0, isError: true)]
        for second in 1...3 {
            var sample = WireProcessSample()
            sample.atNs = UInt64(second) * 1_000_000_000
            sample.userCpuNs = UInt64(second) * 120_000_000
            sample.residentBytes = 48_200_000
            sample.threads = 8
            sample.descriptors = 21
            sample.uptimeNs = 187_000_000_000
            sample.uplinkCpuNs = UInt64(second) * 3_000_000
            sample.sentBytes = 1_200_000
            sample.droppedRequests = 4
            ui.history.apply(sample, from: 1)
        }
        ui.say { server in
            var delta = WireRequestDelta()
            delta.logs = [server.log(.info, "migrated", at: 5)]
            delta.spans = [server.query("CREATE TABLE book", in: 0, from: 1, to: 5)]
            server.send(delta)
        }
        ui.type("9")
        ui.expect(
            "ended with exit code 1", "error: no such module", "12 %", "48.2 MB", "8 threads", "21 descriptors",
            "up 3m 07s", "0.3 % CPU", "dropped 4 requests", "OUTSIDE OF REQUESTS", "migrated", "CREATE TABLE book",
            "hummingbird, grdb, mustache", "C.UTF-8", "swift", "THIS VIEWER")
    }

    @Test("What the child wrote while only this request ran stands among its log lines")
    func childOutput() {
        var ui = UIDriver.authors("5")
        ui.environment.childOutput = [
            .init(text: "printed by hand", at: ScriptedServer.anchor + 7_010_000_000, request: ui.state.detail.request),
            .init(text: "of another", at: ScriptedServer.anchor + 7_010_000_000),
            // The same as a handler of logs prints it.
            .init(
                text: "2026-01-01T00:00:00+0000 info bookshop: page=1 [Bookshop] listing authors",
                at: ScriptedServer.anchor + 7_010_000_000, request: ui.state.detail.request),
        ]
        ui.expect("4 lines", "output    +10.0 ms")
        ui.expectNot("of another", "2026-01-01T00")
        ui.type("jy")
        #expect(ui.takeEffects() == [.copy(CopiedText("printed by hand", what: "log message"))])
    }

    @Test("A search in a panel finds what is not on screen, and n goes on")
    func search() {
        var ui = UIDriver.authors("3", 120, 40)
        ui.type("/author ORDER<enter>")
        ui.expectSelected("FROM author")
        ui.type("G")
        ui.expectNot("FROM author ORDER")
        ui.type("n")
        ui.expectSelected("FROM author")
        ui.type("/nowhere<enter>")
        ui.expect("nowhere: not found here")
    }

    @Test("A request with 5,000 queries opens, groups and scrolls")
    func large() {
        var ui = UIDriver(120, 40)
        ui.connect()
        ui.say { $0.authors(at: 1_000, books: 5_000) }
        ui.type("3G")
        ui.expect("5,001 queries")
        ui.expectSelected("5001")
        ui.type("t<enter>G")
        ui.expectSelected("5001")
        ui.type("2")
        ui.expect("query ×5000")
    }
}
