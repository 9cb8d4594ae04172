import PeriscopeUI
import Screen
import Testing

/// How the times of a route are spread, in Routes and in the overview.
struct LatencyGraphTests {
    private func shop(_ columns: Int, _ rows: Int, glyphs: Glyphs = .unicode) -> UIDriver {
        var ui = UIDriver(columns, rows, glyphs: glyphs)
        ui.connect()
        ui.time = 20_000_000
        ui.say { server in
            for index in 0..<40 {
                let took: UInt64 = index == 39 ? 900_000 : 1_000 + UInt64(index) * 100
                server.quick("GET", "/books", at: 1_000_000 + UInt64(index) * 100_000, took: took)
            }
            server.quick("GET", "/", at: 10_000_000, took: 800)
        }
        return ui
    }

    @Test(
        "Routes shows the times of the selected route, with its percentiles",
        arguments: [(80, 24), (120, 40), (200, 60)])
    func routes(columns: Int, rows: Int) {
        var ui = shop(columns, rows)
        ui.type("0")
        ui.expect("GET /books  40 times", "1.0 ms", "900 ms", "↑p50")
        ui.type("j")
        ui.expect("GET /  1 time")
        ui.click("COUNT")
        ui.expect("COUNT▼")
    }

    @Test("A low or narrow screen has no room for it", arguments: [(40, 24), (80, 12)])
    func low(columns: Int, rows: Int) {
        var ui = shop(columns, rows)
        ui.type("0")
        ui.expectNot("40 times")
    }

    @Test("The overview says where a request stands among its route")
    func standing() {
        var ui = shop(120, 60)
        ui.type("j1")
        ui.expect("AMONG ITS ROUTE   the slowest of 40 requests", "▲this one")
        ui.type("J")
        ui.expect("slower than 97 % of 40 requests")
    }

    @Test("In ASCII it is a ramp of ASCII")
    func ascii() {
        var ui = shop(120, 40, glyphs: .ascii)
        ui.type("0")
        ui.expect("^p50")
        #expect(ui.screen.utf8.allSatisfy { $0 < 0x80 })
        ui.type("0gjj1")
        #expect(ui.screen.utf8.allSatisfy { $0 < 0x80 })
    }
}
