import PeriscopeHistory
import PeriscopeUI
import PeriscopeWire
import Screen
import Testing

struct FilterTests {
    /// How many requests the list shows.
    private func count(_ ui: UIDriver) -> Int { ui.state.list.index.count }

    @Test("A filter works while it is typed; what is not finished hides nothing more")
    func typing() {
        var ui = UIDriver.bookshop()
        ui.type("fstatus:")
        ui.expect("9 of 9", "what? a status such as 404, 5xx or 200..299")
        ui.type("5")
        ui.expect("1 of 9", "/error")
        ui.type("xx<enter>")
        ui.expect("filter: status:5xx  1 of 9")
        ui.type("<bs>")
        #expect(count(ui) == 9)
    }

    @Test("Wrong text says where and what, and what was right last stays in force")
    func wrong() {
        var ui = UIDriver.bookshop(80, 24)
        ui.type("fms>1 ")
        let before = count(ui)
        ui.act(.input(.paste("statsu:200")))
        ui.expect("no key is called “statsu”: did you mean “status”?", "until it is mended: ms>1")
        #expect(count(ui) == before)
        let row = ui.rows[22]
        #expect(row.contains("filter: ms>1 statsu:200"), "\(row)")
        let grid = ui.grid
        let wrong = (0..<80).filter { grid[$0, 22].role == .error }
        #expect(wrong == Array(14..<20), "\(wrong)")
        ui.type("<enter>")
        ui.expect("no key is called", "mend it first")
        ui.type("<esc>")
        #expect(count(ui) == 9)
    }

    @Test("Esc gives back the filter that was edited; f edits the one in force")
    func editing() {
        var ui = UIDriver.bookshop()
        ui.type("fstatus:200<enter>f")
        ui.expect("filter: status:200")
        ui.type(",404<esc>")
        ui.expect("filter: status:200  ")
        ui.type("f<c-u><bs>")
        #expect(count(ui) == 9)
        ui.expectNot("filter:")
    }

    @Test("Tab completes keys and values, S-Tab goes back")
    func completion() {
        var ui = UIDriver.bookshop()
        ui.type("fsta<tab>")
        ui.expect("filter: status:", "5xx")
        ui.type("<tab>")
        ui.expect("filter: status:2xx")
        ui.type("<tab><tab>")
        ui.expect("filter: status:3xx")
        ui.type("<s-tab><s-tab>")
        ui.expect("filter: status:2xx")
        ui.type("<s-tab>")
        ui.expect("filter: status:500")
        ui.expect("1 of 9")
        ui.type(" meth<tab>p<tab>")
        ui.expect("filter: status:500 method:POST")
        ui.type("<c-u>render<tab>")
        ui.expect("filter: render", "renders>", "render_ms>")
    }

    @Test(
        "Suggestions fit every screen", arguments: [(40, 8), (40, 24), (80, 24), (120, 40), (200, 60)], [true, false])
    func suggestions(size: (Int, Int), isASCII: Bool) {
        var ui = UIDriver.bookshop(size.0, size.1)
        ui.glyphs = isASCII ? .ascii : .unicode
        ui.type("f")
        ui.expect("status:", "Enter keep", "Esc as before")
        func isClean() -> Bool { !isASCII || ui.screen.utf8.allSatisfy { $0 < 0x80 } }
        #expect(isClean(), "\(ui.screen)")
        ui.type("route:")
        ui.expect("/authors")
        ui.type("<tab><tab>")
        #expect(ui.rows.count == size.1)
        ui.type("<c-u>statsu:1 ")
        ui.expect("no key is called", "status")
        ui.type("<c-u>" + String(repeating: "long ", count: 60) + "met")
        ui.expect("method:")
        ui.type("<f1>")
        ui.expect("What a filter can ask")
        #expect(isClean(), "\(ui.screen)")
        ui.type("<pgdn><pgdn><end><down>")
        ui.expect("any:needle")
        #expect(isClean(), "\(ui.screen)")
        ui.type("<esc>")
        ui.expectNot("What a filter can ask")
        ui.expect("filter:")
    }

    @Test("Up and Down go through the filters of this session, and back to what was being written")
    func recalling() {
        var ui = UIDriver.bookshop()
        ui.type("fstatus:200<enter>f<c-u>method:POST<enter>f<c-u>dra")
        ui.type("<up>")
        ui.expect("filter: method:POST")
        ui.type("<up>")
        ui.expect("filter: status:200")
        ui.type("<up>")
        ui.expect("filter: status:200")
        ui.type("<down><down>")
        ui.expect("filter: dra")
        ui.type("<down>")
        ui.expect("filter: dra")
    }

