import Screen
import Testing
import Themes

/// Every check must be able to fail, else it checks nothing.
@Suite("Theme check")
struct ThemeCheckTests {
    private func theme(_ roles: String) throws -> Theme {
        let (theme, problems) = ThemeLibrary.parse("roles:\n" + roles, id: "bad", file: "bad.yaml")
        #expect(problems == [])
        return try #require(theme)
    }

    private func messages(_ roles: String) throws -> [String] {
        try ThemeCheck(theme(roles)).problems(file: "bad.yaml").map(\.description)
    }

    @Test("Text that is too faint is told with its line and what was measured")
    func faint() throws {
        let messages = try messages("  background: { bg: \"#000000\" }\n  text: \"#666666\"\n")
        let wanted = "bad.yaml:3: “text” on “background” has a contrast of 3.65:1, and needs 4.50:1."
        #expect(messages.contains(wanted))
        #expect(messages.contains { $0.contains("with 256 colours has a contrast") })
    }

    @Test("A role that inherits its look is told at its parent's line")
    func inherited() throws {
        let messages = try messages("  background: { bg: \"#000000\" }\n  text: \"#ffffff\"\n  ok: \"#113311\"\n")
        #expect(messages.contains { $0.hasPrefix("bad.yaml:4: “code2xx” on “background”") })
    }

    @Test("Text that is faint only in boxes, or only on the selection, is told too")
    func grounds() throws {
        let roles =
            "  background: { bg: \"#000000\" }\n  text: \"#ffffff\"\n  popup: { bg: \"#bbbbbb\" }\n"
            + "  selection: { bg: \"#cccccc\" }\n"
        let faint = try ThemeCheck(theme(roles)).faint
        #expect(faint.contains { $0.role == .text && $0.ground == .popup && $0.depth == .trueColor })
        #expect(faint.contains { $0.role == .text && $0.overlay == .selection })
        #expect(!faint.contains { $0.role == .text && $0.ground == .background && $0.overlay == nil })
    }

    @Test("What is well in 24 bits may be faint once it is one of 256")
    func mapped() throws {
        // 4.76:1 as it is; the nearest of the 256 is a lighter blue.
        let roles = "  background: { bg: \"#ffffff\" }\n  text: \"#4e769e\"\n"
        let faint = try ThemeCheck(theme(roles)).faint.filter {
            $0.role == .text && $0.overlay == nil && $0.ground == .background
        }
        #expect(faint.map(\.depth) == [.indexed256])
    }

    @Test("Faint text needs 3:1, lines 1.5:1")
    func limits() throws {
        let roles =
            "  background: { bg: \"#000000\" }\n  text: \"#ffffff\"\n  textDim: \"#505050\"\n  border: \"#202020\"\n"
        let faint = try ThemeCheck(theme(roles)).faint
        #expect(faint.contains { $0.role == .textDim && $0.needed == ThemeCheck.neededOfFaint })
        #expect(faint.contains { $0.role == .border && $0.needed == ThemeCheck.neededOfLines })
    }

    @Test("The terminal's own colours cannot be measured")
    func unknown() throws {
        #expect(try ThemeCheck(theme("  text: default\n  ok: green\n")).faint == [])
    }

    @Test(
        "What cannot be told apart is told",
        arguments: [
            ("  text: default\n  selection: default\n", "“selection” cannot be told from “text” without colour."),
            ("  text: default\n  error: red\n", "“error” cannot be told from text without colour"),
            (
                "  selection: underline\n  searchHit: underline\n",
                "“searchHit” cannot be told from “selection” without colour."
            ),
            (
                "  text: black\n  background: on black\n",
                "“text” on its background has its background's colour with 16 colours."
            ),
            (
                "  text: white\n  ok: green\n  selection: { bg: green, mono: reverse }\n",
                "“ok” under “selection” has its background's colour with 16 colours."
            ),
        ])
    func alike(roles: String, message: String) throws {
        #expect(try messages(roles).contains { $0.contains(message) })
    }
}
