extension SQLLexer {
    mutating func word() -> SQLTokenKind {
        if let kind = prefixedString() { return kind }
        let start = position
        skip(while: SQLByte.isWord)
        guard !followsDot else { return .identifier }
        return SQLKeyword.named(bytes[start..<position]) == nil ? .identifier : .keyword
    }

    private var followsDot: Bool { previousKind == .punctuation && previousFirst == SQLByte.dot }

    /// `E'…'`, `X'…'` and their kin; nil if the word is just a word.
    private mutating func prefixedString() -> SQLTokenKind? {
        let letter = SQLByte.lower(bytes[position])
        if peek(1) == SQLByte.quote {
            switch letter {
            case UInt8(ascii: "x"):
                return string(prefix: 1, escapes: false, as: .blob)
            case UInt8(ascii: "e") where dialect != .sqlite:
                return string(prefix: 1, escapes: true)
            case UInt8(ascii: "b") where dialect != .sqlite, UInt8(ascii: "n") where dialect != .sqlite:
                return string(prefix: 1, escapes: dialect == .anyWithBackslash)
            default:
                return nil
            }
        }
        guard letter == UInt8(ascii: "u"), peek(1) == SQLByte.ampersand, dialect != .sqlite else { return nil }
        if peek(2) == SQLByte.quote { return string(prefix: 2, escapes: false) }
        return peek(2) == SQLByte.doubleQuote ? quotedName(prefix: 2) : nil
    }

    /// A number in any of the three databases' forms; a word that starts with a digit is a name, as in MySQL.
    mutating func number() -> SQLTokenKind {
        let start = position
        if followsDot && previousRange.upperBound == position {
            skip(while: SQLByte.isWord)
            return bytes[start..<position].allSatisfy(SQLByte.isDigit) ? .number : .identifier
        }
        if radixNumber() { return .number }
        skip { SQLByte.isDigit($0) || $0 == SQLByte.underscore }
        if peek() == SQLByte.dot && peek(1) != SQLByte.dot {
            position += 1
            fraction()
            return .number
        }
        exponent()
        guard SQLByte.isWord(peek()) else { return .number }
        skip(while: SQLByte.isWord)
        return .identifier
    }

    /// `0xff`, `0b01`, `0o17`.
    private mutating func radixNumber() -> Bool {
        guard peek() == UInt8(ascii: "0") else { return false }
        let radix = SQLByte.lower(peek(1))
        guard radix == UInt8(ascii: "x") || radix == UInt8(ascii: "b") || radix == UInt8(ascii: "o") else {
            return false
        }
        var length = 2
        while SQLByte.isHexDigit(peek(length)) || peek(length) == SQLByte.underscore { length += 1 }
        guard length > 2, !SQLByte.isWord(peek(length)) else { return false }
        position += length
        return true
    }

    private mutating func fraction() {
        skip { SQLByte.isDigit($0) || $0 == SQLByte.underscore }
        exponent()
    }

    private mutating func exponent() {
        guard SQLByte.lower(peek()) == UInt8(ascii: "e") else { return }
        let sign = peek(1) == SQLByte.plus || peek(1) == SQLByte.minus ? 1 : 0
        guard SQLByte.isDigit(peek(1 + sign)) else { return }
        position += 1 + sign
        skip { SQLByte.isDigit($0) || $0 == SQLByte.underscore }
    }

    mutating func dot() -> SQLTokenKind {
        guard SQLByte.isDigit(peek(1)), !(touchesName) else { return take(1, as: .punctuation) }
        position += 1
        fraction()
        return .number
    }

    private var touchesName: Bool {
        previousRange.upperBound == position && (previousKind == .identifier || previousKind == .quotedIdentifier)
    }

    mutating func question() -> SQLTokenKind {
        if dialect != .sqlite, followsOperand {
            let second = peek(1)
            if (second == SQLByte.pipe && peek(2) != SQLByte.pipe) || second == SQLByte.ampersand {
                return take(2, as: .operator)
            }
            if stringOrDollarFollows { return take(1, as: .operator) }
        }
        position += 1
        skip(while: SQLByte.isDigit)
        return .parameter
    }

    private var followsOperand: Bool {
        switch previousKind {
        case .identifier, .quotedIdentifier, .string, .parameter: true
        case .punctuation: previousFirst == SQLByte.close || previousFirst == SQLByte.closeBracket
        default: false
        }
    }

    /// No placeholder is ever followed by a string or by another placeholder.
    private var stringOrDollarFollows: Bool {
        var distance = 1
        while SQLByte.isSpace(peek(distance)) { distance += 1 }
        return peek(distance) == SQLByte.quote
            || (peek(distance) == SQLByte.dollar && SQLByte.isDigit(peek(distance + 1)))
    }

    mutating func colon() -> SQLTokenKind {
        let second = peek(1)
        if SQLByte.isWord(second) && !(subscripts > 0 && SQLByte.isDigit(second)) { return namedParameter() }
        if second == SQLByte.colon || second == SQLByte.equals { return take(2, as: .operator) }
        return take(1, as: .punctuation)
    }

    mutating func at() -> SQLTokenKind {
        if SQLByte.isWord(peek(1)) { return namedParameter() }
        if peek(1) == SQLByte.at && SQLByte.isWordStart(peek(2)) && dialect != .sqlite {
            position += 2
            skip { SQLByte.isWord($0) || $0 == SQLByte.dot }
            return .identifier
        }
        return take(max(1, SQLOperators.length(SQLByte.at, peek(1), peek(2), peek(3))), as: .operator)
    }

    /// `:name`, `@name`, `$name`, with what SQLite lets follow: `::more` and `(anything)`.
    mutating func namedParameter() -> SQLTokenKind {
        let start = position
        position += 1
        skip(while: SQLByte.isWord)
        guard dialect == .sqlite else { return .parameter }
        while peek() == SQLByte.colon && peek(1) == SQLByte.colon {
            position += 2
            skip(while: SQLByte.isWord)
        }
        guard position > start + 1 else { return .unknown }
        if peek() == SQLByte.open { tclSuffix() }
        return .parameter
    }

    private mutating func tclSuffix() {
        skip { $0 != SQLByte.close && !SQLByte.isSpace($0) }
        if peek() == SQLByte.close { position += 1 }
    }
}
