import PeriscopeHistory
import PeriscopeInsight
import PeriscopeUI
import PeriscopeWire
import Screen
import Testing

struct FindingTests {
    /// A bookshop with one request.
    private func driver(
        _ columns: Int = 120, _ rows: Int = 40, _ script: (inout ScriptedServer) -> Void
    ) -> UIDriver {
        var ui = UIDriver(columns, rows)
        ui.connect()
        ui.say(script)
        ui.nameStacks()
        return ui
    }

    @Test("The list says what was found, the weightiest first", arguments: [80, 100, 120, 160])
    func flags(columns: Int) {
        let ui = driver(columns, 24) { $0.authors(at: 7_000_000) }
        ui.expect("N+1×50")
        if columns >= 120 { ui.expect("N+1×50 · many queries") }
    }

    @Test("An N+1 is told while the request still runs, and its count grows")
    func running() {
        var ui = UIDriver(120, 40)
        ui.connect()
        let id = ui.server.runningAuthors(at: 9_000_000, books: 12)
        ui.say { _ in }
        ui.expect("···  GET     /authors", "N+1×12")
        ui.type("1")
        ui.expect("12 queries of one shape")
        ui.say { $0.finish(id, at: 9_900_000) }
        ui.expect("200  GET     /authors", "N+1×12")
    }

    @Test("A suspected N+1 has a question mark")
    func suspected() {
        var ui = driver { $0.suspicious(at: 7_000_000) }
        ui.expect("N+1?×12")
        ui.type("1")
        ui.expect("N+1?", "suspected")
    }

    @Test("The mended twin of the authors' page says nothing")
    func mended() {
        var ui = driver { $0.mendedAuthors(at: 7_000_000) }
        ui.expectNot("N+1", "dup", "queries")
        ui.type("1")
        ui.expect("FINDINGS", "nothing found")
    }

    @Test("The overview says what, where, how much, and after what")
    func overview() {
        let ui = UIDriver.authors("1")
        ui.expect(
            "FINDINGS", "● N+1", "50 queries of one shape from AuthorController.swift:41", "avoidable",
            "after 1 query that returned 50 rows", "many queries")
    }

    @Test("Enter on a finding opens its evidence, and Esc goes back to the overview")
    func evidence() {
        var ui = UIDriver.authors("1")
        ui.expectSelected("N+1")
        ui.type("<enter>")
        ui.expect("50 queries", "VALUES")
        ui.expectNot("FINDINGS")
        ui.type("<esc>")
        ui.expect("FINDINGS")
        ui.expectSelected("N+1")
    }

    @Test("o opens the call site of a finding, in the overview and in the list")
    func source() {
        let place = UIEffect.edit(path: "/shop/Sources/Bookshop/AuthorController.swift", line: 41)
        var ui = UIDriver.authors("1o")
        #expect(ui.takeEffects() == [place])
        ui = UIDriver.bookshop()
        ui.type("jo")
        #expect(ui.takeEffects() == [place])
        ui.type("jjo")
        #expect(ui.takeEffects().isEmpty)
        ui.expect("Nothing found in this request has a place in the source")
    }

