import PeriscopeHistory
import PeriscopeUI
import PeriscopeWire
import Screen
import Testing

struct ListTests {
    @Test("Requests stand newest first, with what they cost")
    func rows() {
        let ui = UIDriver.bookshop()
        let rows = ui.rows
        #expect(rows[2].contains("/slow"))
        #expect(rows[3].contains("/authors") && rows[3].contains("48.2 ms") && rows[3].contains("51"))
        ui.expect("303  POST    /login", "500  GET     /error", "1 hidden (static, health)", "0 dropped", "FOLLOW")
    }

    @Test("A time that is longer than its bar says so at the bar's end")
    func longBars() {
        var ui = UIDriver(200, 60)
        ui.connect()
        ui.say { server in
            server.quick("GET", "/half", at: 1_000, took: 250_000)
            server.quick("GET", "/long", at: 300_000, took: 639_000)
            server.quick("GET", "/longer", at: 1_000_000, took: 1_500_000)
        }
        let bars = ui.rows.map { $0.contains("█▸") }
        #expect(bars.filter { $0 }.count == 2, "\(ui.screen)")
        ui.glyphs = .ascii
        ui.expect("##>")
    }

    @Test("T says where the times are, if the screen has no column for them")
    func timeFormat() throws {
        var ui = UIDriver.bookshop(80, 24)
        ui.type("T")
        let said = try #require(ui.rows.first { $0.contains("times by the clock; AT is shown from ") })
        let columns = try #require(said.split(separator: " ").compactMap { Int($0) }.first)
        ui.type("T")
        ui.expect("times ago; AGE is shown from ")
        ui.type("T")
        ui.resize(columns - 1, 24)
        #expect(!ui.rows[1].contains(" AT"), "\(ui.rows[1])")
        ui.resize(columns, 24)
        #expect(ui.rows[1].contains(" AT"), "\(ui.rows[1])")
        ui.type("TT")
        ui.expectNot("is shown from")
    }

    @Test("A request in flight stands at once, and its clock runs from a quarter of a second on")
    func inFlight() {
        var ui = UIDriver()
        ui.connect()
        ui.say { $0.running(at: 10_000_000) }
        ui.time = 10_100_000
        ui.expect("···  GET     /slow")
        ui.expectNot("waiting in handler")
        ui.time = 13_400_000
        ui.expect("3.4 s", "waiting in handler")
        ui.type("<enter>")
        ui.expect("still running, for 3.4 s")
    }

    @Test("A filter that hides all leaves nothing to open, and gives the selection back when it is cleared")
    func nothingMatches() {
        var ui = UIDriver.bookshop()
        ui.type("jj")
        let selected = ui.selectedRow
        ui.type("f~<enter><enter>")
        ui.expectNot("1 Overview")
        ui.type("3")
        ui.expectNot("1 Overview")
        ui.type("<bs>")
        #expect(ui.selectedRow == selected, "\(ui.screen)")
    }

    @Test("A running query is named")
    func inQuery() {
        var ui = UIDriver(160, 20)
        ui.connect()
        ui.say { $0.running(at: 9_000_000, inQuery: true) }
        ui.expect("in query SELECT slow()")
    }

    @Test("A server that goes away leaves its request as lost")
    func lost() {
        var ui = UIDriver.bookshop()
        let change = ui.history.disconnect(app: 1, reason: "connection reset", orderly: false, at: ui.now)
        ui.act(.historyChanged(change))
        ui.expect("lost GET     /slow", "disconnected")
        ui.type("<enter>")
        ui.expect("the server went away before it had answered")
        ui.type("9")
        ui.expect("lost: connection reset")
    }

    @Test("A stream is marked while it runs and after, and a client that went away too")
    func streams() {
        var ui = UIDriver(160, 20)
        ui.connect()
        ui.say { server in
            var delta = server.head(server.makeID(), "GET", "/stream", at: 9_000_000, route: "/stream")
            delta.streaming = true
            server.send(delta)
            var ended = server.head(server.makeID(), "GET", "/left", at: 9_100_000, route: "/left")
            ended.end = server.end(at: 9_200_000, status: 200)
            ended.end.streamed = true
            ended.end.aborted = true
            server.send(ended)
        }
        ui.expect("streaming", "aborted · stream")
        ui.type("1")
        ui.expect("finished, streamed", "the client went away before the last byte")
    }

