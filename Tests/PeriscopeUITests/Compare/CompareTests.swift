import PeriscopeHistory
import PeriscopeUI
import PeriscopeWire
import Screen
import Testing

/// `d`: two requests side by side, keys in, screen out.
struct CompareTests {
    static let screens = [(40, 8), (40, 24), (80, 24), (120, 40), (200, 60)]

    /// `/authors` of the second build against the first's.
    private func mended(_ columns: Int = 120, _ rows: Int = 50, glyphs: Glyphs = .unicode) -> UIDriver {
        var ui = UIDriver.rebuilt(columns, rows, glyphs: glyphs)
        ui.type("d")
        return ui
    }

    @Test("Without a mark, the newest of the route in the previous build is compared with")
    func previousBuild() {
        let ui = mended()
        ui.expect("COMPARE  with the newest of build 1", "build 1", "build 2", "/authors")
        ui.expect("48.2 ms", "gone", "new", "AuthorController.swift")
        ui.expect("SELECT * FROM book WHERE author_id = ?", "SELECT * FROM book WHERE author_id IN (?)")
    }

    @Test("The marked request comes first; d again goes on to the build, and then back")
    func marked() {
        var ui = UIDriver.rebuilt(120, 50)
        ui.type("jmkd")
        ui.expect("with the marked request", "d 1/2", "/reports/sales")
        ui.type("d")
        ui.expect("with the newest of build 1", "d 2/2")
        ui.type("d")
        ui.expectNot("COMPARE")
    }

    @Test("Of several marked, the one marked last is taken, and that is said")
    func severalMarked() {
        var ui = UIDriver.bookshop(120, 50)
        ui.type("jmjmjmggjjjjj")
        ui.type("d")
        ui.expect("with the one marked last, of 3 marked")
    }

    @Test("With no previous build, an earlier request of the route is taken, and that is said")
    func earlier() {
        var ui = UIDriver(120, 50)
        ui.connect()
        ui.say { server in
            server.authors(at: 1_000_000)
            server.mendedAuthors(at: 3_000_000)
        }
        ui.type("d")
        ui.expect("COMPARE  with an earlier request: no earlier build has this route")
    }

    @Test("With nothing to compare with, a sentence says what to do")
    func nothing() {
        var ui = UIDriver.bookshop(120, 40)
        ui.type("jd")
        ui.expect("Nothing to compare with yet: mark another request with m, then d here")
        ui.expectNot("COMPARE")
    }

    @Test("What is still running is not compared")
    func open() {
        var ui = UIDriver.bookshop(120, 40)
        ui.type("jmkd")
        ui.expect("It is still running")
    }

    @Test("Times of a debug and a release build are left out, and that is said; counts stay")
    func configurations() {
        var ui = UIDriver(120, 50)
        ui.connect(build: "b1")
        ui.say { $0.authors(at: 1_000_000) }
        ui.restart(build: "b2", configuration: .release)
        ui.say { $0.mendedAuthors(at: 5_000_000) }
        ui.type("jmkd")
        ui.expect("left out: one is of a debug build, the other of a release build", "51→2")
        ui.expectNot("48.2 ms", "whole request", "TIME +")
        #expect(!copied(&ui).contains("ms"))
    }

    private func copied(_ ui: inout UIDriver) -> String {
        _ = ui.takeEffects()
        ui.type("y")
        for case .copy(let copied) in ui.takeEffects() { return copied.text }
        return ""
    }

    @Test("J and K take the next and previous request of the route, t swaps the sides")
    func moving() {
        var ui = mended()
        let first = ui.state.comparison.sides
        ui.type("K")
        #expect(ui.state.comparison.sides?.base == first?.base)
        #expect(ui.state.comparison.sides?.other != first?.other)
        ui.type("J")
        #expect(ui.state.comparison.sides == first)
        ui.type("J")
        ui.expect("No newer request of this route")
        ui.type("t")
        #expect(ui.state.comparison.sides == first?.swapped)
        ui.expect("sides swapped")
    }

    @Test("Enter opens the thing in its own request's panel, and Esc leads back, step by step")
    func opening() {
        var ui = mended()
        ui.type("<enter>")
        ui.expect("3 SQL")
        #expect(ui.state.detail.request == ui.state.comparison.sides?.base, "what is gone is in the old one")
        ui.type("<esc>")
        ui.expect("COMPARE")
        ui.type("3")
        #expect(ui.state.detail.request == ui.state.comparison.sides?.other)
        ui.type("<esc>")
        ui.expect("COMPARE")
        ui.type("<esc>")
        ui.expectNot("COMPARE")
        #expect(!ui.state.detail.isOpen)
    }

    @Test("q closes it; the request that was open is open again")
    func closing() {
        var ui = UIDriver.rebuilt(120, 50)
        ui.type("3dq")
        ui.expect("1 Overview", "3 SQL")
        #expect(ui.state.detail.isOpen)
    }

    @Test("Both are kept from eviction while they are compared, and let go after that")
    func held() {
        var ui = mended()
        let sides = ui.state.comparison.sides
        #expect(ui.history.pinned == Set([sides?.base, sides?.other].compactMap(\.self)))
        ui.type("<enter>")
        #expect(ui.history.pinned.count == 2)
        ui.type("<esc><esc>")
        #expect(ui.history.pinned.isEmpty)
    }

    @Test("What the panel or a mark lets go is still held for the comparison")
    func heldBehind() {
        var ui = UIDriver.rebuilt(120, 50)
        ui.type("1d")
        let sides = ui.state.comparison.sides
        let both = Set([sides?.base, sides?.other].compactMap(\.self))
        ui.type("<enter>")
        #expect(ui.state.detail.request == sides?.base)
        #expect(ui.history.pinned == both)
        ui.type("mm")
        #expect(ui.history.pinned == both)
    }

    @Test("y copies it as Markdown")
    func markdown() {
        var ui = mended()
        let text = copied(&ui)
        #expect(text.hasPrefix("### `GET /authors`: build 1 → build 2\n"))
        #expect(text.contains("| queries | 51 | 2 | −49 |"))
        #expect(text.contains("| − gone | 50→0 |"))
        #expect(text.contains("`SELECT * FROM book WHERE author_id = ? AND title <> ?`"))
    }

    @Test("It reads at every size, and in ASCII nothing but ASCII is drawn", arguments: screens)
    func sizes(columns: Int, rows: Int) {
        for glyphs in [Glyphs.unicode, .ascii] {
            var ui = mended(columns, rows, glyphs: glyphs)
            #expect(ui.rows.count == rows)
            if glyphs.isASCII { #expect(ui.screen.utf8.allSatisfy { $0 < 0x80 }, "\(ui.screen)") }
            ui.expect("200", "build 1")
            for _ in 0..<30 { ui.type("j") }
            ui.type("Ga<enter>")
        }
    }

    @Test("It is made once for a key and its frames")
    func cached() {
        var ui = mended()
        let first = ui.screen
        ui.type("jk")
        #expect(ui.screen == first)
    }

    @Test("Ten thousand queries a side are compared at once")
    func many() {
        var ui = UIDriver(120, 40)
        ui.connect(build: "b1")
        ui.say { $0.authors(at: 1_000_000, books: 9_999) }
        ui.restart(build: "b2")
        ui.say { $0.authors(at: 9_000_000, books: 9_999) }
        ui.type("d")
        ui.expect("QUERIES")
        ui.type("GgG")
    }
}
