import Foundation
import Testing

extension EndToEnd {
    /// The toolbar in terminals of all kinds, looked at as the bytes that it sends them.
    @Suite(.serialized)
    struct TerminalKindTests {
        @Test(
            "It draws, takes keys and leaves all as it was in every kind of terminal",
            arguments: ["xterm", "xterm-256color", "tmux-256color", "linux", "vt100"])
        func kinds(term: String) throws {
            let place = try Workplace()
            let shell = try RawTerminal(["sh", "-c", "sleep 60"])
            let terminal = try SampleFile.terminal(place, environment: ["TERM": term])
            #expect(terminal.modes != shell.modes, "it has taken the terminal over")
            try terminal.type("?")
            try terminal.waitFor("Help: request list")
            try terminal.type("q")
            try terminal.type("q")
            #expect(try terminal.waitForEnd() == 0)
            #expect(terminal.modes == shell.modes)
            for (on, off) in TerminalTraces.switches where terminal.last(on) != nil {
                #expect((terminal.last(off) ?? -1) > (terminal.last(on) ?? 0), "\(String(reflecting: on)) is still on")
            }
            if term.hasPrefix("xterm") { #expect(terminal.last("\u{1B}[?1049h") != nil) }
        }

        @Test("A terminal without a cursor is told so in a sentence", arguments: ["dumb", "nonsuch-terminal"])
        func dumb(term: String) throws {
            let place = try Workplace()
            let terminal = try RawTerminal(
                [Binaries.periscope, "open", try SampleFile.write(place)], environment: ["TERM": term])
            #expect(try terminal.waitForEnd() == 1)
            #expect(terminal.text.contains(term))
            #expect(!terminal.text.contains("\u{1B}"))
            #expect(terminal.text.split(separator: "\r\n").count <= 3, "\(terminal.text)")
        }

        @Test("With NO_COLOR no colour is sent", arguments: ["xterm-256color", "xterm", "linux"])
        func noColor(term: String) throws {
            let place = try Workplace()
            let colored = try SampleFile.terminal(place, environment: ["TERM": term])
            #expect(!TerminalTraces.colors(colored.text).isEmpty, "with colours there are some")
            let plain = try SampleFile.terminal(place, environment: ["TERM": term, "NO_COLOR": "1"])
            try plain.type("j")
            try plain.type("3")
            try plain.waitFor("SELECT")
            try plain.type("Q")
            try plain.waitForEnd()
            #expect(TerminalTraces.colors(plain.text).isEmpty, "\(TerminalTraces.colors(plain.text))")
        }

        @Test(
            "In the C locale only ASCII is sent", arguments: [["LANG": "C"], ["LANG": "C.UTF-8", "LC_ALL": "POSIX"]])
        func ascii(locale: [String: String]) throws {
            let place = try Workplace()
            let terminal = try SampleFile.terminal(place, columns: 120, rows: 40, environment: locale)
            try terminal.type("j\r")
            try terminal.waitFor("Overview")
            for key in "234567809" { try terminal.type(String(key)) }
            try terminal.waitFor("THIS VIEWER")
            try terminal.type("?")
            try terminal.waitFor("Help: ")
            try terminal.type("Q")
            try terminal.waitForEnd()
            let others = terminal.bytes.filter { $0 >= 0x80 }
            #expect(others.isEmpty, "\(others.count) other bytes: \(others.prefix(12))")
        }
    }
}

/// What a program switches on and off, and the colours that it asks for.
enum TerminalTraces {
    static let switches: [(on: String, off: String)] = [
        ("\u{1B}[?1049h", "\u{1B}[?1049l"), ("\u{1B}[?2004h", "\u{1B}[?2004l"), ("\u{1B}[?1000h", "\u{1B}[?1000l"),
        ("\u{1B}[?1006h", "\u{1B}[?1006l"), ("\u{1B}[?25l", "\u{1B}[?25h"), ("\u{1B}[?2026h", "\u{1B}[?2026l"),
    ]

    /// Parameters of SGR that are colours.
    static func colors(_ text: String) -> [Int] {
        text.matches(of: #/\u{1B}\[([0-9;:]*)m/#).flatMap { match in
            match.1.split { $0 == ";" || $0 == ":" }.compactMap { Int($0) }
        }.filter { (30...49).contains($0) || (90...107).contains($0) }
    }
}
