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
}
