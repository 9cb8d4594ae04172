/// Makes text safe to show: what could move the cursor, reorder a line or hide becomes a visible mark.
///
/// Controls become their pictures (`␛`, in ASCII `^[`), a line's end `⏎`, a tab spaces, bidirectional and zero-width
/// controls a name (`‹RLO›`). Every write to a grid goes through here; the history keeps the raw text.
package enum Sanitiser {
    /// The text as a grid shows it, the marks in role `.sanitised`.
    package static func clean(_ text: String, role: Role = .text, glyphs: Glyphs = .unicode) -> StyledText {
        if isPlainASCII(text) { return StyledText(text, role) }
        var result = StyledText()
        var run = String.UnicodeScalarView()
        var isRunMarked = false
        var pieces = TextPieces(text, glyphs: glyphs)
        while let piece = pieces.next() {
            if piece.isMark != isRunMarked {
                result.append(String(run), isRunMarked ? .sanitised : role)
                run = String.UnicodeScalarView()
                isRunMarked = piece.isMark
            }
            run.append(contentsOf: piece.scalars)
        }
        result.append(String(run), isRunMarked ? .sanitised : role)
        return result
    }

    /// The text without what a clipboard should not carry: control characters other than newline and tab.
    package static func forClipboard(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            if !isControl || scalar == "\n" || scalar == "\t" { kept.append(scalar) }
        }
        return String(kept)
    }

    /// Whether every byte is a printable ASCII character, so that it is written as it is.
    static func isPlainASCII(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }

    /// What is shown in place of a scalar; nil when it may be shown itself.
    static func mark(for scalar: Unicode.Scalar, glyphs: Glyphs) -> String? {
        let value = scalar.value
        switch value {
        case 0x20..<0x7F, 0xA0..<0xAD, 0xAE..<0x300: return nil
        case 0x0A: return glyphs.newline
        case 0..<0x20: return glyphs.isASCII ? caret(value + 0x40) : picture(0x2400 + value)
        case 0x7F: return glyphs.isASCII ? "^?" : picture(0x2421)
        case 0x80...0x9F: return named(scalar, glyphs: glyphs)
        default: break
        }
        if hasInvisibleEffect(scalar) || isBlankLetter(value) || scalar.properties.isNoncharacterCodePoint {
            return named(scalar, glyphs: glyphs)
        }
        return nil
    }

    private static func caret(_ value: UInt32) -> String {
        "^" + picture(value)
    }

    private static func picture(_ value: UInt32) -> String {
        Unicode.Scalar(value).map { String(Character($0)) } ?? "?"
    }

    private static func hasInvisibleEffect(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .format, .lineSeparator, .paragraphSeparator: !scalar.properties.isVariationSelector
        default: false
        }
    }

    /// Fillers of Korean, which are letters to Unicode and nothing to an eye.
    private static func isBlankLetter(_ value: UInt32) -> Bool {
        value == 0x115F || value == 0x3164 || value == 0xFFA0
    }

    private static func named(_ scalar: Unicode.Scalar, glyphs: Glyphs) -> String {
        let name = names[scalar.value] ?? "U+" + hexadecimal(scalar.value)
        return glyphs.isASCII ? "<\(name)>" : "‹\(name)›"
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    private static let names: [UInt32: String] = [
        0x85: "NEL", 0x9B: "CSI", 0x9D: "OSC", 0xAD: "SHY", 0x61C: "ALM", 0x115F: "HCF", 0x200B: "ZWSP", 0x200C: "ZWNJ",
        0x200D: "ZWJ", 0x200E: "LRM", 0x200F: "RLM", 0x2028: "LSEP", 0x2029: "PSEP", 0x202A: "LRE", 0x202B: "RLE",
        0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO", 0x2060: "WJ", 0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI",
        0x2069: "PDI", 0x3164: "HF", 0xFEFF: "BOM", 0xFFA0: "HWHF",
    ]
}
