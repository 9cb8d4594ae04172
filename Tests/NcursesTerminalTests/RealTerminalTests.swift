import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// `NcursesTerminal` in a process and on a terminal of its own.
@Suite("Real terminal", .serialized)
struct RealTerminalTests {
    private func stage(
        _ arguments: String..., term: String = "xterm-256color", environment: [String: String] = [:]
    ) throws -> PtyProgram {
        try #require(PtyProgram(arguments, term: term, environment: environment), "The fixture Stage can't be started.")
    }

    /// What Periscope and ncurses write: cursor, erasing, inserting, deleting, scrolling, colours, modes.
    private static let finals: Set<Character> = [
        "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "P", "S", "T", "X", "Z", "`", "b", "d", "f",
        "g",
        "h", "l", "m", "r", "t", "@", "c",
    ]
    private static let escapes: Set<String> = ["(B", "(0", ")0", "7", "8", "=", ">", "M", "D", "H", "c"]
    /// Carriage return, line feed, backspace, tab, and the two that choose a character set.
    private static let characters: Set<UInt8> = [0x08, 0x09, 0x0A, 0x0D, 0x0E, 0x0F]

    @Test(
        "Hostile text makes a terminal obey nothing",
        arguments: [
            ("xterm-256color", "truecolor"), ("xterm-256color", ""), ("tmux-256color", ""), ("xterm", ""),
            ("linux", ""),
            ("vt100", ""),
        ])
    func hostileText(term: String, colorTerm: String) throws {
        let program = try stage("hostile", term: term, environment: ["COLORTERM": colorTerm])
        #expect(program.end() == 0)
        expectOnlyOurs(program, term: term)
    }

    @Test("Hostile text in a locale without UTF-8 neither")
    func hostileASCII() throws {
        let program = try stage("hostile", environment: ["LANG": "C", "LC_ALL": "C"])
        #expect(program.end() == 0)
        expectOnlyOurs(program, term: "xterm-256color")
        #expect(program.output.allSatisfy { $0 < 0x80 })
    }

    private func expectOnlyOurs(_ program: PtyProgram, term: String) {
        let written = WrittenSequences(program.output)
        #expect(program.output.count > 10_000)
        #expect(!written.isBroken)
        for control in written.controls {
            #expect(control.last.map { Self.finals.contains($0) } ?? false, "\(term): ESC [ \(control)")
            // Questions and window operations are none of ours.
            #expect(!control.hasSuffix("n") && !control.hasPrefix(">"), "\(term): ESC [ \(control)")
        }
        #expect(written.escapes.isSubset(of: Self.escapes), "\(term): \(written.escapes)")
        #expect(written.characters.isSubset(of: Self.characters), "\(term): \(written.characters)")
        #expect(written.odd == [], "\(term): \(written.odd.map { String($0, radix: 16) })")
    }

    @Test("24-bit colour is sent as it is, and the palette is left alone")
    func trueColor() throws {
        let program = try stage("show", environment: ["COLORTERM": "truecolor"])
        #expect(program.end() == 0)
        // The dark theme's ground, #15181e.
        #expect(program.text.contains("48;2;21;24;30m"))
        #expect(!program.text.contains("\u{1B}]4;") && !program.text.contains("\u{1B}]104"))
    }

    @Test("Without COLORTERM there are 256 colours, with NO_COLOR none")
    func fewerColors() throws {
        let program = try stage("show")
        #expect(program.end() == 0)
        #expect(program.text.contains("48;5;") && !program.text.contains("48;2;"))
        let plain = try stage("show", environment: ["NO_COLOR": "1"])
        #expect(plain.end() == 0)
        #expect(!plain.text.contains("8;5;") && !plain.text.contains("[31m"))
    }

    @Test("With eight colours and 64 pairs of them a theme looks the same after whatever others")
    func manyThemes() throws {
        let alone = try painted(after: [])
        #expect(alone.utf8.count > 80)
        let others = ["black", "red", "green", "yellow", "blue", "magenta", "cyan"]
        #expect(try painted(after: others) == alone)
    }

    /// What is sent to show one theme after others.
    private func painted(after others: [String]) throws -> Substring {
        let program = try #require(PtyProgram(["themes"] + others + ["white"], term: "xterm"))
        #expect(program.end() == 0)
        let mark = try #require(program.text.firstRange(of: "last theme"))
        return program.text[mark.upperBound...]
    }

    /// In order by the loop, or at once; a shell sees the same exit code.
    static let ending = [
        SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ, SIGSEGV,
        SIGBUS,
        SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS,
    ]

    @Test("Every signal that ends the process leaves the terminal as it was", arguments: ending)
    func signals(number: Int32) throws {
        let program = try stage("wait")
        #expect(program.waits(for: "footer stage"))
        #expect(program.modesNow != program.modesBefore)
        program.send(number)
        #expect(program.end() == 128 + number)
        expectRestored(program)
    }

    @Test("A trap of Swift leaves the terminal as it was, and says what to type")
    func trap() throws {
        let program = try stage("trap")
        #expect((program.end() ?? 0) > 128)
        expectRestored(program)
        #expect(program.text.contains("periscope crashed"))
        #expect(program.text.contains("Index out of range") || program.text.contains("Fatal error"))
    }

    @Test("A broken pipe does not end the process")
    func brokenPipe() throws {
        let program = try stage("raise", "\(SIGPIPE)")
        #expect(program.end() == 0)
        expectRestored(program)
    }

    private func expectRestored(_ program: PtyProgram) {
        #expect(program.modesNow == program.modesBefore)
        let last = { (text: String) in program.text.ranges(of: text).last?.lowerBound }
        for (off, on) in [("?1049l", "?1049h"), ("?2004l", "?2004h"), ("?1000l", "?1000h"), ("?1006l", "?1006h")] {
            guard let on = last(on), let off = last(off) else {
                Issue.record("\(on) and \(off) were not both sent")
                continue
            }
            #expect(off > on)
        }
        #expect(last("\u{1B}[?25h").map { shown in last("\u{1B}[?25l").map { $0 < shown } ?? true } ?? true)
    }

    @Test("What a library or a child writes to standard error comes after the last frame, on the ordinary screen")
    func errors() throws {
        let program = try stage("errors")
        #expect(program.end() == 0)
        let left = try #require(program.text.ranges(of: "?1049l").last)
        for text in ["a library complains", "a library prints", "a child complains"] {
            let range = try #require(program.text.firstRange(of: text), "\(text) was lost")
            #expect(range.lowerBound > left.lowerBound, "\(text) landed on the screen")
        }
    }

    @Test("Without a second screen the last line is clean in the end", arguments: ["vt100", "linux"])
    func lastLine(term: String) throws {
        let program = try stage("show", term: term)
        #expect(program.end() == 0)
        let footer = try #require(program.text.ranges(of: "footer stage").last)
        let rest = program.text[footer.upperBound...]
        #expect(rest.contains("\u{1B}[J") || rest.contains("\u{1B}[K"))
    }

    @Test("The answer to a question is no key, whole, split or late", arguments: [0, 1, 2, 3, 9, 20])
    func answer(split: Int) throws {
        let program = try stage("ask")
        #expect(program.waits(for: "\u{1B}]11;?"))
        let answer = "\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\"
        program.type(String(answer.prefix(split)))
        if split > 0 { usleep(30_000) }
        program.type(String(answer.dropFirst(split)) + "jq")
        #expect(program.end() == 0)
        #expect(program.text.contains("background(isDark: false) key(Screen.Key.character(\"j\"))"))
        #expect(!program.text.contains("escape") && !program.text.contains("character(\"]\")"))
    }
}
