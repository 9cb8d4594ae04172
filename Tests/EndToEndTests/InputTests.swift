import Foundation
import Testing

extension EndToEnd {
    /// What comes from the terminal besides plain keys.
    @Suite(.serialized)
    struct InputTests {
        private func toolbar(_ place: Workplace, environment: String = "", columns: Int = 100) throws -> Tmux {
            let tmux = try Tmux(columns: columns, rows: 30)
            try tmux.type("\(environment) \(Binaries.periscope) open \(try SampleFile.write(place)); echo code=$?")
            try tmux.waitFor("/item/30")
            return tmux
        }

        @Test("What is pasted into the list does nothing")
        func pasteInList() throws {
            let place = try Workplace()
            let terminal = try SampleFile.terminal(place)
            try terminal.type("\u{1B}[200~q\ny\nQ\n\u{3}\u{1B}[201~")
            try terminal.type("?")
            try terminal.waitFor("Help: request list")
            #expect(terminal.isRunning)
        }

        @Test("What is pasted into a prompt is its text")
        func pasteInPrompt() throws {
            let place = try Workplace()
            let tmux = try toolbar(place)
            try tmux.press("f")
            try tmux.waitFor("filter:")
            try tmux.run(["set-buffer", "item/2q\nQ"])
            try tmux.run(["paste-buffer", "-p"])
            try tmux.waitFor("all of it, on one line") { $0.contains(#/filter: item\/2q ?Q/#) }
            try tmux.press("Escape")
            try tmux.waitFor("/item/30")
        }

        @Test("Escape alone goes back, and soon")
        func escapeAlone() throws {
            let place = try Workplace()
            let terminal = try SampleFile.terminal(place)
            try terminal.type("\r")
            let opened = try terminal.waitFor("WHERE THE TIME WENT")
            let start = ContinuousClock.now
            try terminal.type("\u{1B}")
            try terminal.waitFor("/item/29", after: opened)
            // A terminal library's own wait is a second; a busy machine is given half of it.
            #expect(ContinuousClock.now - start < .milliseconds(500))
        }

        @Test("A key whose sequence comes in two parts is one key, where ESCDELAY says how long to wait")
        func splitSequence() throws {
            let place = try Workplace()
            let tmux = try toolbar(place, environment: "ESCDELAY=3000")
            try tmux.press("Enter")
            try tmux.waitFor("1 Over")
            for part in ["1b", "5b", "42"] { try tmux.run(["send-keys", "-H", part]) }
            try tmux.press("Escape")
            // Had the parts been keys, escape would have left the request, and B asked for a server to start.
            let screen = try tmux.waitFor("the list", within: 10) { $0.contains("/item/29") && !$0.contains("1 Over") }
            #expect(!screen.contains("periscope run"))
        }

        @Test("Sequences that nobody knows are swallowed whole")
        func unknownSequences() throws {
            let place = try Workplace()
            let tmux = try toolbar(place)
            let before = try tmux.settledScreen()
            let answers = [
                "[?1;2c", "[>41;354;0c", "[1;1R", "[I", "[O", "[99;5u", "[?2026;2$y", "]11;rgb:1e1e/1e1e/1e1e\u{7}",
                "]10;rgb:ffff/ffff/ffff\u{1B}\\", "P1$r0 q\u{1B}\\", "P>|XTerm(390)\u{1B}\\", "[200;1;Q", "[<35;1;1m",
            ]
            for answer in answers { try tmux.send(bytes: [0x1B] + Array(answer.utf8)) }
            // The answers have been read once a key behind them has been.
            try tmux.press("?")
            try tmux.waitFor("Help: request list")
            try tmux.press("Escape")
            try tmux.waitFor("the screen as it was") { $0 == before }
        }

        @Test("A storm of a hundred sizes draws few frames, and the last size is the one that is drawn")
        func resizeStorm() throws {
            let place = try Workplace()
            let tmux = try toolbar(place, columns: 120)
            let before = try tmux.settledScreen()
            let raw = place.path("raw")
            try tmux.run(["pipe-pane", "cat > \(raw)"])
            let terminal = try tmux.run(["display-message", "-p", "#{pane_tty}"]).trimmingCharacters(in: .newlines)
            let descriptor = open(terminal, O_RDWR | O_NOCTTY | O_CLOEXEC)
            #expect(descriptor >= 0)
            defer { close(descriptor) }
            let start = ContinuousClock.now
            for step in 1...100 {
                // Ends at the size that tmux knows of.
                let left = UInt16(100 - step)
                var size = winsize(ws_row: 30 + left / 5, ws_col: 120 + left, ws_xpixel: 0, ws_ypixel: 0)
                _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
                usleep(2_000)
            }
            let storm = ContinuousClock.now - start
            try tmux.waitFor("the screen of the last size") { $0 == before }
            func frames() -> Int {
                ((try? String(contentsOfFile: raw, encoding: .utf8)) ?? "").ranges(of: "\u{1B}[?2026h").count
            }
            let count = try eventually("frames were written") { frames() > 0 ? frames() : nil }
            let most = 4 + Int(storm / .milliseconds(33))
            #expect(count <= most, "\(count) frames in \(storm)")
            #expect(most < 60, "the storm itself was slow: \(storm)")
            try tmux.press("?")
            try tmux.waitFor("Help: request list")
        }
    }
}
