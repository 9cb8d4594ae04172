import PeriscopeUI
import Screen
import Testing

struct ShapesTests {
    private func shapes() -> UIDriver {
        var ui = UIDriver.bookshop(160, 40)
        ui.type("0t")
        return ui
    }

    @Test("t turns the routes over to the shapes of their queries, and back")
    func turn() {
        var ui = shapes()
        ui.expect("SHAPE", "TOTAL▼", "author_id = ?", "N+1", "AuthorController.swift:41", "GET /authors")
        ui.type("t")
        ui.expect("IMPACT")
        ui.type("<tab>")
        ui.expect("SHAPE")
        ui.type("<esc>")
        ui.expectNot("SHAPE")
    }

    @Test("The costliest shape stands first, and another order can be chosen")
    func sort() {
        var ui = shapes()
        #expect(ui.rows[2].contains("FROM sale"), "\(ui.screen)")
        ui.type("sj<enter>")
        ui.expect("COUNT▼")
        #expect(ui.rows[2].contains("FROM book"), "\(ui.screen)")
        ui.type("S")
        #expect(!ui.rows[2].contains("FROM book"), "\(ui.screen)")
    }

    @Test("Enter opens the worst query of a shape in its request; o its source")
    func open() {
        var ui = shapes()
        ui.type("o")
        #expect(
            ui.takeEffects() == [.edit(path: "/shop/Sources/Bookshop/ReportController.swift", line: 88)])
        ui.type("<enter>")
        ui.expect("GET /reports/sales → 200", "query 1 of 1")
        ui.type("<esc>")
        ui.expect("of queries, by")
    }

    @Test("It reads on every screen", arguments: [40, 60, 80, 100, 120, 200])
    func widths(columns: Int) {
        var ui = UIDriver.bookshop(columns, 20)
        ui.type("0t")
        ui.expect("SELECT")
    }

    @Test("Before there is any query, it says so")
    func empty() {
        var ui = UIDriver()
        ui.connect()
        ui.type("0t")
        ui.expect("No query has been seen yet.")
    }
}
