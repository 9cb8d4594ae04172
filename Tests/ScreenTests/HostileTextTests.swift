import Screen
import Testing

@Suite("Hostile text")
struct HostileTextTests {
    private static let corpus = [
        "\u{1B}[2J", "\u{1B}]52;c;cGF3bmVk\u{7}", "\u{1B}]8;;http://x\u{1B}\\y", "\u{1B}Pq\u{1B}\\", "\u{9B}31m",
        "\u{9D}0;t\u{9C}", "a\u{85}b", "a\rb", "a\u{8}b", "\u{202E}abc\u{202C}", "\u{2066}a\u{2069}",
        "\u{200B}a\u{200D}b",
        "a" + String(repeating: "\u{301}", count: 10_000), "\u{301}\u{301}", "中文字", "가나다",
        "\u{1112}\u{1161}\u{11AB}", "👩‍👩‍👧‍👦", "👍🏽", "⚠\u{FE0F}", "1\u{FE0F}\u{20E3}", "a\tb\tc", "a\u{2028}b\u{2029}c",
        "\u{FEFF}", "\u{E0041}", "\u{FFFE}", "\u{3164}\u{FFA0}\u{115F}", "\u{FFF9}a\u{FFFB}", "שלום",
        String(decoding: [0x61, 0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80], as: UTF8.self),
    ]

    @Test(
        "Whatever is written wherever, a grid holds printable cells, whole wide characters, and its size",
        arguments: corpus)
    func wellFormed(text: String) {
        for glyphs in [Glyphs.unicode, .ascii] {
            for columns in [1, 2, 3, 7, 12] {
                for x in -3...columns {
                    var grid = Grid(ScreenSize(columns: columns, rows: 2), glyphs: glyphs)
                    grid.write("中中中中中中", x: x % 2, y: 0)
                    grid.write(text, x: x, y: 0)
                    grid.write(text, x: x, y: 1, width: 4, align: .right)
                    expectWellFormed(grid)
                }
            }
        }
    }

    private func expectWellFormed(_ grid: Grid) {
        for y in 0..<grid.size.rows {
            let cells = Array(grid.cells(ofRow: y))
            #expect(cells.count == grid.size.columns)
            for (x, cell) in cells.enumerated() {
                if cell.width == 2 { #expect(x + 1 < cells.count && cells[x + 1].width == 0) }
                if cell.width == 0 { #expect(x > 0 && cells[x - 1].width == 2) }
                for scalar in cell.text.unicodeScalars {
                    #expect(Self.isSafe(scalar), "U+\(String(scalar.value, radix: 16))")
                }
            }
        }
    }

    private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) { return false }
        if scalar.properties.isVariationSelector || scalar.properties.isNoncharacterCodePoint { return false }
        switch scalar.properties.generalCategory {
        case .format, .lineSeparator, .paragraphSeparator, .surrogate, .control: return false
        default: return true
        }
    }

    @Test(
        "It reads as what it is",
        arguments: [
            ("\u{1B}[2J", "␛[2J"), ("a\u{85}b", "a‹NEL›b"), ("\u{9B}31m", "‹CSI›31m"), ("a\u{2028}b", "a‹LSEP›b"),
            ("a\u{202E}b", "a‹RLO›b"), ("\u{3164}", "‹HF›"), ("\u{FFFE}", "‹U+FFFE›"), ("⚠\u{FE0F}", "⚠"),
            ("👍🏽", "👍"), ("👩‍👧", "👩👧"), ("a\tb", "a   b"), ("a\u{301}\u{302}\u{303}\u{304}b", "a\u{301}\u{302}b"),
        ])
    func shown(text: String, expected: String) {
        var grid = Grid(ScreenSize(columns: 20, rows: 1))
        grid.write(text, x: 0, y: 0)
        #expect(grid.row(0) == expected)
    }

    @Test("A wide character in the last column becomes a blank or an ellipsis, never half of itself")
    func lastColumn() {
        var grid = Grid(ScreenSize(columns: 5, rows: 2))
        grid.write("abcd中", x: 0, y: 0)
        grid.write("abcde", x: 0, y: 1)
        grid.write("中", x: 4, y: 1)
        #expect(grid.row(0) == "abcd…")
        #expect(grid[4, 1].width == 1)
    }

    @Test("Text that is written into a box stands on the box's ground, until the screen is filled again")
    func grounds() {
        var grid = Grid(ScreenSize(columns: 6, rows: 1))
        grid.fill(Region(x: 1, y: 0, width: 4, height: 1), role: .popup)
        grid.write("abc中f", x: 0, y: 0, role: .text)
        #expect((0..<6).map { grid[$0, 0].ground } == [.background, .popup, .popup, .popup, .popup, .background])
        #expect(grid[1, 0].role == .text)
        grid.fill(grid.size.region, role: .background)
        #expect((0..<6).allSatisfy { grid[$0, 0].ground == .background })
    }
}
