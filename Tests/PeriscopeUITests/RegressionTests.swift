import PeriscopeHistory
import PeriscopeUI
import Screen
import Testing

/// One test for each fault that somebody met.
@Suite("Regressions")
struct RegressionTests {
    @Test("A filter by build that was typed behind another word follows the builds")
    func buildBehindAnotherTerm() {
        var ui = UIDriver()
        ui.connect(build: "b1")
        ui.say { $0.quick("GET", "/one", at: 1_000_000) }
        ui.type("fstatus:200 build:current<enter>")
        ui.expect("/one")
        ui.restart(build: "b2")
        ui.say { $0.quick("GET", "/two", at: 5_000_000) }
        ui.expect("/two")
        ui.expectNot("/one")
    }

    @Test("What a search shows beside the list is held, and what it leaves is let go")
    func searchPins() throws {
        var ui = UIDriver.bookshop(200, 60)
        ui.type("<enter><tab>")
        let left = try #require(ui.state.detail.request)
        ui.type("/login")
        let shown = try #require(ui.state.detail.request)
        #expect(shown != left && ui.history.isPinned(shown) && !ui.history.isPinned(left))
    }

    @Test("Only the selected row has something in the gutter")
    func gutter() {
        let ui = UIDriver.bookshop()
        let grid = ui.grid
        let marked = (0..<grid.size.rows).filter { grid[0, $0].role == .cursor }
        #expect(marked.count == 1)
    }

    @Test("A filter does not follow to the routes, which are of all requests, and comes back")
    func routesAndFilter() {
        var ui = UIDriver.bookshop()
        ui.type("fpath=/nowhere<enter>0")
        ui.expect("whatever the list's filter")
        ui.type("<enter>")
        ui.expect("Without the filter path=/nowhere")
        ui.expectNot("No request matches")
        ui.type("<esc>")
        ui.expect("ROUTE")
        ui.type("q")
        ui.expect("path=/nowhere")
    }

    @Test("Paused, the header still says whether the profiler is on")
    func profilerWhilePaused() {
        var ui = UIDriver.bookshop()
        ui.tellProfiler(isOn: true)
        ui.type(" ")
        ui.expect("PROF", "PAUSED")
        ui.tellProfiler(isOn: false)
        ui.expect("PAUSED")
        ui.expectNot("PROF")
    }

    @Test("A message is there in whole", arguments: [(40, 12), (80, 24)])
    func longMessage(columns: Int, rows: Int) {
        var ui = UIDriver.bookshop(columns, rows)
        let words = (1...30).map { "word\($0)" }
        ui.act(.notice(words.joined(separator: " ")))
        let screen = ui.screen
        for word in words { #expect(screen.contains(word)) }
    }

    @Test("A file name that says no format stays to be mended")
    func exportName() {
        var ui = UIDriver.bookshop()
        ui.type("xt<c-u>/tmp/one.txt<enter>")
        ui.expect("does not say what to write", "write to: /tmp/one.txt")
        #expect(ui.takeEffects().isEmpty)
        ui.type("<bs><bs><bs>har<enter>")
        #expect(ui.takeEffects().contains { if case .exportRequests = $0 { true } else { false } })
    }

    @Test("A question never takes the keys of a line that is being written")
    func fileExists() {
        var ui = UIDriver.bookshop()
        ui.type("xt<enter>")
        guard case .exportRequests(let export)? = ui.takeEffects().last else {
            Issue.record("Nothing is written")
            return
        }
        ui.type("fauth")
        ui.act(.fileExists(export))
        ui.type("y")
        ui.expect("filter: authy")
        ui.type("<c-u><esc>")
        ui.act(.fileExists(export))
        ui.expect("Replace the file of this name?")
    }

    @Test("A named filter of any length is used as it is, and a broken one says so")
    func namedFilters() {
        var ui = UIDriver.bookshop()
        let long = (0..<120).map { "path:/x\($0)" }.joined(separator: " or ") + " or path:/authors"
        ui.environment.namedFilters.set("long", to: long)
        ui.environment.namedFilters.set("bad", to: "status:(")
        ui.type(":filter: long<enter>")
        ui.expect("filter: @long")
        ui.expectSelected("/authors")
        ui.type(":filter: bad<enter>")
        ui.expect("The filter @bad")
    }

    @Test("The pointer stands over what is wrong, on the smallest screen too", arguments: [(40, 8), (80, 24)])
    func pointer(columns: Int, rows: Int) throws {
        var ui = UIDriver.bookshop(columns, rows)
        ui.type("fpath:/books status:2xx5")
        let lines = ui.screen.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
        let prompt = try #require(lines.firstIndex { String($0).contains("status:2xx5") })
        let wrong = try #require(String(lines[prompt]).firstRange(of: "2xx5"))
        let column = String(lines[prompt]).distance(from: String(lines[prompt]).startIndex, to: wrong.lowerBound)
        #expect(lines[..<prompt].contains { $0.indices.contains(column) && $0[column] == "\u{25BC}" })
    }

    @Test("The footer offers what works")
    func footer() {
        var waiting = UIDriver()
        waiting.type("<f2>")
        waiting.expectNot("send again", "s sort", "Space pause")
        var profile = UIDriver.bookshop()
        profile.type("j8")
        profile.expectNot("Enter open")
        profile.expect("P profiler")
    }

    @Test("A menu that goes on below says so")
    func menu() {
        var ui = UIDriver.bookshop(40, 8)
        ui.type("s")
        ui.expect("+1")
    }

    @Test("A search that goes round an end says so")
    func round() {
        var ui = UIDriver.bookshop()
        ui.type("/login<enter>n")
        ui.expect("login is only here")
    }
}
