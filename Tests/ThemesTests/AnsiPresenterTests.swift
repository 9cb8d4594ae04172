import Screen
import Testing
import Themes

@Suite("ANSI presenter")
struct AnsiPresenterTests {
    @Test("A style is set once for a run, and undone at the end of the row")
    func runs() {
        var grid = Grid(ScreenSize(columns: 6, rows: 1))
        grid.write("ab", x: 0, y: 0, role: .code2xx)
        grid.write("中", x: 2, y: 0, role: .error)
        let text = AnsiPresenter(theme: ThemeLibrary.terminal, depth: .ansi16).text(grid)
        #expect(text == "\u{1B}[0;32mab\u{1B}[0;1;31m中\u{1B}[0m  \u{1B}[0m")
    }

    @Test("Without colour only attributes are left")
    func mono() {
        var grid = Grid(ScreenSize(columns: 2, rows: 1))
        grid.write("ab", x: 0, y: 0)
        grid.overlay(grid.size.region, role: .selection)
        let text = AnsiPresenter(theme: ThemeLibrary.terminal, depth: .none).text(grid)
        #expect(text == "\u{1B}[0;1;7mab\u{1B}[0m")
    }

    @Test("Each kind of colour has its sequence")
    func colors() {
        func sequence(_ foreground: Color, _ background: Color) -> String {
            AnsiPresenter.sequence(for: Appearance(foreground: foreground, background: background, attributes: []))
        }
        #expect(sequence(.ansi(12), .ansi(9)) == "\u{1B}[0;94;101m")
        #expect(sequence(.indexed(200), .terminalDefault) == "\u{1B}[0;38;5;200m")
        #expect(sequence(.rgb(RGB(0x0A0B0C)), .rgb(RGB(0xFF0000))) == "\u{1B}[0;38;2;10;11;12;48;2;255;0;0m")
    }

    @Test("Of hostile text nothing is left that a terminal obeys")
    func hostile() {
        var grid = Grid(ScreenSize(columns: 30, rows: 2))
        grid.write("\u{1B}[2J\u{1B}]52;c;cQ==\u{7}\u{9B}31m\r\u{8}\u{202E}x", x: 0, y: 0)
        grid.write("\u{1B}]8;;http://x\u{1B}\\y\u{90}q\u{9C}\u{85}", x: 0, y: 1, role: .error)
        for depth in ColorDepth.allCases {
            var rest = AnsiPresenter(theme: ThemeLibrary.terminal, depth: depth).text(grid)
            // Nothing but colours and attributes begins with an escape.
            rest.replace(/\u{1B}\[[0-9;]*m/, with: "")
            #expect(rest.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
            #expect(!rest.unicodeScalars.contains { $0.properties.generalCategory == .format })
        }
    }
}