    @Test("Dropped requests are counted on screen")
    func drops() {
        var ui = UIDriver.bookshop()
        ui.environment.hubDropped = 3
        ui.say { $0.drop(7) }
        ui.expect("10 dropped")
    }

    @Test("A notice is shown, and goes away by itself")
    func notices() {
        var ui = UIDriver.bookshop()
        ui.act(.notice("Copied with OSC 52"))
        ui.expect("Copied with OSC 52")
        #expect(ui.state.wantsClock(ui.context))
        ui.pass(milliseconds: 6_000)
        ui.expectNot("Copied")
        ui.environment.notices = ["Themes/x.yaml:3: no role is called txet"]
        ui.expect("no role is called")
    }

    @Test("A notice that has no room, or is not alone, says where to read the rest", arguments: [80, 120])
    func longNotices(columns: Int) {
        var ui = UIDriver.bookshop(columns, 24)
        let long = "config.yaml:3: “querys” is not known here; it can be query, queries, request, render, gap, repeats."
        ui.environment.notices = [long]
        ui.expect("config.yaml:3:", "9 shows it")
        ui.environment.notices = ["config.yaml:2: “50” is no duration.", long]
        ui.expect("9 shows all 2")
        ui.environment.notices =
            ["~/.config/periscope/config.yaml:3: " + long.dropFirst(15)] + ["~/a/config.yaml:7: " + long]
        #expect(ui.rows[22].contains("  config.yaml:7: "), "\(ui.rows[22])")
        ui.environment.notices = ["config.yaml:2: “50” is no duration.", long]
        ui.type("9G")
        ui.expect("config.yaml:2: “50” is no duration.", "it can be query, queries", "gap, repeats.")
    }

    @Test("A refused connection is told for ten seconds, and stands in the view of the apps after that")
    func refusals() {
        var ui = UIDriver.bookshop()
        ui.environment.refusals = [.init(text: "A frame of 1 GiB was refused", at: ui.now)]
        ui.expect("1 GiB was refused")
        #expect(ui.state.wantsClock(ui.context))
        ui.pass(milliseconds: 10_001)
        ui.expectNot("1 GiB was refused")
        ui.type("9G")
        ui.expect("10s ago", "1 GiB was refused")
    }

    @Test("The selected request stays selected, whatever arrives")
    func selectionStays() {
        var ui = UIDriver.bookshop()
        ui.type("jj")
        ui.expectSelected("/reports/sales")
        ui.say { server in for index in 0..<100 { server.quick("GET", "/new/\(index)", at: 9_100_000 + UInt64(index)) }
        }
        ui.expectSelected("/reports/sales")
        ui.resize(80, 24)
        ui.expectSelected("/reports/sales")
        ui.type("fsales<enter>")
        ui.expectSelected("/reports/sales")
        ui.type("<bs>")
        ui.expectSelected("/reports/sales")
    }

    @Test("An evicted selection gives way to its neighbour")
    func eviction() {
        var ui = UIDriver(100, 20)
        ui.history = .init(limits: .init(requests: 20))
        ui.connect()
        ui.say { server in for index in 0..<20 { server.quick("GET", "/old/\(index)", at: UInt64(index) * 1_000) } }
        ui.type("G")
        ui.expectSelected("/old/0")
        ui.say { server in for index in 0..<10 { server.quick("GET", "/new/\(index)", at: 1_000_000 + UInt64(index)) } }
        ui.expectSelected("/old/10")
        ui.expect("no longer held")
        ui.pass(milliseconds: 6_000)
        ui.expect("[20/20]")
    }

    @Test("What is being read is not evicted")
    func openStays() {
        var ui = UIDriver(100, 20)
        ui.history = .init(limits: .init(requests: 20))
        ui.connect()
        ui.say { server in for index in 0..<20 { server.quick("GET", "/old/\(index)", at: UInt64(index) * 1_000) } }
        ui.type("G<enter>")
        ui.say { server in for index in 0..<50 { server.quick("GET", "/new/\(index)", at: 1_000_000 + UInt64(index)) } }
        ui.expect("/old/0", "finished")
        ui.type("<esc>")
        ui.say { server in for index in 0..<50 { server.quick("GET", "/newer/\(index)", at: 2_000_000 + UInt64(index)) }
        }
        ui.expectNot("/old/0")
    }

