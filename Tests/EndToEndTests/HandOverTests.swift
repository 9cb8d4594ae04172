import Foundation
import Testing

extension EndToEnd {
    /// The terminal lent to an editor or a pager, text for the clipboard, and what is written to standard error.
    @Suite(.serialized)
    struct HandOverTests {
        /// A program that shows its arguments and input, says in which mode the terminal is, and waits for Enter.
        private func stub(_ place: Workplace, _ name: String, readsInput: Bool) throws -> String {
            let path = place.path(name)
            let input = readsInput ? "cat > \(place.path(name + ".input"))" : ":"
            try """
            #!/bin/sh
            echo "$@" > \(place.path(name + ".arguments"))
            \(input)
            stty -a < /dev/tty > \(place.path(name + ".modes"))
            echo "HERE IS \(name)"
            read answer < /dev/tty
            """.write(toFile: path, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
            return path
        }

        private func text(_ path: String) throws -> String {
            try String(contentsOfFile: path, encoding: .utf8)
        }

        private func toolbar(_ place: Workplace, source: String, environment: [String: String]) throws -> Tmux {
            let tmux = try Tmux(columns: 120, rows: 40, environment: environment)
            try tmux.type("cd \(place.folder.path()); stty -a > before")
            try tmux.type("\(Binaries.periscope) open \(try SampleFile.write(place, source: source)); echo code=$?")
            try tmux.waitFor("/item/30")
            return tmux
        }

        @Test("o lends the terminal to the editor, with file and line, and takes it back whole")
        func editor() throws {
            let place = try Workplace()
            try FileManager.default.createDirectory(atPath: place.path("Sources"), withIntermediateDirectories: true)
            try "1\n2\n3\n".write(toFile: place.path("Sources/Item.swift"), atomically: true, encoding: .utf8)
            let editor = try stub(place, "editor", readsInput: false)
            let tmux = try toolbar(
                place, source: "Sources/Item.swift:3", environment: ["EDITOR": editor, "VISUAL": ""])
            try tmux.press("j", "3")
            try tmux.waitFor("SELECT name")
            let before = try tmux.settledScreen()
            try tmux.press("o")
            try tmux.waitFor("HERE IS editor")
            #expect(try text(place.path("editor.arguments")) == "+3 \(place.path("Sources/Item.swift"))\n")
            #expect(try text(place.path("editor.modes")) == (try text(place.path("before"))))
            // Meant for the editor, not for the toolbar under it.
            try tmux.press("q", "C-l", "Enter")
            try tmux.waitFor("the same screen is back") { $0 == before }
            try tmux.press("Q")
            let after = try tmux.waitFor("code=0")
            #expect(!after.contains("SELECT name"))
        }

        @Test("v lends it to the pager, with the whole value on its input")
        func pager() throws {
            let place = try Workplace()
            let pager = try stub(place, "pager", readsInput: true)
            let tmux = try toolbar(place, source: "a:1", environment: ["PAGER": pager])
            try tmux.press("j", "3")
            try tmux.waitFor("SELECT name")
            let before = try tmux.settledScreen()
            try tmux.press("v")
            try tmux.waitFor("HERE IS pager")
            #expect(try text(place.path("pager.input")).contains("SELECT name FROM item WHERE id = "))
            try tmux.press("Enter")
            try tmux.waitFor("the same screen is back") { $0 == before }
        }

        @Test("An editor that does not exist is told of, and the screen is back")
        func noEditor() throws {
            let place = try Workplace()
            try "1\n".write(toFile: place.path("a"), atomically: true, encoding: .utf8)
            let tmux = try toolbar(place, source: "a:1", environment: ["EDITOR": "/no/such/editor", "VISUAL": ""])
            try tmux.press("j", "3")
            try tmux.waitFor("SELECT name")
            try tmux.press("o")
            let screen = try tmux.waitFor("EDITOR")
            #expect(screen.contains("SELECT name"))
        }

        @Test("Over SSH a copy goes through the terminal, between two frames")
        func overSSH() throws {
            let place = try Workplace()
            let terminal = try SampleFile.terminal(
                place, environment: ["SSH_TTY": "/dev/pts/99", "SSH_CONNECTION": "1 2 3 4"])
            try terminal.type("j")
            try terminal.type("y")
            let end = try terminal.waitFor("\u{1B}]52;c;")
            let text = try eventually("the sequence is whole") {
                let rest = terminal.bytes[end...]
                return rest.firstIndex(of: 0x07).map { rest[..<$0] }
            }
            let copied = try #require(Data(base64Encoded: Data(text)))
            #expect(String(decoding: copied, as: UTF8.self).contains("/item/29"))
            try terminal.waitFor("OSC 52", after: end)
        }

        @Test("In tmux a copy goes through tmux")
        func inTmux() throws {
            let place = try Workplace()
            let tmux = try toolbar(place, source: "a:1", environment: [:])
            try tmux.press("j", "y")
            try tmux.waitFor("tmux")
            let buffer = try eventually("tmux has it") { try? tmux.run(["show-buffer"]) }
            #expect(buffer.contains("/item/29"))
        }

        @Test("What a library writes to standard error comes after the screen, not onto it")
        func libraryOutput() throws {
            let place = try Workplace()
            let tmux = try toolbar(place, source: "a:1", environment: [:])
            let before = try tmux.settledScreen()
            let pid = try tmux.programPID()
            for descriptor in [1, 2] {
                let file = open("/proc/\(pid)/fd/\(descriptor)", O_WRONLY | O_APPEND | O_CLOEXEC)
                #expect(file >= 0)
                let text = Array("a library says \(descriptor)\n".utf8)
                #expect(write(file, text, text.count) == text.count)
                close(file)
            }
            try tmux.press("?")
            let help = try tmux.waitFor("Help: request list")
            #expect(!help.contains("a library says"))
            try tmux.press("Escape")
            try tmux.waitFor("the screen as it was") { $0 == before }
            try tmux.press("q")
            let after = try tmux.waitFor("code=0")
            #expect(after.contains("a library says 1") && after.contains("a library says 2"))
        }
    }
}
