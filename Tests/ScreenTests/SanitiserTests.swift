import Screen
import Testing

@Suite("Sanitiser")
struct SanitiserTests {
    @Test("In ASCII the signs of print are those of a typewriter, and letters stay")
    func plainer() {
        var grid = Grid(ScreenSize(columns: 24, rows: 1), glyphs: .ascii)
        grid.write("“a” ‘b’ – — · … → × µ é", x: 0, y: 0)
        #expect(grid.row(0) == "\"a\" 'b' - - - ~ > x u é")
    }

    @Test(
        "Controls become something to see",
        arguments: [
            ("\u{1B}[2J", "␛[2J", "^[[2J"), ("a\nb", "a⏎b", "a^Jb"), ("a\r\nb", "a⏎b", "a^Jb"), ("a\rb", "a␍b", "a^Mb"),
            ("\u{7F}", "␡", "^?"), ("\u{0}", "␀", "^@"), ("\u{8}", "␈", "^H"), ("\u{9B}31m", "‹CSI›31m", "<CSI>31m"),
            ("\u{90}", "‹U+0090›", "<U+0090>"), ("\u{202E}x", "‹RLO›x", "<RLO>x"), ("\u{2066}", "‹LRI›", "<LRI>"),
            ("\u{200B}", "‹ZWSP›", "<ZWSP>"), ("\u{FEFF}", "‹BOM›", "<BOM>"), ("a\u{200D}b", "a‹ZWJ›b", "a<ZWJ>b"),
            ("\u{2028}", "‹LSEP›", "<LSEP>"), ("\u{AD}", "‹SHY›", "<SHY>"), ("\u{E0041}", "‹U+E0041›", "<U+E0041>"),
            ("a\tb", "a   b", "a   b"), ("héllo", "héllo", "héllo"),
        ])
    func controls(text: String, unicode: String, ascii: String) {
        #expect(Sanitiser.clean(text).text == unicode)
        #expect(Sanitiser.clean(text, glyphs: .ascii).text == ascii)
    }

    @Test("Marks stand out in their own role")
    func markRole() {
        let clean = Sanitiser.clean("ab\u{1B}cd", role: .link)
        #expect(clean.runs.map(\.role) == [.link, .sanitised, .link])
        #expect(clean.runs.map(\.text) == ["ab", "␛", "cd"])
    }

    @Test("No cell of a grid ever holds a control character, whatever is written")
    func hostileText() {
        var generator = SplitMix(state: 42)
        for _ in 0..<400 {
            var scalars = String.UnicodeScalarView()
            for _ in 0..<40 {
                let limit: UInt32 = [0x20, 0xA0, 0x3000, 0x11_0000].randomElement(using: &generator) ?? 0x80
                if let scalar = Unicode.Scalar(UInt32.random(in: 0..<limit, using: &generator)) {
                    scalars.append(scalar)
                }
            }
            var grid = Grid(ScreenSize(columns: 31, rows: 3))
            grid.write(String(scalars), x: .random(in: -5...30, using: &generator), y: 1)
            grid.write(String(scalars), x: .random(in: -5...30, using: &generator), y: 1, width: 9, align: .right)
            for y in 0..<3 { expectWellFormed(grid, row: y) }
        }
    }

    private func expectWellFormed(_ grid: Grid, row: Int) {
        var expectsContinuation = false
        for cell in grid.cells(ofRow: row) {
            #expect((cell.width == 0) == expectsContinuation)
            expectsContinuation = cell.width == 2
            for scalar in cell.text.unicodeScalars {
                #expect(scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value))
                #expect(scalar.properties.generalCategory != .format)
            }
        }
        #expect(!expectsContinuation, "half of a wide character at the edge")
    }

    @Test("A clipboard gets no control characters, but newlines and tabs")
    func clipboard() {
        #expect(Sanitiser.forClipboard("a\u{1B}]52;c;x\u{7}\n\tb\u{9B}c\r") == "a]52;c;x\n\tbc")
    }
}

/// A small generator with a seed, so that a failing case comes again.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