    @Test("A filter of the settings is named, completed and listed")
    func named() {
        var ui = UIDriver.bookshop()
        ui.environment.namedFilters.set("broken", to: "status:5xx")
        ui.environment.namedFilters.set("wide", to: "@broken or method:POST")
        ui.type("f@w<tab>")
        ui.expect("filter: @wide", "2 of 9")
        ui.type("<f1>")
        ui.expect("@broken", "status:5xx")
        ui.type("<esc><enter>")
        ui.expect("filter: @wide  2 of 9")
    }

    @Test("What is hidden and would be found is told, and a shows it")
    func hidden() {
        var ui = UIDriver.bookshop()
        ui.say { server in
            server.quick("GET", "/static/app.css", at: 9_000_000)
            server.quick("GET", "/static/site.css", at: 9_001_000)
        }
        ui.type("fcss<enter>")
        ui.expect("No request matches.", "2 match among the hidden:", "a shows what is hidden")
        ui.type("a")
        ui.expect("2 of", "/static/app.css")
        ui.type("a")
        ui.expect("No request matches.")
        ui.say { $0.quick("GET", "/static/more.css", at: 9_200_000) }
        ui.expect("3 match among the hidden:", "hidden (static, health), 3 match: a")
    }

    @Test("A filter about age is looked at again as time goes by, and wakes nobody when nothing is left to change")
    func ages() {
        var ui = UIDriver()
        ui.connect()
        ui.say { $0.quick("GET", "/now", at: 9_000_000) }
        let change = ui.history.disconnect(app: 1, reason: "", orderly: true, at: ui.now)
        ui.act(.historyChanged(change))
        #expect(!ui.state.wantsClock(ui.context))
        ui.type("fage<lt>5s<enter>")
        #expect(count(ui) == 1)
        #expect(ui.state.wantsClock(ui.context))
        ui.pass(milliseconds: 3_900)
        #expect(count(ui) == 1)
        ui.pass(milliseconds: 200)
        #expect(count(ui) == 0)
        #expect(!ui.state.wantsClock(ui.context))
        ui.type("f<c-u>age>1h<enter>")
        #expect(ui.state.wantsClock(ui.context))
    }

    @Test("A running request comes into a filter about time when its clock says so")
    func running() {
        var ui = UIDriver()
        ui.connect()
        ui.say { $0.running(at: 9_900_000) }
        ui.type("fms>1s<enter>")
        #expect(count(ui) == 0)
        ui.pass(milliseconds: 1_000)
        #expect(count(ui) == 1)
    }

    @Test("A filter about marks follows them")
    func marks() {
        var ui = UIDriver.bookshop()
        ui.type("jm")
        ui.type("f-is:marked<enter>")
        #expect(count(ui) == 8)
        ui.type("m")
        #expect(count(ui) == 7)
        ui.type("U")
        #expect(count(ui) == 9)
    }

    @Test("The build before is another one after a restart")
    func builds() {
        var ui = UIDriver.bookshop()
        ui.type("fbuild:current<enter>")
        #expect(count(ui) == 9)
        ui.restart(build: "b7e9")
        #expect(count(ui) == 0)
        ui.say { $0.quick("GET", "/new", at: 9_500_000) }
        #expect(count(ui) == 1)
        ui.type("f<c-u>build:previous<enter>")
        #expect(count(ui) == 9)
    }

    @Test("News is filtered as it comes, whatever the order of the list", arguments: ["", "sj<enter>", "sj<enter>S"])
    func news(keys: String) {
        var ui = UIDriver(120, 40)
        ui.connect()
        ui.type(keys + "fsql:author status:2xx<enter>")
        for round in 0..<5 as Range<UInt64> {
            ui.say { server in
                for index in 0..<40 as Range<UInt64> {
                    let at = 1_000_000 * round + index * 1_000
                    if index.isMultiple(of: 2) {
                        server.mendedAuthors(at: at)
                    } else {
                        server.quick("GET", "/x", at: at)
                    }
                }
            }
        }
        #expect(count(ui) == 100)
        let all = ui.history.requests(matching: ui.state.list.index.rules.match, now: ui.now)
        #expect(Set((0..<100).compactMap { ui.state.list.index.id(at: $0) }) == Set(all.map(\.id)))
    }

    @Test("Pasted lines become words")
    func paste() {
        var ui = UIDriver.bookshop()
        ui.type("f")
        ui.act(.input(.paste("status:200\nmethod:GET")))
        ui.expect("filter: status:200 method:GET")
    }
}
