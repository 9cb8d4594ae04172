import PeriscopeWire
import Screen
import Testing

/// Where the timeline puts the time that nothing covers.
struct TimelineGapTests {
    /// A handler that was known only once it had ended, so that its queries are its siblings; 1.25 s.
    private func lateHandler(_ columns: Int = 120, _ rows: Int = 40, glyphs: Glyphs = .unicode) -> UIDriver {
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
        ui.type("2")
        return ui
    }

    @Test("A gap stands behind the work that it follows, whichever span is around both")
    func order() {
        let ui = lateHandler()
        let wanted = [
            "handler", "SELECT month", "SELECT basket", "SELECT since", "own code", "SELECT titles", "own code",
            "render sales", "own code",
        ]
        let shown = ui.rows.compactMap { row in wanted.first { row.contains($0) && !row.contains("→") } }
        #expect(shown == wanted, "\(ui.screen)")
    }

    @Test("The screen is as it was looked at", arguments: [(80, 24, false), (80, 24, true), (120, 40, false)])
    func golden(columns: Int, rows: Int, isASCII: Bool) throws {
        let ui = lateHandler(columns, rows, glyphs: isASCII ? .ascii : .unicode)
        try GoldenScreen.expect(ui.screen, "late-handler-\(columns)x\(rows)\(isASCII ? "-ascii" : "").txt")
    }
}
