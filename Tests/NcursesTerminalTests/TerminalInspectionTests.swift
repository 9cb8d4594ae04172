import NcursesTerminal
import Testing
import Themes

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Looking a terminal up is a state of the whole process, so one test at a time.
@Suite("Terminal inspection", .serialized)
struct TerminalInspectionTests {
    @Test("What is wrong is said with what to do")
    func problems() {
        // Tests run without a terminal, so that comes first; the rest is told by its words.
        #expect(TerminalError.outputIsNoTerminal.description.contains("periscope tail"))
        #expect(TerminalError.inputIsNoTerminal.description.contains("Standard input is not a terminal"))
        #expect(TerminalError.termIsMissing.description.contains("xterm-256color"))
        #expect(TerminalError.termIsUnknown("foo").description.contains("“foo”"))
        #expect(TerminalError.cannotMoveCursor("dumb").description.contains("“dumb”"))
    }

    @Test(
        "Colours come from the terminal's entry",
        arguments: [("xterm-256color", 256), ("xterm", 8), ("vt100", 0), ("dumb", 0), ("no-such-terminal", 0), ("", 0)])
    func colors(term: String, colors: Int) {
        let inspection = TerminalInspection.inspect(environment: ["TERM": term])
        #expect(inspection.colors == colors)
        #expect(inspection.term == term)
    }

    @Test("A terminal without cursor movement or entry has no entry for direct colour either")
    func noDirectColor() {
        for term in ["dumb", "no-such-terminal", ""] {
            #expect(TerminalInspection.inspect(environment: ["TERM": term]).directColorEntry == nil)
        }
    }

    @Test(
        "The entry with direct colour is one that ncurses reads",
        arguments: ["xterm-256color", "xterm", "screen-256color", "linux"])
    func directColor(term: String) throws {
        let entry = try #require(TerminalInspection.inspect(environment: ["TERM": term]).directColorEntry)
        #expect(entry.hasPrefix("b64:"))
        setenv("TERMINFO", entry, 1)
        defer { unsetenv("TERMINFO") }
        let direct = TerminalInspection.inspect(environment: ["TERM": "periscope-direct"])
        #expect(direct.colors == 1 << 24)
        #expect(direct.isANSI)
        #expect(direct.colorDepth(option: .auto, environment: [:]) == .trueColor)
    }

    @Test("True colour is used where COLORTERM says so")
    func trueColor() {
        let inspection = TerminalInspection.inspect(environment: ["TERM": "xterm-256color"])
        #expect(inspection.colorDepth(option: .auto, environment: ["COLORTERM": "truecolor"]) == .trueColor)
        #expect(inspection.colorDepth(option: .auto, environment: [:]) == .indexed256)
        #expect(inspection.colorDepth(option: .auto, environment: ["NO_COLOR": "1"]) == .none)
    }
}
