import PeriscopeUI
import Screen

extension UIDriver {
    /// A bookshop with requests of every sort, the newest one running.
    static func bookshop(_ columns: Int = 120, _ rows: Int = 40, glyphs: Glyphs = .unicode) -> UIDriver {
        var ui = UIDriver(columns, rows, glyphs: glyphs)
        ui.time = 0
        ui.connect()
        ui.time = 9_000_000
        ui.say { server in
            server.quick("GET", "/", at: 1_000_000, took: 2_100)
            server.quick("GET", "/healthz", at: 1_500_000)
            server.quick("GET", "/books", at: 2_000_000, took: 4_000)
            server.quick("POST", "/login", at: 3_000_000, status: 303, took: 12_700)
            server.quick("GET", "/nothing", at: 3_500_000, status: 404, took: 400)
            server.failing(at: 4_000_000)
            server.price(at: 5_000_000)
            server.report(at: 5_500_000)
            server.authors(at: 7_000_000)
        }
        ui.time = 10_000_000
        ui.say { $0.running(at: 8_600_000) }
        ui.nameStacks()
        return ui
    }

    /// `/authors` slow in one build, and mended in the next; `/reports/sales` as it was.
    static func rebuilt(_ columns: Int = 120, _ rows: Int = 40, glyphs: Glyphs = .unicode) -> UIDriver {
        var ui = UIDriver(columns, rows, glyphs: glyphs)
        ui.time = 0
        ui.connect(build: "b1")
        ui.time = 5_000_000
        ui.say { server in
            for index in 0..<4 { server.authors(at: 1_000_000 + UInt64(index) * 100_000) }
            server.report(at: 2_000_000)
        }
        ui.restart(build: "b2")
        ui.time = 9_000_000
        ui.say { server in
            server.report(at: 6_000_000)
            server.mendedAuthors(at: 8_000_000)
        }
        ui.nameStacks()
        return ui
    }

    /// The same, with a panel of `/authors` opened.
    static func authors(_ keys: String, _ columns: Int = 120, _ rows: Int = 40, glyphs: Glyphs = .unicode) -> UIDriver {
        var ui = bookshop(columns, rows, glyphs: glyphs)
        ui.type("j" + keys)
        return ui
    }
}
