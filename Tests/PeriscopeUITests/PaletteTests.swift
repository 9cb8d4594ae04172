import PeriscopeUI
import Screen
import Testing

@Suite("Palette, help, footer, menus")
struct PaletteTests {
    @Test(
        "Actions are found by letters in their order",
        arguments: [
            ("quit", "quit now"), ("nxtreq", "next request"), ("flt", "filter the requests"), ("sql", "SQL of the"),
            ("rout", "all requests by route"), ("next_mark", "next marked request"), ("pause", "pause the view"),
        ])
    func finds(text: String, title: String) {
        var ui = UIDriver.bookshop()
        ui.type(":" + text)
        ui.expectChosen(title)
    }

    @Test("What works here stands first; what does not is there too, and says where it works")
    func elsewhere() {
        var ui = UIDriver.bookshop()
        ui.type(":profile_span")
        ui.expectChosen("in a request's panels")
        ui.type("<enter>")
        ui.expect("It works in a request's panels")
    }

    @Test("What was used last stands first the next time, and the same is not there twice")
    func recent() {
        var ui = UIDriver.bookshop()
        ui.type(":reverse<enter>:footer<enter>:footer<enter>:")
        ui.expectChosen("footer on or off")
        ui.type("<down>")
        ui.expectChosen("reverse the order")
    }

    @Test("Themes are chosen in the palette")
    func themes() {
        var ui = UIDriver.bookshop()
        ui.environment.themes = ["terminal", "nord"]
        ui.type(":nord")
        ui.expectChosen("theme: nord")
        ui.type("<enter>")
        #expect(ui.takeEffects() == [.setTheme("nord")])
    }

    @Test("The palette is whole in every size", arguments: [(40, 8), (80, 24), (200, 60)])
    func sizes(columns: Int, rows: Int) {
        var ui = UIDriver.bookshop(columns, rows)
        ui.type(":")
        for _ in 0..<200 {
            ui.type("<down>")
            #expect(!ui.chosenRow.isEmpty)
        }
    }

    @Test(
        "Help is for the panel one is in",
        arguments: [
            ("", "Help: request list"), ("j1", "Help: Overview"), ("j3", "Help: SQL"),
            ("j3<enter>", "Help: one row of SQL"), ("0", "Help: Routes"), ("0t", "Help: query shapes"),
            ("9", "Help: Apps"), ("A", "Help: profile"), ("jmjd", "Help: comparison"),
        ])
    func help(keys: String, title: String) {
        var ui = UIDriver.bookshop()
        ui.type(keys + "?")
        ui.expect(title, "Here")
        ui.type("?")
        ui.expectNot(title)
    }

    @Test("Help is searched, and one step back shows all of it again")
    func search() {
        var ui = UIDriver.bookshop()
        ui.type("?/mark")
        ui.expect("mark the request", "unmark all")
        ui.expectNot("half a page")
        ui.type("<enter>")
        ui.expect("/mark")
        ui.type("<esc>")
        ui.expect("Help: ", "Looking")
        ui.type("<esc>")
        ui.expectNot("Help: ")
        ui.type("?/zzzz")
        ui.expect("nothing here is called so")
    }

    @Test("All of help can be read in 40 columns and 8 rows")
    func small() {
        var ui = UIDriver.bookshop(40, 8)
        ui.type("?")
        var read = ""
        for _ in 0..<400 {
            read += ui.screen + "\n"
            ui.type("j")
        }
        let cut = read.split(separator: "\n").filter { $0.contains("…") && !$0.contains("more than there is") }
        #expect(cut.isEmpty, "\(cut)")
        for word in ["Here", "Looking", "Elsewhere", "Signs", "[redacted]", "PAUSED"] { #expect(read.contains(word)) }
    }

    @Test("The footer says what matters in each state, and a click on it acts")
    func footer() {
        var ui = UIDriver.bookshop()
        ui.type("<space>")
        #expect(ui.rows[39].hasPrefix(" Space go on"))
        ui.click("Space go on")
        #expect(ui.state.pause == nil)
        ui.type("s")
        #expect(ui.rows[39].contains("Enter choose"))
        ui.click("Esc close")
        ui.expectNot("Sort by")
        ui.type("flogin")
        #expect(ui.rows[39].contains("Enter keep"))
        ui.click("Enter keep")
        ui.expect("filter: login")
        #expect(ui.rows[39].contains("Bksp clear filter"))
        ui.type("C")
        ui.click("n no")
        ui.expectNot("Forget all")
        ui.type(":")
        ui.click("Esc close")
        ui.expectNot("Every action")
        ui.type("?")
        ui.type("<esc>")
        ui.click("? help")
        ui.expect("Help: ")
    }

    @Test("A menu is moved in like a list, chosen from by letter and by click, and closed")
    func menu() {
        var ui = UIDriver.bookshop()
        ui.type("sjj")
        ui.expectChosen("number of queries")
        ui.type("G")
        ui.expectChosen("response size")
        ui.type("<pgup>")
        ui.expectChosen("newest")
        for key in ["q", "h", "s", "<esc>", "<left>"] {
            ui.type(key)
            ui.expectNot("Sort by")
            ui.type("s")
            ui.expect("Sort by")
        }
        ui.click("SQL time")
        ui.expect("by SQL time")
        let menu = ListMenu("Try", [.init("one", letter: "o"), .init("two", note: "2", letter: "t")], purpose: .sort)
        ui.state.overlay = .menu(menu)
        ui.expect("o one", "t two")
        ui.type("t")
        ui.expect("by time")
    }

    @Test("A key that works elsewhere says where")
    func says() {
        var ui = UIDriver.bookshop()
        ui.type("0m")
        ui.expect("m works in the request list, in a request's panels")
        ui.type("<del>")
        ui.expectNot("works in")
    }
}

extension UIDriver {
    /// The row that is selected in the box over the view: the last one on screen that is.
    var chosenRow: String {
        let grid = grid
        return (0..<size.rows).last { y in
            (0..<size.columns).contains { grid[$0, y].overlay == .selection }
        }.map { grid.row($0) } ?? ""
    }

    func expectChosen(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(chosenRow.contains(text), "chosen: \(chosenRow)\n\(screen)", sourceLocation: sourceLocation)
    }
}
