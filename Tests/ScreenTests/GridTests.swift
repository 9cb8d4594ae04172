import Screen
import Testing

@Suite("Grid")
struct GridTests {
    private func grid(_ columns: Int = 10, _ rows: Int = 2, glyphs: Glyphs = .unicode) -> Grid {
        Grid(ScreenSize(columns: columns, rows: rows), glyphs: glyphs)
    }

    @Test("Text stands where it was written")
    func plain() {
        var grid = grid()
        #expect(grid.write("abc", x: 2, y: 1) == 3)
        #expect(grid.text() == "\n  abc")
        #expect(grid[2, 1].role == .text)
        #expect(grid[1, 1].role == .background)
    }

    @Test("What lies outside is clipped, on every side")
    func clipping() {
        var grid = grid(5, 2)
        grid.write("abcdef", x: -3, y: 0)
        grid.write("nothing", x: 5, y: 0)
        grid.write("nothing", x: 0, y: 2)
        grid.write("nothing", x: 0, y: -1)
        grid.write("nothing", x: -100, y: 1)
        grid.fill(Region(x: -5, y: -5, width: 100, height: 5), role: .error)
        grid.overlay(Region(x: 3, y: 1, width: 100, height: 100), role: .selection)
        #expect(grid.text() == "def\n")
        #expect(grid[3, 1].overlay == .selection)
        #expect(grid[4, 0].overlay == nil)
    }

    @Test("Text that is cut ends in an ellipsis")
    func ellipsis() {
        var grid = grid(10, 4)
        #expect(grid.write("abcdefgh", x: 0, y: 0, width: 5) == 5)
        #expect(grid.write("abcde", x: 0, y: 1, width: 5) == 5)
        #expect(grid.write("abcdefghijkl", x: 5, y: 2) == 5)
        #expect(grid.write("abc", x: 0, y: 3, width: 0) == 0)
        #expect(grid.text() == "abcd…\nabcde\n     abcd…\n")
        var ascii = self.grid(4, 1, glyphs: .ascii)
        ascii.write("abcdef", x: 0, y: 0)
        #expect(ascii.text() == "abc~")
    }

    @Test("Text aligned right ends where its width ends")
    func rightAlignment() {
        var grid = grid(10, 3)
        grid.write("42", x: 2, y: 0, width: 6, align: .right)
        grid.write("1234567", x: 2, y: 1, width: 6, align: .right)
        grid.write(StyledText("4 ", .error) + StyledText("ms", .textDim), x: 0, y: 2, width: 10, align: .right)
        #expect(grid.text() == "      42\n  12345…\n      4 ms")
    }

    @Test("A wide character is never cut in half")
    func wideAtEdges() {
        var grid = grid(5, 4)
        grid.write("ab中", x: 0, y: 0, width: 3)
        grid.write("中中中", x: 0, y: 1)
        grid.write("中", x: -1, y: 2)
        grid.write("中", x: 4, y: 3)
        #expect(grid.row(0) == "ab…")
        #expect(grid.row(1) == "中中…")
        #expect(grid.row(2) == "")
        #expect(grid.row(3) == "    …")
    }

    @Test("Overwriting one half of a wide character clears the other")
    func wideOverwritten() {
        var grid = grid(6, 3)
        for y in 0..<3 { grid.write("中文字", x: 0, y: y) }
        grid.write("x", x: 1, y: 0)
        grid.write("x", x: 2, y: 1)
        grid.write("国", x: 1, y: 2)
        #expect(grid.row(0) == " x文字")
        #expect(grid.row(1) == "中x 字")
        #expect(grid.row(2) == " 国 字")
        grid.fill(Region(x: 1, y: 2, width: 1, height: 1))
        #expect(grid.row(2) == "    字")
    }

    @Test("Combining marks stay on their letter, and a third is dropped")
    func combining() {
        var grid = grid(6, 2)
        grid.write("e\u{301}\u{302}\u{303}x", x: 0, y: 0)
        grid.write("\u{301}", x: 0, y: 1)
        #expect(Array(grid.row(0).unicodeScalars).count == 4)
        #expect(grid[1, 0].text == "x")
        #expect(grid.row(1) == "\u{25CC}\u{301}")
    }

    @Test("Styled text keeps its roles")
    func styled() {
        var grid = grid(12, 1)
        var text = StyledText("GET", .methodGet)
        text.append(" /x", .text)
        text.append("█", .barSQL, isReversed: true)
        #expect(grid.write(text, x: 1, y: 0) == 7)
        #expect(grid[1, 0].role == .methodGet)
        #expect(grid[7, 0].isReversed)
        #expect(grid.runs(ofRow: 0).map(\.text) == [" ", "GET", " /x", "█", "    "])
        #expect(text.width == 7)
    }

    @Test("An overlay keeps the text and the role below")
    func overlay() {
        var grid = grid(4, 1)
        grid.write("ab", x: 0, y: 0, role: .error)
        grid.overlay(Region(x: 0, y: 0, width: 4, height: 1), role: .selection)
        #expect(grid[0, 0].role == .error)
        #expect(grid[0, 0].overlay == .selection)
        #expect(grid.roleMap() == String(repeating: Role.selection.letter, count: 4))
        grid.overlay(Region(x: 0, y: 0, width: 4, height: 1), role: nil)
        #expect(grid[0, 0].overlay == nil)
    }

    @Test("Only rows that changed differ")
    func diff() {
        let before = grid(10, 4)
        var after = before
        #expect(after.diff(from: before).isEmpty)
        after.write("x", x: 3, y: 2)
        #expect(after.diff(from: before) == [2])
        after.overlay(Region(x: 0, y: 0, width: 1, height: 1), role: .marked)
        #expect(after.diff(from: before) == [0, 2])
        #expect(after.diff(from: grid(11, 4)) == [0, 1, 2, 3])
    }

    @Test("A grid is drawn into another")
    func drawing() {
        var popup = grid(4, 1)
        popup.write("中x", x: 0, y: 0)
        var screen = grid(6, 2)
        screen.write("......", x: 0, y: 0)
        screen.draw(popup, x: 1, y: 0)
        #expect(screen.row(0) == ".中x .")
    }

    @Test("Empty grids and regions are harmless")
    func empty() {
        var grid = Grid(ScreenSize(columns: 0, rows: 0))
        grid.write("x", x: 0, y: 0)
        grid.fill(grid.size.region)
        #expect(grid.text() == "")
        #expect(ScreenSize(columns: -3, rows: -1) == ScreenSize(columns: 0, rows: 0))
    }

    @Test("A cell is sixteen bytes")
    func compactness() {
        #expect(MemoryLayout<Cell>.stride == 16)
    }
}
