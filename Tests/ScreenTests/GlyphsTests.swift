import Screen
import Testing

@Suite("Glyphs")
struct GlyphsTests {
    @Test(
        "Bars are exact to an eighth, and never wider than asked",
        arguments: [
            (0.0, ""), (-1, ""), (0.001, "▏"), (0.5, "█████"), (0.55, "█████▌"), (1, "██████████"), (7, "██████████"),
        ])
    func bars(fraction: Double, expected: String) {
        #expect(Glyphs.unicode.bar(fraction: fraction, width: 10) == expected)
    }

    @Test("A bar of more than the whole ends in a sign, in as many columns")
    func openBars() {
        #expect(Glyphs.unicode.openBar(fraction: 1, width: 4) == "████")
        #expect(Glyphs.unicode.openBar(fraction: 1.01, width: 4) == "███▸")
        #expect(Glyphs.ascii.openBar(fraction: 7, width: 4) == "###>")
        #expect(Glyphs.unicode.openBar(fraction: 7, width: 1) == "█")
    }

    @Test("ASCII bars are whole columns")
    func asciiBars() {
        #expect(Glyphs.ascii.bar(fraction: 0.5, width: 10) == "#####")
        #expect(Glyphs.ascii.bar(fraction: 0.001, width: 10) == "#")
        #expect(Glyphs.ascii.bar(fraction: 0.5, width: 0) == "")
    }

    @Test(
        "Spans have both edges in eighths",
        arguments: [
            (0.0, 1.0, "████", [false]), (0.25, 0.5, " █", [false, false]), (0.125, 0.375, "▌▌", [true, false]),
            (0.0, 0.0, "▏", [false]), (1.0, 1.0, "   ▉", [false, true]), (0.0, 0.125, "▌", [false]),
            (0.125, 0.25, "▌", [true]), (0.125, 0.5, "▌█", [true, false]),
        ])
    func spans(start: Double, end: Double, expected: String, reversed: [Bool]) {
        let span = Glyphs.unicode.span(start: start, end: end, width: 4, role: .barSQL)
        #expect(span.text == expected)
        #expect(span.runs.map(\.isReversed) == reversed)
    }

    @Test("Spans never leave their axis, and touch where they touch in time")
    func spansStayInside() {
        for glyphs in [Glyphs.unicode, .ascii] {
            for start in stride(from: 0.0, through: 1.0, by: 0.013) {
                for end in stride(from: start, through: 1.2, by: 0.031) {
                    let width = glyphs.span(start: start, end: end, width: 23, role: .barSQL).width
                    #expect(width >= 1 && width <= 23)
                }
            }
        }
    }

    @Test("A sparkline has one column a value")
    func sparkline() {
        #expect(Glyphs.unicode.sparkline([0, 1, 4, 8]) == " ▁▄█")
        #expect(Glyphs.unicode.sparkline([]) == "")
        #expect(Glyphs.unicode.sparkline([0, 0]) == "  ")
        #expect(Glyphs.unicode.sparkline([1], maximum: 1000) == "▁")
        #expect(Glyphs.ascii.sparkline([0, 7, 1]) == " #.")
    }

    @Test("Tree guides follow the ancestors")
    func guides() {
        #expect(Glyphs.unicode.guides(ancestorsLast: [false, true], isLast: false) == "│     ├─ ")
        #expect(Glyphs.ascii.guides(ancestorsLast: [], isLast: true) == "`- ")
    }

    @Test("The ASCII set is ASCII")
    func asciiOnly() {
        let glyphs = Glyphs.ascii
        let all = [
            glyphs.ellipsis, glyphs.newline, glyphs.gutter, glyphs.mark, glyphs.bullet, glyphs.hollowBullet,
            glyphs.separator, glyphs.dash, glyphs.minus, glyphs.times, glyphs.plusMinus, glyphs.delta,
            glyphs.microseconds, glyphs.openQuote, glyphs.closeQuote, glyphs.inFlight, glyphs.arrowRight,
            glyphs.arrowLeft, glyphs.arrowUp, glyphs.arrowDown, glyphs.sortAscending, glyphs.sortDescending,
            glyphs.closed, glyphs.open, glyphs.treeBranch, glyphs.treeLast, glyphs.treeLine, glyphs.horizontal,
            glyphs.vertical, glyphs.topLeft, glyphs.cross, glyphs.scrollThumb, glyphs.caret,
            glyphs.span(start: 0.2, end: 0.7, width: 9, role: .text).text, glyphs.sparkline([1, 2, 3]),
        ]
        #expect(all.joined().utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
    }
}
