import PeriscopeHistory
import PeriscopeInsight
import PeriscopeUI
import Screen
import Testing

@Suite("Follow, pause, selection")
struct SelectionTests {
    private func thirty(_ columns: Int = 120, _ rows: Int = 20, limit: Int = 10_000) -> UIDriver {
        var ui = UIDriver(columns, rows)
        ui.history = .init(limits: .init(requests: limit))
        ui.connect()
        ui.say { server in
            for index in 0..<30 {
                server.quick(
                    "GET", "/r/\(index)", at: UInt64(index) * 1_000, took: UInt64(1 + (15 + index * 7) % 30) * 1_000)
            }
        }
        return ui
    }

    @Test("Rows that arrive above move nothing on screen while not following")
    func anchor() {
        var ui = thirty()
        ui.type("jjjjj")
        let before = ui.rows[2...10]
        ui.say { server in for index in 0..<5 { server.quick("GET", "/new/\(index)", at: 1_000_000) } }
        #expect(ui.rows[2...10].map { $0.prefix(40) } == before.map { $0.prefix(40) })
        ui.expectSelected("/r/24")
    }

    @Test("The selection stays through sorts and their reverse", arguments: ["s", "sj<enter>S", "sjj<enter>", "S"])
    func sorts(keys: String) {
        var ui = thirty()
        ui.type("jjjjjjj")
        ui.expectSelected("/r/22")
        ui.type(keys.hasSuffix("s") ? "sj<enter>" : keys)
        ui.expectSelected("/r/22")
        ui.type("s<home><enter>")
        ui.expectSelected("/r/22")
    }

    @Test("Whoever follows and sorts sees what comes first")
    func sortsFollowing() {
        var ui = thirty()
        ui.type("sj<enter>")
        ui.expect("[1/30]")
        ui.expectNot("FOLLOW")
    }

    @Test("The selection stays through resizes, and through opening and closing")
    func sizes() {
        var ui = thirty(200, 60)
        ui.type("jjjjjjjjjjjj")
        for (columns, rows) in [(80, 24), (40, 8), (120, 40), (39, 7), (200, 60)] {
            ui.resize(columns, rows)
            #expect(ui.state.list.selected == ui.state.list.index.id(at: 12))
        }
        ui.type("<enter>")
        ui.resize(80, 24)
        ui.type("<esc>")
        ui.expectSelected("/r/17")
    }

    @Test("A request that is evicted gives way to its neighbour, and a sentence says so once")
    func evicted() {
        var ui = thirty(limit: 30)
        ui.type("sj<enter>")
        for _ in 0..<30 where !ui.selectedRow.contains("/r/0 ") { ui.type("j") }
        ui.expectSelected("/r/0 ")
        let below = ui.state.list.index.id(at: ui.state.list.position + 1)
        ui.say { $0.quick("GET", "/new", at: 1_000_000, took: 1) }
        #expect(ui.state.list.selected == below)
        ui.expect("no longer held")
    }

    @Test("Paused, everything stands still: what runs, Routes, Apps and the header; Space goes on where one was")
    func paused() {
        var ui = UIDriver.bookshop()
        ui.type("jj<space>")
        let list = ui.rows
        ui.say { server in
            for index in 0..<20 { server.quick("GET", "/authors", at: 9_100_000 + UInt64(index), took: 90_000) }
        }
        ui.pass(milliseconds: 9_000)
        #expect(ui.rows.dropFirst() == list.dropFirst())
        ui.expect("PAUSED +20", "9 requests")
        ui.type("0")
        let routes = ui.screen
        ui.say { $0.quick("GET", "/else", at: 9_300_000) }
        #expect(ui.screen.replacing("+21", with: "+20") == routes)
        ui.expectNot("/else")
        ui.type("<esc><space>")
        ui.expectNot("PAUSED")
        ui.expect("30 requests")
        ui.expectSelected("/reports/sales")
    }

