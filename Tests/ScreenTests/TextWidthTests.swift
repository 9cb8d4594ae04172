import Screen
import Testing

@Suite("Text width")
struct TextWidthTests {
    @Test(
        "Text takes the columns that terminals agree on",
        arguments: [
            ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("中文", 4), ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2),
            ("ｆｕｌｌ", 8), ("👍", 2), ("👍🏽", 2), ("👩‍👩‍👧", 6), ("⚠\u{FE0F}", 1), ("❤\u{FE0F}", 1), ("█▏·…", 4),
            ("\u{1B}[31m", 5), ("a\tb", 5), ("\t", 4), ("ภาษา", 4), ("🇩🇪", 2), ("\u{200B}", 6),
        ])
    func columns(text: String, width: Int) {
        #expect(TextWidth.width(of: text) == width)
    }

    @Test("Width and what a grid uses are the same")
    func agreesWithGrid() {
        for text in ["plain", "中a文", "e\u{301}\u{302}\u{303}x", "a\u{202E}b", "tab\there", "👩‍👩‍👧 family", "\r\nx\u{7F}"] {
            for glyphs in [Glyphs.unicode, .ascii] {
                var grid = Grid(ScreenSize(columns: 80, rows: 1), glyphs: glyphs)
                #expect(grid.write(text, x: 0, y: 0) == TextWidth.width(of: text, glyphs: glyphs))
            }
        }
    }
}
