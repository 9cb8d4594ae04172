import PeriscopeHistory
import PeriscopeUI
import Screen
import Testing

@Suite("Copying as, and writing to a file")
struct TakingTests {
    private func copied(_ ui: inout UIDriver) -> CopiedText? {
        for case .copy(let text) in ui.takeEffects() { return text }
        return nil
    }

    @Test("Y offers the request in the list, with what is masked and how long it is")
    func menuOfList() throws {
        var ui = UIDriver.bookshop()
        ui.type("jY")
        ui.expect("Copy as", "curl command", "URL", "JSON object", "Markdown report", "HAR", "2 values masked")
        ui.type("c")
        let curl = try #require(copied(&ui))
        #expect(curl.what == "curl command")
        #expect(curl.text.hasPrefix("curl 'http://127.0.0.1:8080/authors'"))
        #expect(curl.note == "2 values masked: authorization, cookie session")
        ui.expectNot("Copy as")
    }

    static let forms: [(keys: String, what: String, begins: String)] = [
        ("3Ys", "SQL, values in place", "SELECT * FROM author ORDER BY name LIMIT 50"),
        ("3Yp", "SQL, values below", "SELECT * FROM author ORDER BY name LIMIT ?\n-- 1: 50"),
        ("3Ye", "EXPLAIN of it", "EXPLAIN QUERY PLAN SELECT * FROM author"),
        ("3Yf", "fingerprint", "select * from author order by name limit ?"),
        ("3Yd", "query as JSON", "{\n  \"id\":"), ("3<enter>Ys", "SQL, values in place", "SELECT * FROM author"),
        ("4Yt", "template name", "layout"), ("4Yd", "render as JSON", "{\n  \"id\":"),
        ("5Yt", "log message", "listing authors"), ("5Yi", "log line", "info bookshop: page=1 listing authors"),
        ("5Yd", "log line as JSON", "{\n  \"offset_ms\": "), ("6jjjjYn", "authorization", "authorization: [redacted]"),
        ("6jjjjYv", "value of authorization", "[redacted]"), ("6Yu", "URL", "http://127.0.0.1:8080/authors"),
        ("2Yo", "JSON", "{\n  \"v\": 1,"), ("1Ym", "Markdown report", "### `GET /authors`"),
        ("1Ya", "HAR", "{\n  \"log\": {"),
    ]

    @Test("In each panel Y knows what the cursor is on", arguments: forms)
    func formOf(keys: String, what: String, begins: String) throws {
        var ui = UIDriver.authors("")
        _ = ui.takeEffects()
        ui.type(keys)
        let found = copied(&ui)
        let text = try #require(found, "\(ui.screen)")
        #expect(text.what == what)
        #expect(text.text.lowercased().hasPrefix(begins.lowercased()), "\(text.text.prefix(200))")
    }

    @Test("Marked ones are copied together")
    func marked() throws {
        var ui = UIDriver.bookshop()
        ui.type("jmjmYU")
        let urls = try #require(copied(&ui))
        #expect(urls.text.split(separator: "\n").count == 2)
        ui.type("YM")
        #expect(try #require(copied(&ui)).text.hasPrefix("| request | status | time |"))
        ui.type("YL")
        #expect(try #require(copied(&ui)).text.split(separator: "\n").count == 2)
    }

    @Test("News under an open menu change nothing of what it copies")
    func steadyMenu() throws {
        var ui = UIDriver.bookshop()
        ui.type("gY")
        let before = ui.state.list.selected
        ui.say { $0.quick("GET", "/new", at: 9_900_000) }
        ui.type("u")
        let url = try #require(copied(&ui)).text
        let path = try #require(before.flatMap { ui.history.request($0)?.path })
        #expect(url.contains(path), "\(url)")
    }

    @Test("x asks which, then for a name whose ending Tab changes")
    func export() throws {
        var ui = UIDriver.bookshop()
        ui.type("jx")
        ui.expect("Write to a file", "this request", "all that the list shows")
        ui.expectNot("what is marked")
        ui.type("t")
        ui.expect("write to: get-authors-", ".jsonl", "Tab .har .md")
        ui.type("<tab>")
        ui.expect(".har", "Tab .jsonl .md")
        ui.type("<tab><tab><enter>")
        let effects = ui.takeEffects()
        guard case .exportRequests(let wish)? = effects.last else {
            Issue.record("\(effects)")
            return
        }
        #expect(wish.requests == [ui.state.list.selected])
        #expect(wish.path.hasSuffix(".jsonl") && !wish.mayReplace)
    }

    @Test("All that are listed go oldest first, marked ones in order of arrival")
    func exportMany() throws {
        var ui = UIDriver.bookshop()
        ui.type("jmjjmxa<enter>")
        guard case .exportRequests(let all)? = ui.takeEffects().last else {
            Issue.record("no export")
            return
        }
        let places = all.requests.compactMap(ui.history.position(of:))
        #expect(places.count > 5 && places == places.sorted())
        ui.type("x<enter><enter>")
        guard case .exportRequests(let marked)? = ui.takeEffects().last else {
            Issue.record("no export")
            return
        }
        #expect(marked.requests.count == 2)
    }

    @Test("A file that is there is replaced only after a yes")
    func replace() throws {
        var ui = UIDriver.bookshop()
        let wish = RequestExport(requests: [], path: "a.har")
        ui.act(.fileExists(wish))
        ui.expect("Replace the file of this name?", "a.har")
        ui.type("n")
        #expect(ui.takeEffects().isEmpty)
        ui.act(.fileExists(wish))
        ui.type("y")
        #expect(ui.takeEffects() == [.exportRequests(RequestExport(requests: [], path: "a.har", mayReplace: true))])
    }

    @Test("o knows a place of the list's request, of a log line, of an error")
    func sources() {
        var ui = UIDriver.bookshop()
        ui.type("jo")
        #expect(ui.takeEffects() == [.edit(path: "/shop/Sources/Bookshop/AuthorController.swift", line: 41)])
        ui.type("<enter>5o")
        #expect(ui.takeEffects() == [.edit(path: "Bookshop/Routes.swift", line: 41)])
        ui.type("<enter>o")
        #expect(ui.takeEffects() == [.edit(path: "Bookshop/Routes.swift", line: 41)])
    }
}