    @Test("I ignores a finding: it goes from the list and from the overview's top, and can be looked at")
    func ignore() throws {
        var ui = UIDriver.authors("1I")
        let effects = ui.takeEffects()
        guard case .ignore(let entry) = try #require(effects.first) else {
            Issue.record("\(effects)")
            return
        }
        #expect(entry.kind == .nPlusOne)
        #expect(entry.fingerprint?.contains("author_id") == true)
        #expect(entry.function == "AuthorController.books(of:)")
        ui.expectNot("N+1×50", "● N+1")
        ui.expect("many queries", "1 ignored")
        ui.type("GgjI")
        ui.expect("50 queries of one shape")
        #expect(ui.takeEffects().isEmpty)
    }

    @Test("p on a finding of the overview opens its query and asks for its plan")
    func planOfFinding() {
        var ui = UIDriver.bookshop()
        ui.type("gj1gp")
        guard case .explain(let question) = ui.takeEffects().last else {
            Issue.record("nothing was asked:\n\(ui.screen)")
            return
        }
        #expect(question.sql.hasPrefix("SELECT"))
        ui.expect("PLAN")
        ui.type("<esc>")
        ui.expect("FINDINGS")
    }

    @Test("In the list, I says where to choose what is ignored")
    func ignoreInList() {
        var ui = UIDriver.bookshop()
        ui.type("jI")
        #expect(ui.takeEffects().isEmpty)
        ui.expect("choose what is to be ignored")
    }

    @Test(
        "A key that has nothing to act on says so",
        arguments: [
            ("p", "Choose a query first"), ("1p", "No query here"), ("1s", "Here is only one order"),
            ("5o", "not known here"),
            ("5I", "No finding here"), ("1S", "Here is only one order"),
        ])
    func nothing(keys: String, expected: String) {
        var ui = UIDriver.bookshop()
        ui.type("G" + keys)
        ui.expect(expected)
        #expect(ui.takeEffects().isEmpty)
    }

    @Test("An error cannot be ignored")
    func ignoreError() {
        var ui = UIDriver.bookshop()
        ui.type("jjjj1I")
        ui.expect("An error cannot be ignored")
        #expect(ui.takeEffects().isEmpty)
    }

    @Test("Where the place in the source is not known, the overview says why")
    func noSite() {
        var ui = UIDriver(120, 40)
        ui.connect()
        ui.say { $0.authors(at: 7_000_000) }
        ui.type("1")
        ui.expect("its name is being looked up")
        ui.environment.notices = ["Call sites have no names: llvm-symbolizer was not found; it is part of Swift."]
        ui.expect("llvm-symbolizer was not found")
    }

    @Test("A slow report says that it is slow, and where the time went")
    func slow() {
        var ui = UIDriver.bookshop()
        ui.type("jj1")
        ui.expect("slow request", "1.25 s", "own code, or waiting", "SELECT book_id, sum(price)")
        ui.expect("ReportController.swift:88")
    }

    @Test("Enter on a gap shows it in the timeline")
    func gap() {
        var ui = UIDriver.bookshop()
        ui.type("jj1")
        while !ui.selectedRow.contains("gap") && ui.state.detail.cursor.index < 30 {
            let before = ui.selectedRow
            ui.type("j")
            if ui.selectedRow == before { break }
        }
        ui.expectSelected("gap")
        ui.type("<enter>")
        #expect(ui.state.detail.panel == .timeline)
        ui.expectSelected("own code, or waiting")
    }

    @Test("The filter finds what was found")
    func filter() {
        var ui = UIDriver.bookshop()
        ui.type("fn+1<enter>")
        ui.expect("1 of 9", "/authors")
        ui.type("<bs>fslow query<enter>")
        ui.expect("1 of 9", "/reports/sales")
    }

    @Test("The timeline folds an N+1 into one row, and says where the selected row began")
    func timeline() {
        var ui = UIDriver.authors("2")
        ui.expect("×50", "N+1", "own code, or waiting")
        ui.type("jjjjj")
        ui.expectSelected("×50")
        ui.expect("AuthorController.swift:41")
        ui.type("o")
        #expect(
            ui.takeEffects() == [.edit(path: "/shop/Sources/Bookshop/AuthorController.swift", line: 41)])
    }

    @Test("Every stop of the overview can be reached, and the text behind the last one too", arguments: [24, 40])
    func stops(rows: Int) {
        var ui = UIDriver.bookshop(80, rows)
        ui.type("jj1")
        for _ in 0..<80 { ui.type("j") }
        ui.expect("build  ")
        for _ in 0..<80 { ui.type("k") }
        ui.expect("FINDINGS")
        ui.type("G")
        ui.expect("build  ")
        ui.type("g")
        ui.expect("FINDINGS")
    }

    @Test("Of a request that matched no route, I ignores the finding by just that")
    func ignoreWithoutRoute() {
        var ui = UIDriver()
        ui.connect()
        ui.say { server in
            var delta = server.head(server.makeID(), "GET", "/lost", at: 1_000_000, route: nil)
            delta.end = server.end(at: 3_000_000, status: 404)
            server.send(delta)
        }
        ui.type("1")
        ui.expect("slow request")
        ui.type("I")
        guard case .ignore(let entry) = ui.takeEffects().first else {
            Issue.record("nothing was ignored\n\(ui.screen)")
            return
        }
        #expect(entry.route?.isEmpty == true && entry.fingerprint == nil)
        ui.expect("1 ignored")
    }
}
