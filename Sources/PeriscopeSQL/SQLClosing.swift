/// Whether a string, a quoted name or a comment at the end of a text has its own end.
enum SQLClosing {
    static func isClosed(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard let first = text.first, let last = text.last else { return true }
        switch first {
        case SQLByte.slash: return text.count >= 4 && last == SQLByte.slash && closesComment(text)
        case SQLByte.openBracket: return last == SQLByte.closeBracket
        case SQLByte.dollar: return closesDollarQuote(text)
        default: return closesQuote(text)
        }
    }

    /// Counts as the lexer does when comments nest, and as it does when they do not.
    private static func closesComment(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        text[text.endIndex - 2] == SQLByte.star
    }

    private static func closesDollarQuote(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard let second = text.dropFirst().firstIndex(of: SQLByte.dollar) else { return false }
        let tag = text[...second]
        return text.count >= 2 * tag.count && text.suffix(tag.count).elementsEqual(tag)
    }

    /// Reads the quoted part again, once without and once with escapes: what either leaves open is open.
    private static func closesQuote(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard let start = text.firstIndex(where: { $0 == SQLByte.quote || $0 == SQLByte.doubleQuote || $0 == SQLByte.backtick })
        else { return true }
        return isClosed(text, from: start, escapes: false) || isClosed(text, from: start, escapes: true)
    }

    private static func isClosed(
        _ text: Slice<UnsafeBufferPointer<UInt8>>, from start: Int, escapes: Bool
    ) -> Bool {
        let quote = text[start]
        var index = start + 1
        while index < text.endIndex {
            if escapes && text[index] == SQLByte.backslash {
                index += 2
            } else if text[index] != quote {
                index += 1
            } else if index + 1 < text.endIndex && text[index + 1] == quote {
                index += 2
            } else {
                return index + 1 == text.endIndex
            }
        }
        return false
    }
}
