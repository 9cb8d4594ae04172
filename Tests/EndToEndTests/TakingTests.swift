import Foundation
import Testing

extension EndToEnd {
    /// What people take out of the toolbar, and what they send again from it, in a real terminal.
    @Suite(.serialized)
    struct TakingTests {
        /// A toolbar that lists one request of the page of authors.
        private func toolbar(
            _ place: Workplace, environment: [String: String] = [:]
        ) throws -> (tmux: Tmux, shop: RunningBookshop) {
            let tmux = try Tmux(columns: 120, rows: 40, environment: environment)
            try tmux.type("\(Binaries.periscope) --socket \(place.socket); echo code=$?")
            _ = try eventually("the hub listens") { FileManager.default.fileExists(atPath: place.socket) ? true : nil }
            let shop = try RunningBookshop(socket: place.socket)
            try tmux.waitFor("the shop is connected") { $0.contains("bookshop") }
            _ = try shop.get("/authors", headers: [("authorization", "Bearer abcdef123456")])
            try tmux.waitFor("/authors")
            return (tmux, shop)
        }

        @Test("r sends the request again to the server, and R as often as one says")
        func sendAgain() throws {
            let place = try Workplace()
            let (tmux, shop) = try toolbar(place)
            try tmux.press("j", "k", "r")
            let once = try tmux.waitFor("sent: 200 in")
            #expect(once.contains("the answer may differ, masked: authorization"))
            #expect(once.matches(of: #/GET\s+\/authors/#).count == 2)
            try tmux.press("R", "C-u", "4", "Enter")
            try tmux.waitFor("four more", within: 60) {
                $0.contains("sent 4×: p50") && $0.matches(of: #/GET\s+\/authors/#).count == 6
            }
            try tmux.press("Escape")
            try tmux.waitFor("5 marked")
            shop.program.send(SIGTERM)
            try shop.program.waitForEnd()
            try tmux.press("r")
            try tmux.waitFor("bookshop is not connected")
        }

        @Test("Inside tmux a copy goes through it, and the message says so")
        func copy() throws {
            let place = try Workplace()
            let (tmux, shop) = try toolbar(place)
            defer { withExtendedLifetime(shop) {} }
            try tmux.press("j", "k", "Y", "c")
            try tmux.waitFor("curl command copied with tmux, 1 value masked: authorization")
            let buffer = try tmux.run(["show-buffer"])
            #expect(buffer.hasPrefix("curl 'http://127.0.0.1:"))
            #expect(buffer.contains("-H 'authorization: [redacted]'"))
            try tmux.press("y")
            try tmux.waitFor("URL copied with tmux")
            #expect(try tmux.run(["show-buffer"]).hasSuffix("/authors"))
        }

        @Test("A clipboard command of the person's own is used first, and one that hangs is asked once")
        func ownCommand() throws {
            let place = try Workplace()
            let config = place.folder.appending(path: "periscope")
            try FileManager.default.createDirectory(at: config, withIntermediateDirectories: true)
            let settings = config.appending(path: "config.yaml")
            try "clipboard: cat > \(place.path("copied"))\n".write(to: settings, atomically: true, encoding: .utf8)
            let environment = ["XDG_CONFIG_HOME": place.folder.path()]
            let (tmux, _) = try toolbar(place, environment: environment)
            try tmux.press("y")
            try tmux.waitFor("URL copied with cat")
            #expect(try String(contentsOfFile: place.path("copied"), encoding: .utf8).hasSuffix("/authors"))
            try tmux.press("Q")
            try tmux.waitFor("code=0")

            try "clipboard: sleep 60\n".write(to: settings, atomically: true, encoding: .utf8)
            let (other, _) = try toolbar(try Workplace(), environment: environment)
            try other.press("y")
            try other.waitFor("URL copied with tmux; not with sleep, which hangs")
            try other.press("y")
            try other.waitFor("it is not asked again", within: 5) {
                $0.contains("URL copied with tmux") && !$0.contains("hangs")
            }
        }

        @Test("What x writes, open shows", arguments: ["jsonl", "har"])
        func export(ending: String) throws {
            let place = try Workplace()
            let (tmux, shop) = try toolbar(place)
            defer { withExtendedLifetime(shop) {} }
            let file = place.path("requests.\(ending)")
            try tmux.press("j", "k", "x", "t", "C-u")
            try tmux.run(["send-keys", "-l", file])
            try tmux.press("Enter")
            try tmux.waitFor("1 request written to \(file)")
            try tmux.press("x", "t", "C-u")
            try tmux.run(["send-keys", "-l", file])
            try tmux.press("Enter")
            try tmux.waitFor("Replace the file of this name?")
            try tmux.press("n", "Q")
            try tmux.waitFor("code=0")
            try tmux.type("clear; \(Binaries.periscope) open \(file); echo over=$?")
            try tmux.waitFor("/authors")
            try tmux.press("Enter", "3")
            try tmux.waitFor("its queries") { $0.contains("SELECT") && $0.contains("51 queries") }
            try tmux.press("r")
            try tmux.waitFor("These requests came from a file")
            try tmux.press("Q")
            try tmux.waitFor("over=0")
        }

        @Test("What became of a file is said though the person quits before it is written", arguments: [true, false])
        func quitAtOnce(isWritable: Bool) throws {
            let place = try Workplace()
            let file = place.path(isWritable ? "new.jsonl" : "no/such/folder.jsonl")
            let terminal = try SampleFile.terminal(place)
            try terminal.type("xt\u{15}\(file)\rQ")
            #expect(try terminal.waitForEnd() == 0)
            let left = try #require(terminal.last("\u{1B}[?1049l"))
            let said = try #require(
                terminal.last(isWritable ? "1 request written to " : "folder.jsonl can't be written"))
            #expect(said > left, "on the ordinary screen")
        }

