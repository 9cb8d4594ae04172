import PeriscopeUI
import Screen
import Testing

struct LayoutTests {
    @Test(
        "The size class follows the screen",
        arguments: [
            (39, 24, SizeClass.tiny), (80, 7, .tiny), (0, 0, .tiny), (40, 8, .narrow), (79, 60, .narrow),
            (80, 24, .single), (99, 50, .single), (100, 29, .single), (120, 40, .stacked), (100, 30, .stacked),
            (159, 60, .stacked), (160, 60, .beside), (200, 60, .beside), (200, 10, .single),
        ])
    func sizeClass(columns: Int, rows: Int, expected: SizeClass) {
        #expect(SizeClass(ScreenSize(columns: columns, rows: rows)) == expected)
    }

    @Test("Panes never overlap and never leave the screen", arguments: [40, 79, 80, 100, 120, 160, 240])
    func panes(columns: Int) {
        for rows in [8, 10, 14, 24, 30, 60] {
            for keys in ["", "j3", "j3z", "0", "9", "."] {
                var ui = UIDriver.bookshop(columns, rows)
                ui.type(keys)
                let layout = Layout(size: ui.size, state: ui.state)
                let regions = [
                    layout.header, layout.listHead, layout.list, layout.divider, layout.detailTitle, layout.tabs,
                    layout.detail, layout.whole, layout.status, layout.footer,
                ].filter { !$0.isEmpty }
                let cells = regions.reduce(0) { $0 + $1.width * $1.height }
                #expect(cells <= columns * rows)
                for (index, region) in regions.enumerated() {
                    #expect(region.intersection(ui.size.region) == region)
                    #expect(regions[(index + 1)...].allSatisfy { region.intersection($0).isEmpty })
                }
            }
        }
    }

    @Test("Two panes show the list and the detail; z shows one alone")
    func zoom() {
        var ui = UIDriver.authors("3", 120, 40)
        ui.expect("/reports/sales", "51 queries")
        ui.type("z")
        ui.expect("51 queries")
        ui.expectNot("/reports/sales")
        ui.type("<esc>")
        ui.expect("/reports/sales", "51 queries")
    }

    @Test("A screen that is too small says what it needs, and q still works")
    func tiny() {
        var ui = UIDriver.bookshop(30, 6)
        ui.expect("needs 40×8", "has 30×6")
        ui.type("q")
        #expect(ui.takeEffects() == [.quit])
    }

    @Test("Where there is one pane, z gives it the lines of header and tabs, and back", arguments: [(80, 24), (40, 8)])
    func zoomOfOne(columns: Int, rows: Int) {
        var ui = UIDriver.authors("3", columns, rows)
        let before = (ui.screen, Layout(size: ui.size, state: ui.state).detail.height)
        ui.type("z")
        let zoomed = Layout(size: ui.size, state: ui.state)
        #expect(zoomed.detail.height == before.1 + (rows < 14 ? 3 : 2))
        ui.expectNot("1 Over", "requests  ·")
        ui.expect("/authors")
        ui.type("z")
        #expect(ui.screen == before.0)
        ui.type("z<esc>")
        #expect(ui.screen == before.0)
    }

    @Test("From 200 columns the selected query's text stands beside the list, and follows the selection")
    func preview() {
        var ui = UIDriver.authors("3", 200, 60)
        ui.expect("51 queries", "LIMIT 50")
        ui.type("j")
        ui.expect("WHERE author_id = 0", "o AuthorController.swift:41", "51 queries")
        ui.type("<enter>")
        #expect(Layout(size: ui.size, state: ui.state).preview.isEmpty)
        ui.type("<esc>t")
        ui.expect("SHAPE", "WHERE author_id = ?")
        #expect(Layout(size: ScreenSize(columns: 199, rows: 60), state: ui.state).preview.isEmpty)
    }

    @Test("A click on the query beside the list opens it")
    func previewClick() {
        var ui = UIDriver.authors("3", 200, 60)
        let preview = Layout(size: ui.size, state: ui.state).preview
        ui.act(.input(.mouse(.press(ScreenPoint(x: preview.x + 4, y: preview.y + 2)))))
        #expect(ui.state.detail.opened != nil)
    }
}
