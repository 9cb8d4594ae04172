import NcursesTerminal
import Testing
import Themes

@Suite("Colours for ncurses")
struct ColorTests {
    private func appearance(_ foreground: Color, _ background: Color = .terminalDefault) -> Appearance {
        Appearance(foreground: foreground, background: background, attributes: [])
    }

    @Test(
        "With eight colours, bright ones become bold, and none vanishes in its background",
        arguments: [
            (Color.ansi(1), Color.terminalDefault, 1, -1, TextAttributes()), (.ansi(9), .terminalDefault, 1, -1, .bold),
            (.ansi(8), .terminalDefault, -1, -1, .dim), (.ansi(8), .ansi(15), 0, 7, .dim),
            (.ansi(8), .ansi(0), 7, 0, .dim),
            (.ansi(15), .ansi(12), 7, 4, .bold),
        ])
    func eight(foreground: Color, background: Color, first: Int, second: Int, attributes: TextAttributes) {
        let numbers = ColorNumbers(count: 8, hasDefault: true).numbers(for: appearance(foreground, background))
        #expect(numbers.foreground == first && numbers.background == second && numbers.attributes == attributes)
    }

    @Test("With more colours, numbers are kept")
    func many() {
        let colors = ColorNumbers(count: 256, hasDefault: true)
        #expect(colors.numbers(for: appearance(.ansi(12), .indexed(200))) == (12, 200, []))
        let direct = ColorNumbers(count: 1 << 24, hasDefault: true)
        #expect(direct.numbers(for: appearance(.rgb(RGB(0x123456)), .rgb(RGB(0x000003)))) == (0x123456, 16, []))
        let bare = ColorNumbers(count: 256, hasDefault: false)
        #expect(bare.numbers(for: appearance(.terminalDefault)) == (7, 0, []))
    }

    @Test("A pair keeps its number")
    func pairs() {
        var pairs = ColorPairs(capacity: 64)
        #expect(pairs.number(foreground: -1, background: -1) == (0, false))
        #expect(pairs.number(foreground: 1, background: -1) == (1, true))
        #expect(pairs.number(foreground: 2, background: -1) == (2, true))
        #expect(pairs.number(foreground: 1, background: -1) == (1, false))
    }

    @Test("A further theme has all pairs to itself")
    func emptied() {
        var pairs = ColorPairs(capacity: 4)
        for foreground in 0..<3 { _ = pairs.number(foreground: foreground, background: -1) }
        pairs = pairs.emptied
        #expect(pairs.number(foreground: 7, background: -1) == (1, true))
        for foreground in 0..<3 { _ = pairs.number(foreground: foreground, background: -1) }
        #expect(pairs.number(foreground: 2, background: -1) == (0, false), "there are as many as before")
    }

    @Test("When all pairs are used, more fall back to the terminal's own colours")
    func exhausted() {
        var pairs = ColorPairs(capacity: 4)
        for foreground in 0..<10 { _ = pairs.number(foreground: foreground, background: -1) }
        #expect(pairs.number(foreground: 2, background: -1) == (3, false))
        #expect(pairs.number(foreground: 3, background: -1) == (0, false))
        var none = ColorPairs(capacity: 0)
        #expect(none.number(foreground: 1, background: 1) == (0, false))
    }
}
