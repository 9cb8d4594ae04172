/// How many columns text takes.
///
/// An own table, so that the same grid comes out everywhere. Where terminals differ, the text is changed until they do
/// not: variation selectors are dropped (an emoji that is narrow without one stays narrow), skin tones and joiners
/// between emoji too.
package enum TextWidth {
    /// 0 for combining marks, 2 for East Asian wide and emoji, else 1.
    ///
    /// Controls count 1: they become pictures.
    package static func width(of scalar: Unicode.Scalar) -> Int {
        if isPlain(scalar.value) { return 1 }
        if isZeroWidth(scalar) { return 0 }
        return WideRanges.contains(scalar.value) ? 2 : 1
    }

    /// Letters and symbols that stand alone in one column.
    ///
    /// Asked first, since it spares the tables of Unicode for nearly all that is ever drawn: Latin, punctuation, arrows,
    /// lines, blocks and shapes.
    @inline(__always)
    static func isPlain(_ value: UInt32) -> Bool {
        switch value {
        case 0x20..<0x7F, 0xA0..<0xAD, 0xAE..<0x300: true
        case 0x2010...0x2027, 0x2030...0x2046, 0x2190..<0x231A, 0x2500..<0x25FD: true
        default: false
        }
    }

    package static func width(of character: Character) -> Int {
        width(of: String(character))
    }

    /// The columns of the text as a grid writes it: controls as pictures, tabs to stops of four.
    ///
    /// ASCII costs about a nanosecond a byte; other text about 30 a character.
    package static func width(of text: String, glyphs: Glyphs = .unicode) -> Int {
        if Sanitiser.isPlainASCII(text) { return text.utf8.count }
        var pieces = TextPieces(text, glyphs: glyphs)
        var total = 0
        while let piece = pieces.next() { total += piece.width }
        return total
    }

    /// Combining marks, and the vowels and finals of Korean syllables written in parts.
    static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value >= 0x1160 && scalar.value <= 0x11FF { return true }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return true
        default: return false
        }
    }
}