    @Test("Paused, the list is filtered, searched and sorted as it was then, and evicted requests are still there")
    func pausedWorks() {
        var ui = thirty(limit: 30)
        ui.type("<space>G")
        ui.say { server in for index in 0..<60 { server.quick("GET", "/new/\(index)", at: 1_000_000) } }
        ui.expectSelected("/r/0")
        ui.type("f/r/1<enter>")
        ui.expect("11 of 30")
        ui.type("<bs>sj<enter>")
        ui.expect("[", "/r/")
        ui.expectNot("/new/")
        ui.type("<enter>")
        ui.expect("finished")
        ui.type("<esc><space>")
        ui.expectNot("/r/")
    }

    @Test("Following with a request open shows the newest one, in its panel")
    func followOpen() {
        var ui = UIDriver.bookshop()
        ui.type("j6F")
        ui.say { $0.quick("GET", "/one", at: 9_200_000) }
        ui.expect("GET /one", "FOLLOW")
        ui.type("<esc>j")
        ui.say { $0.quick("GET", "/two", at: 9_300_000) }
        ui.expectSelected("/slow")
    }

    @Test("Reversed, the newest is last, and G follows it")
    func reversed() {
        var ui = thirty()
        ui.type("jS")
        ui.expectNot("FOLLOW")
        ui.type("G")
        ui.expect("FOLLOW")
        ui.say { $0.quick("GET", "/newest", at: 2_000_000) }
        ui.expectSelected("/newest")
        ui.type("k")
        ui.expectNot("FOLLOW")
    }

    @Test("From a route's requests one step back leads to the routes, and from there to the list as it was")
    func routes() {
        var ui = UIDriver.bookshop()
        ui.type("jj0j")
        let route = ui.selectedRow
        ui.type("<enter>")
        ui.expect("route: ")
        ui.type("<enter><esc><esc>")
        #expect(ui.selectedRow == route)
        ui.type("<esc>")
        ui.expectSelected("/reports/sales")
        ui.expectNot("route: ")
    }

    @Test("A jump from a finding leads back to the finding in one step")
    func findings() {
        var ui = UIDriver.authors("1")
        let finding = ui.selectedRow
        ui.type("<enter>")
        #expect(ui.selectedRow != finding)
        ui.type("<esc>")
        #expect(ui.selectedRow == finding)
        ui.expect("FINDINGS")
        ui.type("<esc>")
        ui.expectNot("FINDINGS")
    }

    @Test("A shape's worst query leads back to the shapes")
    func shapes() {
        var ui = UIDriver.bookshop()
        ui.type("0tj")
        let shape = ui.selectedRow
        ui.type("<enter>")
        ui.expect("STACK")
        ui.type("<esc>")
        #expect(ui.selectedRow == shape)
    }

    @Test("I on an ignored finding takes it back")
    func takesBack() {
        var ui = UIDriver.authors("1")
        ui.type("I")
        ui.expect("1 ignored")
        #expect(ui.takeEffects().count == 1)
        ui.type("GI")
        ui.type("j")
        ui.type("I")
        let effects = ui.takeEffects()
        guard case .tellAgain(let entries) = effects.last else {
            Issue.record("\(effects)\n\(ui.screen)")
            return
        }
        #expect(entries.map(\.kind) == [.nPlusOne])
    }

    @Test("Marks are pinned, and marked only is kept up as marks go")
    func marks() {
        var ui = thirty(limit: 30)
        ui.type("GmkmM")
        ui.expect("[1/2]", "marked only")
        ui.say { server in for index in 0..<90 { server.quick("GET", "/new/\(index)", at: 1_000_000) } }
        ui.expect("/r/0", "/r/1")
        ui.type("m")
        ui.expect("[1/1]")
        ui.type("m")
        ui.expectNot("marked only")
    }

    @Test("e goes from problem to problem in a panel, and on to the next request")
    func problems() {
        var ui = UIDriver.authors("1")
        ui.type("k")
        let first = ui.selectedRow
        ui.type("e")
        let second = ui.selectedRow
        #expect(first != second)
        for _ in 0..<10 where ui.screen.contains("GET /authors → 200") { ui.type("e") }
        ui.expect("/reports/sales → 200", "FINDINGS")
    }
}
