import PeriscopeHistory
import PeriscopeUI
import PeriscopeWire
import Screen
import Testing
import WireTesting

struct TemplatePanelTests {
    @Test("Templates are a tree with own and total time, share, size and how often each was rendered")
    func tree() {
        var ui = UIDriver.orders("4z", 120, 40)
        ui.expect(
            "1 page, 6 partials", "OWN", "TOTAL", "SHARE", "SIZE", "▾ layout", "▾ orders", "▸ row ×5", "9.1 kB",
            "Templates/orders.mustache")
        ui.expectNot("not timed")
        ui.type("jjl")
        #expect(ui.rows.count { $0.contains("row ") && $0.contains("1.1 ms") } == 5)
        ui.type("h")
        ui.expect("▸ row ×5")
        ui.type("kkh")
        ui.expectNot("orders.mustache")
    }

    @Test("A slow render is marked, by how slow it is")
    func slow() {
        var ui = UIDriver(120, 40)
        ui.connect()
        ui.say { server in
            let id = server.makeID()
            var delta = server.head(id, "GET", "/", at: 1_000, route: "/")
            delta.spans = [
                server.render("quick", bytes: 10, in: id, from: 1_000, to: 2_000),
                server.render("warm", bytes: 10, in: id, from: 3_000, to: 33_000),
                server.render("slow", bytes: 10, in: id, from: 40_000, to: 190_000),
            ]
            delta.end = server.end(at: 200_000, status: 200)
            server.send(delta)
        }
        ui.type("4z")
        #expect(ui.rows.contains { $0.contains("○") && $0.contains("warm") }, "\(ui.screen)")
        #expect(ui.rows.contains { $0.contains("●") && $0.contains("slow") }, "\(ui.screen)")
        #expect(!ui.rows.contains { $0.contains("○") && $0.contains("quick") }, "\(ui.screen)")
    }

    @Test("Where partials are not timed, it says how to")
    func untimed() {
        var ui = UIDriver(120, 40)
        ui.connect()
        ui.say { server in
            let id = server.makeID()
            var delta = server.head(id, "GET", "/", at: 1_000, route: "/")
            var page = server.render("page", bytes: 10, in: id, from: 1_000, to: 2_000)
            page.render.partialsTimed = false
            delta.spans = [page]
            delta.end = server.end(at: 3_000, status: 200)
            server.send(delta)
        }
        ui.type("4z")
        ui.expect("partials not timed; turn on with probe.traced(library, partials: true)")
    }

    @Test("What a template was given is a tree that folds; a mask stays a mask")
    func context() {
        var ui = UIDriver.orders("4z<enter>", 120, 40)
        ui.expect(
            "CONTEXT", "title \"Orders\"  String", "token [redacted]", "count 3  Int", "isOpen true  Bool",
            "▾ books […50]  [Book]", "▸ 0 {…}  Book", "47 more were not sent")
        ui.expectSelected("books")
        ui.type("jl")
        ui.expect("▾ 0 {…}", "title \"Book 0\"", "pages 320")
        ui.type("h")
        ui.expectNot("Book 0")
        ui.type("k<enter>")
        ui.expectNot("▸ 0", "47 more")
        let row = ui.rows.firstIndex { $0.contains("token") } ?? 0
        let column = ui.rows[row].range(ofText: "[red").map {
            ui.rows[row].distance(from: ui.rows[row].startIndex, to: $0)
        }
        #expect(ui.grid[column ?? 0, row].role == .redacted)
    }

    @Test("The queries that ran inside of a render open from it")
    func queries() {
        var ui = UIDriver.orders("4j<enter>", 120, 70)
        ui.expect("QUERIES INSIDE  2, 0.4 ms", "SELECT name FROM publisher")
        ui.type("j<enter>")
        ui.expect("query 19 of 19", "publisher")
        ui.type("<esc>")
        ui.expect("QUERIES INSIDE")
        ui.expectSelected("publisher")
    }