    @Test("When a filter hides the selected request, the one below it is, until it is back or another is chosen")
    func selectionGivesWay() {
        var ui = UIDriver(100, 20)
        ui.connect()
        ui.say { server in
            for index in 0..<30 {
                server.quick(
                    "GET", index.isMultiple(of: 3) ? "/third/\(index)" : "/other/\(index)", at: UInt64(index) * 1_000)
            }
        }
        ui.type("jjj")
        ui.expectSelected("/other/26")
        ui.type("fthird<enter>")
        ui.expectSelected("/third/24")
        ui.type("<esc>")
        ui.expectSelected("/other/26")
        ui.type("fthird<enter>j<esc>")
        ui.expectSelected("/third/21")
    }

    @Test("What is read in the path's column can be typed into the filter")
    func filterByQuery() {
        var ui = UIDriver()
        ui.connect()
        ui.say { server in
            for page in 1...3 {
                var delta = server.head(
                    server.makeID(), "GET", "/books", query: "page=\(page)", at: UInt64(page) * 1_000, route: "/books")
                delta.end = server.end(at: UInt64(page) * 1_000 + 500, status: 200)
                server.send(delta)
            }
        }
        ui.type("f/books?page=2<enter>")
        ui.expect("/books?page=2", "1 of 3")
        ui.expectNot("/books?page=1")
    }

    @Test(
        "A filter finds the same however it is written: letter by letter, at once, or back from a longer one",
        arguments: ["bo", "get 200", "authors", "bookshop", "bookshop 50", "log", "~", "/books get"])
    func filterWritten(text: String) {
        var typed = UIDriver.bookshop()
        typed.type("f" + text + "<enter>")
        var pasted = UIDriver.bookshop()
        pasted.type("f")
        pasted.act(.input(.paste(text)))
        pasted.type("<enter>")
        #expect(typed.state.list.index.count == pasted.state.list.index.count)
        var back = UIDriver.bookshop()
        back.type("f" + text + "xy<bs><bs><enter>")
        #expect(back.state.list.index.count == pasted.state.list.index.count)
    }

    @Test("A query that has not ended costs nothing that is known")
    func noTimeYet() {
        var ui = UIDriver()
        ui.connect()
        ui.say { $0.running(at: 9_900_000, inQuery: true) }
        #expect(!ui.rows[2].contains("0.0"), "\(ui.rows[2])")
    }

    @Test("The header keeps the newest of the sparkline that there is room for, and always the mode")
    func header() {
        for columns in 80...200 {
            var ui = UIDriver(columns, 20)
            ui.connect()
            ui.say { server in
                for index in 0..<20 {
                    server.quick("GET", "/", at: 500_000 * UInt64(index), took: 1_000 * UInt64(index + 1))
                }
            }
            #expect(ui.rows[0].contains(" FOLLOW"), "\(columns): \(ui.rows[0])")
            #expect(ui.rows[0].contains("p95"), "\(columns): \(ui.rows[0])")
            #expect(columns < 112 || ui.rows[0].contains("█"), "\(columns): \(ui.rows[0])")
        }
    }

    @Test(
        "Columns that found no room are said by an ellipsis at the end of the heads",
        arguments: [80, 90, 100, 110, 120])
    func cutColumns(columns: Int) {
        let heads = UIDriver.bookshop(columns, 24).rows[1]
        #expect(heads.contains("SIZE") != heads.hasSuffix("…"), "\(heads)")
    }

    @Test("Following keeps to the newest; moving down stops it, g starts it")
    func follow() {
        var ui = UIDriver.bookshop()
        ui.say { $0.quick("GET", "/one", at: 9_200_000) }
        ui.expectSelected("/one")
        ui.type("j")
        ui.expectNot("FOLLOW")
        ui.say { $0.quick("GET", "/two", at: 9_300_000) }
        ui.expectSelected("/slow")
        ui.type("g")
        ui.expect("FOLLOW")
        ui.say { $0.quick("GET", "/three", at: 9_400_000) }
        ui.expectSelected("/three")
        ui.type("F")
        ui.expectNot("FOLLOW")
    }

    @Test("Paused, the view stands still, intake goes on and is counted")
    func pause() {
        var ui = UIDriver.bookshop()
        ui.type("<space>")
        ui.say { server in for index in 0..<14 { server.quick("GET", "/later/\(index)", at: 9_500_000) } }
        ui.expect("PAUSED +14")
        ui.expectNot("/later/")
        ui.time = 60_000_000
        ui.expect("1.4 s")
        #expect(!ui.state.wantsClock(ui.context))
        ui.type("<space>")
        ui.expect("/later/13")
        ui.expectNot("PAUSED")
    }

