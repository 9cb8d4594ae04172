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
}