    @Test("The text of a template opens what it calls, and the caller marks the line of what was opened from it")
    func text() {
        var ui = UIDriver.orders("4zj<enter>", 120, 50)
        ui.expect(
            "TEMPLATE  8 lines", "1  <h1>{{title}}</h1>", "4  {{> row}}   ×5  5.5 ms", "CALLED BY",
            "layout, line 4   {{>orders}}")
        ui.type("G<enter>")
        ui.expect("row  1 of 5", "orders, line 4   {{> row}}", "<li>{{name}}</li>")
        ui.expectSelected("publisher")
        ui.type("j<enter>")
        ui.expect("orders  ·", "▸   4  {{> row}}")
        ui.type("v")
        guard case .page(let text) = ui.takeEffects().last else {
            Issue.record("nothing for the pager")
            return
        }
        #expect(text.contains("{{#rows}}"))
    }

    @Test("From a template to its caller and back, as often as one likes")
    func circles() {
        var ui = UIDriver.orders("4j<enter>", 120, 70)
        for _ in 0..<12 {
            ui.type("G<enter>")
            ui.expect("row  1 of 5")
            ui.type("j<enter>")
            ui.expect("orders  ·")
        }
        for _ in 0..<8 { ui.type("<esc>") }
        ui.expect("▸ row ×5")
    }

    @Test("Tags are told apart from the text around them")
    func roles() {
        let ui = UIDriver.orders("4zj<enter>", 120, 50)
        func role(_ text: String) -> Role? {
            guard let point = ui.point(of: text) else { return nil }
            return ui.grid[point.x, point.y].role
        }
        #expect(role("{{title}}") == .sqlParameter)
        #expect(role("{{#rows}}") == .sqlKeyword)
        #expect(role("{{^rows}}nothing") == .sqlKeyword)
        #expect(role("nothing{{/rows}}") == .textDim)
        #expect(role("{{{footer}}}") == .sqlParameter)
    }

    @Test("o opens the template's file, in the server's folder; without one, where it was rendered")
    func source() {
        var ui = UIDriver.orders("4zjo", 120, 40)
        #expect(ui.takeEffects() == [.edit(path: "/shop/Templates/orders.mustache", line: 1)])
        ui.type("<enter>")
        ui.expect("SOURCE", "Templates/orders.mustache")
        var plain = UIDriver(120, 40)
        plain.connect()
        plain.say { server in
            let id = server.makeID()
            var delta = server.head(id, "GET", "/", at: 1_000, route: "/")
            delta.spans = [server.render("page", bytes: 10, in: id, from: 1_000, to: 2_000, stack: [102])]
            delta.end = server.end(at: 3_000, status: 200)
            server.send(delta)
        }
        plain.nameStacks()
        plain.type("4zo")
        #expect(plain.takeEffects() == [.edit(path: "/shop/Sources/Bookshop/AuthorController.swift", line: 29)])
    }

    @Test(
        "Hostile templates, names and contexts are only text",
        arguments: HostileText.texts + ["{{", "{{{", "{{>", "{{!\n\n", "}}{{a}}"])
    func hostile(text: String) {
        var ui = UIDriver(100, 30)
        ui.connect()
        ui.say { server in
            let id = server.makeID()
            var delta = server.head(id, "GET", "/", at: 1_000, route: "/")
            var page = server.render(
                "page" + text, bytes: 10, in: id, from: 1_000, to: 2_000, context: [(text, text, text)])
            page.render.text = server.intern("a{{>\(text)}}b\n\(text)")
            page.render.source = text
            let inner = server.render(text, bytes: 10, in: page.id, from: 1_100, to: 1_200)
            delta.spans = [page, inner]
            delta.end = server.end(at: 3_000, status: 200)
            server.send(delta)
        }
        for keys in ["4z", "<enter>", "G", "<enter>", "v", "o"] {
            ui.type(keys)
            for y in 0..<ui.size.rows {
                #expect(!ui.grid.cells(ofRow: y).contains { $0.base.map { $0.value < 0x20 } ?? false })
            }
        }
    }
}
