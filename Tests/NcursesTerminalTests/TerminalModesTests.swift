import NcursesTerminal
import Testing

@Suite("Terminal modes")
struct TerminalModesTests {
    @Test("What is switched on is switched off again")
    func pairs() {
        let modes = TerminalModes(isANSI: true, isMouseOn: true)
        for start in modes.enter.split(separator: "\u{1B}").filter({ $0.hasSuffix("h") }) {
            #expect(modes.leave.contains("\u{1B}" + start.dropLast() + "l"))
        }
        #expect(modes.leave.contains("\u{1B}[?2026l"))
        #expect(modes.frameStart == "\u{1B}[?2026h" && modes.frameEnd == "\u{1B}[?2026l")
    }

    @Test("The mouse is asked for only when it is wanted")
    func mouse() {
        var modes = TerminalModes(isANSI: true, isMouseOn: false)
        #expect(!modes.enter.contains("1000"))
        #expect(modes.mouse.contains("\u{1B}[?1000l"))
        modes.isMouseOn = true
        #expect(modes.mouse == "\u{1B}[?1000h\u{1B}[?1006h")
    }

    @Test("A terminal of another kind gets nothing")
    func other() {
        let modes = TerminalModes(isANSI: false, isMouseOn: true)
        #expect(modes.enter == "" && modes.leave == "" && modes.mouse == "" && modes.frameStart == nil)
    }

    @Test("Padding is taken out of a terminal's strings")
    func padding() {
        #expect(NcursesTerminal.withoutPadding("\u{1B}[H$<50>x$<2/>") == "\u{1B}[Hx")
        #expect(NcursesTerminal.withoutPadding("$<open") == "$<open")
    }

    @Test(
        "Base64 is the standard one",
        arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")])
    func base64(text: String, expected: String) {
        #expect(Base64.encode(Array(text.utf8)) == expected)
    }
}
