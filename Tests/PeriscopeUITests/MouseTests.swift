import PeriscopeUI
import Screen
import Testing

struct MouseTests {
    @Test("A click selects, a click on the selected opens")
    func select() {
        var ui = UIDriver.bookshop()
        ui.click("/login")
        ui.expectSelected("/login")
        ui.expectNot("WHERE THE TIME WENT")
        ui.click("/login")
        ui.expect("WHERE THE TIME WENT")
    }

    @Test("Tabs, footer pairs and column heads act")
    func bars() {
        var ui = UIDriver.authors("1")
        ui.click("3 SQL")
        ui.expect("51 queries")
        ui.click("Esc back")
        ui.expectNot("51 queries")
        ui.click("TIME")
        #expect(ui.rows[2].contains("/reports/sales"))
        ui.click("? help")
        ui.expect("Help: request list")
    }

    @Test("The wheel scrolls what is under it")
    func wheel() {
        var ui = UIDriver.authors("3", 120, 40)
        guard let inList = ui.point(of: "/login"), let inDetail = ui.point(of: "N+1 scan") else {
            Issue.record("not there\n\(ui.screen)")
            return
        }
        ui.act(.input(.mouse(.wheelDown(inDetail))))
        ui.expect("/login")
        #expect(!ui.rows.contains { $0.contains("FROM author ORDER") })
        ui.say { server in for index in 0..<60 { server.quick("GET", "/more/\(index)", at: 9_500_000 + UInt64(index)) }
        }
        let before = ui.rows[5]
        ui.act(.input(.mouse(.wheelUp(inList))))
        #expect(ui.rows[5] != before)
    }

    @Test("Clicks in menus and questions answer them")
    func overlays() {
        var ui = UIDriver.bookshop()
        ui.type("s")
        ui.click("SQL time")
        #expect(ui.rows[2].contains("/reports/sales"))
        ui.type("C")
        ui.click("y yes")
        #expect(ui.takeEffects() == [.clear])
        ui.type(":reverse")
        ui.click("reverse the order")
        ui.expect("by SQL time ↑")
    }
}
