import PeriscopeHistory
import PeriscopeInsight
import PeriscopeUI
import PeriscopeWire
import Screen
import Testing
import WireTesting

/// The flame graph, by its keys.
struct FlameTests {
    @Test("The root is on top, callees below, and the selected box is told of in words")
    func shape() {
        let ui = UIDriver.profiled("8t", 120, 60)
        ui.expect("everything", "Routes.answer(_:context:)", "ReportController.sales(_:context:)")
        ui.expect("libraries and runtime are part of what called them: A shows them")
        ui.expectNot("swift_retain")
    }

    @Test("j goes to the callee, k to the caller, l and h along the row")
    func moving() {
        var ui = UIDriver.profiled("8tjj", 120, 60)
        ui.expect(" ReportController.sales(_:context:)  ·  ")
        ui.type("j")
        ui.expect(" ReportController.rank(_:)  ·  ")
        ui.type("l")
        ui.expect(" Page.render(_:)  ·  ")
        ui.type("hk")
        ui.expect(" ReportController.sales(_:context:)  ·  ")
        ui.type("g")
        ui.expect(" everything  ·  100 %")
        ui.type("G")
        ui.expect(" ReportController.score(of:in:weights:)  ·  ")
        ui.type("o")
        #expect(
            ui.takeEffects().last == .edit(path: "/shop/Sources/Bookshop/ReportController.swift", line: 142))
    }

    @Test("Enter zooms into a box, Esc out one step, then leaves the panel")
    func zooming() {
        var ui = UIDriver.profiled("8tjjj<enter>", 120, 60)
        ui.expect("zoomed in 1, Esc zooms out")
        ui.expectNot("┊Page")
        ui.type("j<enter>")
        ui.expect("zoomed in 2")
        ui.type("<esc>")
        ui.expect("zoomed in 1")
        ui.type("<esc>")
        ui.expectNot("zoomed")
        ui.expect("┊Page")
        ui.type("<esc>")
        ui.expectNot("everything")
    }

    @Test("/ marks boxes and says in how many samples they are; n goes to the next")
    func search() {
        var ui = UIDriver.profiled("8t/page<enter>", 120, 60)
        ui.expect("/page is in 6 %")
        ui.expect(" Page.render(_:)  ·  ")
        ui.type("/nothing at all<enter>")
        ui.expect("no function is called so")
    }

    @Test("A shows the frames of libraries and of the runtime")
    func frames() {
        var ui = UIDriver.profiled("8tA", 150, 60)
        ui.expect("PeriscopeMiddleware.handle", "Dictionary.subscript")
        ui.type("A")
        ui.expectNot("PeriscopeMiddleware")
    }

    @Test("A click selects a box, another zooms into it")
    func clicks() {
        var ui = UIDriver.profiled("8t", 120, 60)
        ui.click("┊ReportController.rank(_:)")
        ui.expect(" ReportController.rank(_:)  ·  ")
        ui.click("▌ReportController.rank(_:)")
        ui.expect("zoomed in")
    }

    @Test("New samples keep the selected box and the zoom")
    func growing() {
        var ui = UIDriver.profiled("8atjjj<enter>", 120, 60)
        ui.expect("zoomed in 1", " ReportController.rank(_:)  ·  ")
        ui.time += 2_000_000
        ui.say { $0.sampledReport(at: 10_000_000, times: 3) }
        ui.expect("zoomed in 1", " ReportController.rank(_:)  ·  ")
    }

    @Test("Boxes of functions with hostile names are as wide as they should be", arguments: HostileText.texts)
    func hostile(name: String) {
        var ui = UIDriver(80, 24)
        ui.connect()
        ui.say { server in
            let id = server.makeID()
            var delta = server.head(id, "GET", "/x", at: 1, route: "/x")
            server.sample(&delta, [([901], id, 30), ([902], id, 29), ([902, 903], id, 1)])
            delta.end = server.end(at: 300_000, status: 200)
            server.send(delta)
        }
        for (build, counters) in ui.history.takeUnnamed(limit: 1_000) {
            let frame = SourceFrame(function: name, path: "/shop/" + name, line: 3)
            ui.history.name(Dictionary(uniqueKeysWithValues: counters.map { ($0, [frame]) }), of: build)
        }
        ui.act(.historyChanged(HistoryChange()))
        for keys in ["8", "<enter>", "<esc>t", "j", "<enter>", "A", "t"] {
            ui.type(keys)
            for y in 0..<24 {
                for cell in ui.grid.cells(ofRow: y) where cell.base.map({ $0.value < 0x20 }) ?? false {
                    Issue.record("a control character is in a cell")
                }
            }
        }
    }
}
