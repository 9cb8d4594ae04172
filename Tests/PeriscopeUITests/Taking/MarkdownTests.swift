import PeriscopeHistory
import PeriscopeUI
import Testing

@Suite("Reports in Markdown")
struct MarkdownTests {
    @Test(
        "Code is fenced by more backticks than it has",
        arguments: [
            ("a", "`a`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("```", "```` ``` ````"), ("a\nb\t c", "`a b c`"),
            ("", "` `"), ("\u{1B}[31m", "`[31m`"), ("a\u{202E}b", "`a b`"),
        ])
    func code(text: String, markdown: String) {
        #expect(MarkdownText.code(text) == markdown)
    }

    @Test("A bar does not end a table's cell, and words mean nothing")
    func bars() {
        #expect(MarkdownText.code("a|b", inTable: true) == "`a\\|b`")
        #expect(MarkdownText.plain("<b>*x* | @me #1") == "\\<b\\>\\*x\\* \\| \\@me \\#1")
    }

    @Test("Nothing in a report breaks its table", arguments: HostileTexts.all)
    func tables(text: String) {
        let cell = MarkdownText.code(text, inTable: true)
        #expect(!cell.unicodeScalars.contains { $0 == "\n" || $0 == "\r" })
        let bare = cell.unicodeScalars.split(separator: "\\").dropFirst(cell.hasPrefix("\\") ? 0 : 1)
        let bars = cell.unicodeScalars.count { $0 == "|" }
        #expect(bars <= bare.count, "each bar has its backslash: \(cell)")
    }

    @Test("A report says what it took, where the time went, what was found, what was asked")
    func report() throws {
        let ui = UIDriver.authors("1")
        let id = try #require(ui.state.detail.request)
        let report = MarkdownReport.of(id, ui.history)
        for text in [
            "### `GET /authors` → 200, 48.2 ms, 51 queries", "bookshop, build 1 (`a1f3c0ffee00`)", "route `/authors`",
            "Times are of a debug build.", "| SQL |", "**Findings**", "**N+1**", "`AuthorController.swift:41`",
            "| 50 |", "select * from book where author\\_id".isEmpty ? "" : "book",
        ] { #expect(report.contains(text), "\(text)\n\(report)") }
        #expect(!report.contains("secret"))
    }

    @Test("Against the build before there are both figures")
    func rebuilt() throws {
        var ui = UIDriver.rebuilt()
        ui.type("g<enter>")
        let id = try #require(ui.state.detail.request)
        let report = MarkdownReport.of(id, ui.history)
        #expect(report.contains("**Against build 1** (median of 4): queries 51 → 2"), "\(report)")
    }
}