    @Test("The filter hides as it is typed, says how many are left, and is cleared by Backspace")
    func filter() {
        var ui = UIDriver.bookshop()
        ui.type("fauthor_id")
        ui.expect("filter: author_id", "1 of 9", "/authors")
        ui.expectNot("/login")
        ui.type("<enter>")
        ui.expect("filter: author_id  1 of 9")
        ui.type("<bs>")
        ui.expect("/login")
        ui.type("fzzz")
        ui.expect("No request matches.")
        ui.type("<esc>")
        ui.expect("/login")
    }

    @Test(
        "The filter looks at the whole request",
        arguments: [
            ("POST", "/login"), ("404", "/nothing"), ("layout", "/authors"), ("LOT of queries", "/authors"),
            ("{id}/price", "/price"), ("till is jammed", "/error"), ("currency=eur", "/api/boo"),
        ])
    func filterMatches(text: String, path: String) {
        var ui = UIDriver.bookshop()
        ui.type("f\(text)<enter>")
        ui.expect("1 of 9", path)
    }

    @Test("An app is found by its whole name")
    func filterByApp() {
        var ui = UIDriver.bookshop()
        ui.type("fbookshop<enter>")
        ui.expect("9 of 9")
        ui.type("fhop<enter>")
        ui.expect("No request matches.")
    }

    @Test("Sorting by time puts the slowest first, and again in reverse")
    func sort() {
        var ui = UIDriver.bookshop()
        ui.type("s")
        ui.expect("Sort by", "SQL time")
        ui.type("j<enter>")
        #expect(ui.rows[2].contains("/reports/sales"))
        ui.expect("TIME▼")
        ui.type("S")
        #expect(ui.rows[2].contains("/slow") || ui.rows[2].contains("/nothing"))
        ui.type("F")
        #expect(ui.rows[2].contains("/slow"))
    }

    @Test("Hidden requests are counted, and shown when asked for")
    func noise() {
        var ui = UIDriver.bookshop()
        ui.expectNot("/healthz")
        ui.type("a")
        ui.expect("/healthz")
        ui.type("a")
        ui.expectNot("/healthz")
    }

    @Test("Marked requests are shown alone, found again, and kept")
    func marks() {
        var ui = UIDriver.bookshop()
        ui.type("jmjjm")
        ui.expect("2 marked", "◆")
        ui.type("M")
        ui.expect("/authors", "marked only", "[")
        ui.expectNot("/login")
        ui.type("Mgu")
        ui.expectSelected("/authors")
        ui.type("u")
        ui.expectSelected("/api/books/7")
        ui.type("q")
        ui.expect("Quit?", "2 requests are marked.")
        ui.type("n")
        ui.type("U")
        ui.expectNot("marked")
    }

    @Test("e and E go from problem to problem")
    func problems() {
        var ui = UIDriver.bookshop()
        ui.type("e")
        ui.expectSelected("/authors")
        ui.type("e")
        ui.expectSelected("/reports/sales")
        ui.type("e")
        ui.expectSelected("/error")
        ui.type("e")
        ui.expect("No problem further down")
        ui.type("E")
        ui.expectSelected("/reports/sales")
    }

    @Test("A search goes to what it finds, and n and N go on")
    func search() {
        var ui = UIDriver.bookshop()
        ui.type("/books")
        ui.expectSelected("/api/books/7")
        ui.type("<enter>n")
        ui.expectSelected("/books")
        ui.type("N")
        ui.expectSelected("/api/books/7")
        ui.type("<esc>")
        ui.expectSelected("/api/books/7")
    }

    @Test("Several connected apps get a column")
    func apps() {
        var ui = UIDriver.bookshop()
        ui.expectNot("APP")
        let change = ui.history.connect(
            app: 2, hello: ScriptedServer.hello("till", pid: 77), strings: [], at: ui.now)
        ui.act(.historyChanged(change))
        ui.expect("APP", "till 77", "bookshop 4242")
    }

    @Test("The clock is there instead of the age when asked for")
    func clock() {
        var ui = UIDriver.bookshop()
        ui.type("T")
        ui.expect("12:00:07.000")
    }

    @Test("Clear asks first")
    func clear() {
        var ui = UIDriver.bookshop()
        ui.type("C")
        ui.expect("Forget all requests?")
        ui.type("n")
        ui.expect("/login")
        ui.type("Cy")
        ui.expectNot("/login")
        ui.expect("/slow")
    }
}
