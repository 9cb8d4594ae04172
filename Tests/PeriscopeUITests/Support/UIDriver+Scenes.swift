import PeriscopeUI
import PeriscopeWire
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

    /// A handler that was known only once it had ended, so that its queries are its siblings; 1.25 s.
    static func lateHandler(_ columns: Int = 120, _ rows: Int = 40, glyphs: Glyphs = .unicode) -> UIDriver {
        var ui = UIDriver(columns, rows, glyphs: glyphs)
        ui.connect()
        ui.say { server in
            let start: UInt64 = 1_000_000
            let id = server.makeID()
            var delta = server.head(id, "GET", "/reports/sales", at: start, route: "/reports/sales")
            let session = server.span(.middleware, "Session", in: id, from: start + 20, to: start + 1_249_950)
            let times: [(String, UInt64, UInt64)] = [
                ("SELECT month", 1_000, 321_000), ("SELECT basket", 321_100, 520_000),
                ("SELECT since", 520_100, 521_000), ("SELECT titles", 920_600, 921_000),
            ]
            delta.spans = [session]
            for (sql, from, to) in times {
                delta.spans.append(server.query(sql, in: session.id, from: start + from, to: start + to))
            }
            delta.spans += [
                server.render("sales", bytes: 9_000, in: session.id, from: start + 980_000, to: start + 1_240_000),
                server.span(.handler, "GET /reports/sales", in: session.id, from: start + 100, to: start + 1_249_900),
            ]
            delta.end = server.end(at: start + 1_250_000, status: 200)
            server.send(delta)
        }
        return ui
    }
}
