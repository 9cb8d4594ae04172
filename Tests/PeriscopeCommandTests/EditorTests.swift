import PeriscopeCommand
import Testing

@Suite("The editor")
struct EditorTests {
    @Test(
        "Each is told the line in its own way",
        arguments: [
            ("vi", ["+41", "/a b.swift"]), ("/usr/bin/nvim -R", ["+41", "/a b.swift"]),
            ("nano", ["+41", "/a b.swift"]),
            ("emacsclient -t", ["+41", "/a b.swift"]), ("code --wait", ["--goto", "/a b.swift:41"]),
            ("zed", ["/a b.swift:41"]), ("hx", ["/a b.swift:41"]),
        ])
    func line(editor: String, arguments: [String]) {
        #expect(EditorChoice.arguments(editor: editor, path: "/a b.swift", line: 41) == arguments)
    }

    @Test("Without a line there is only the file")
    func noLine() {
        #expect(EditorChoice.arguments(editor: "code", path: "/a", line: 0) == ["/a"])
    }

    @Test("VISUAL goes before EDITOR, and an empty one is none")
    func choice() {
        #expect(EditorChoice.command(["VISUAL": "nvim", "EDITOR": "ed"]) == "nvim")
        #expect(EditorChoice.command(["VISUAL": "", "EDITOR": "ed"]) == "ed")
        #expect(EditorChoice.command([:]) == "vi")
    }
}