        @Test("Whether a file is to be replaced is asked before the next key is taken")
        func askedAtOnce() throws {
            let place = try Workplace()
            let file = place.path("old.jsonl")
            try "old\n".write(toFile: file, atomically: true, encoding: .utf8)
            let terminal = try SampleFile.terminal(place)
            // In one go, as fast as no person types.
            try terminal.type("xt\u{15}\(file)\rn")
            try terminal.type("xt\u{15}\(file)\ry")
            try terminal.waitFor("1 request written to")
            #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("{"))
            try terminal.type("Q")
            try terminal.waitForEnd()
        }

        @Test("An editor and a pager have the terminal to themselves, and the toolbar has it whole again")
        func otherPrograms() throws {
            let place = try Workplace()
            let script = place.path("editor")
            // Says what it was given and how the terminal is, and waits for a line.
            try "echo \"editor $*\"; stty -a | grep -c ' echo ' ; read line; echo \"read $line\"; sleep 0.3\n"
                .write(toFile: script, atomically: true, encoding: .utf8)
            let (tmux, shop) = try toolbar(place, environment: ["VISUAL": "sh \(script)", "PAGER": "sh \(script)"])
            defer { withExtendedLifetime(shop) {} }
            // Names come a moment after the request.
            try tmux.press("j", "k", "Enter")
            try tmux.waitFor("AuthorController.swift:")
            try tmux.press("Escape", "o")
            let screen = try tmux.waitFor("what the editor says of itself") {
                $0.contains("editor +") && $0.contains(#/\n1\n/#)
            }
            #expect(screen.contains("AuthorController.swift"))
            #expect(screen.contains(#/\n1\n/#), "the terminal echoes, as a program expects")
            try tmux.press("abc", "Enter")
            try tmux.waitFor("the list again") { $0.contains("STAT") && !$0.contains("editor") }
            // An interrupt is the pager's own.
            try tmux.press("v")
            try tmux.waitFor("editor")
            try tmux.press("C-c")
            try tmux.waitFor("the list again") { $0.contains("STAT") && $0.contains("/authors") }
            // A stop is of both, and the shell wakes both.
            try tmux.press("o")
            try tmux.waitFor("editor +")
            try tmux.press("C-z")
            try tmux.waitFor("the shell") { $0.localizedCaseInsensitiveContains("stopped") }
            try tmux.type("fg")
            try tmux.press("def", "Enter")
            try tmux.waitFor("the list again") { $0.contains("STAT") && !$0.contains("stopped") }
            try tmux.press("Q")
            // The shell forgot the rest of its line when it was stopped.
            try tmux.waitFor("the shell again") { !$0.contains("STAT") && $0.contains("read def") }
        }
    }
}
