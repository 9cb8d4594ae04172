import Screen

extension Format {
    /// A sentence of another room in this glyph set.
    func sentence(_ text: String) -> String {
        guard glyphs.isASCII, !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
        return text.reduce(into: "") { result, character in
            switch character {
            case "…": result += "..."
            case "“": result += glyphs.openQuote
            case "”": result += glyphs.closeQuote
            case "µ": result += "u"
            case "×": result += glyphs.times
            case "→": result += glyphs.arrowRight
            case "−", "–": result += "-"
            default: result.append(character)
            }
        }
    }
}

/// A time against another.
extension Format {
    /// By how much, with its sign: `−45 ms`, `+1.25 s`.
    func change(from before: UInt64, to now: UInt64) -> String {
        now >= before ? "+" + roughDuration(now - before) : glyphs.minus + roughDuration(before - now)
    }

    /// `48→3.1 ms`; each with its own unit where they differ.
    func transition(from before: UInt64, to now: UInt64) -> String {
        let old = short(before)
        let new = short(now)
        let (oldParts, newParts) = (old.split(separator: " "), new.split(separator: " "))
        guard oldParts.count == 2, newParts.count == 2, oldParts[1] == newParts[1] else {
            return old + glyphs.arrowRight + new
        }
        return oldParts[0] + glyphs.arrowRight + new
    }

    /// A whole number of milliseconds without its `.0`.
    private func short(_ nanoseconds: UInt64) -> String {
        let text = roughDuration(nanoseconds)
        return text.hasSuffix(".0 ms") ? String(text.dropLast(5)) + " ms" : text
    }
}
