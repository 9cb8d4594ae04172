extension SQLLexer {
    mutating func word() -> SQLTokenKind {
        if let kind = prefixedString() { return kind }
        let start = position
        var code = SQLKeyword.Code()
        var end = position
        while end < bytes.count, SQLByte.isWord(bytes[end]) {
            code.add(bytes[end])
            end += 1
        }
        position = end
        steps &+= end - start
        guard !followsDot, let keyword = SQLKeyword.named(code) else { return .identifier }
        self.keyword = keyword
        return .keyword
    }

    private var followsDot: Bool { previousKind == .punctuation && previousFirst == SQLByte.dot }

    /// `E'…'`, `X'…'` and their kin; nil if the word is just a word.
    private mutating func prefixedString() -> SQLTokenKind? {
        let mark = peek(1)
        guard mark == SQLByte.quote || mark == SQLByte.ampersand else { return nil }
        let letter = SQLByte.lower(bytes[position])
        if mark == SQLByte.quote {
            switch letter {
            case UInt8(ascii: "x"):
                return string(prefix: 1, escapes: false, as: .blob)
            case UInt8(ascii: "e") where dialect.hasEscapeStrings:
                return string(prefix: 1, escapes: true)
            case UInt8(ascii: "b") where dialect.hasPrefixedStrings, UInt8(ascii: "n") where dialect.hasPrefixedStrings:
                return string(prefix: 1, escapes: dialect.escapes)
            default:
                return nil
            }
        }
        guard letter == UInt8(ascii: "u"), dialect.hasEscapeStrings else { return nil }
        if peek(2) == SQLByte.quote { return string(prefix: 2, escapes: dialect == .postgresWithBackslash) }
        return peek(2) == SQLByte.doubleQuote ? quotedName(prefix: 2) : nil
    }

    /// A number in any of the three databases' forms; a word that starts with a digit is a name, as in MySQL.
    mutating func number() -> SQLTokenKind {
        if followsDot && previousRange.upperBound == position {
            var isNumber = true
            skip { byte in
                guard SQLByte.isWord(byte) else { return false }
                if !SQLByte.isDigit(byte) { isNumber = false }
                return true
            }
            return isNumber ? .number : .identifier
        }
        if let kind = radixNumber() { return kind }
        skip { SQLByte.isDigit($0) || $0 == SQLByte.underscore }
        if peek() == SQLByte.dot && peek(1) != SQLByte.dot {
            position += 1
            fraction()
            return .number
        }
        exponent()
        return restOfWord()
    }

    /// A number, unless it goes on as a word does.
    private mutating func restOfWord() -> SQLTokenKind {
        guard SQLByte.isWord(peek()) else { return .number }
        skip(while: SQLByte.isWord)
        return .identifier
    }

    /// `0xff`, `0b01`, `0o17`, or a word that begins like them; nil if it does not.
    private mutating func radixNumber() -> SQLTokenKind? {
        guard peek() == UInt8(ascii: "0") else { return nil }
        let radix = SQLByte.lower(peek(1))
        guard radix == UInt8(ascii: "x") || radix == UInt8(ascii: "b") || radix == UInt8(ascii: "o") else { return nil }
        position += 2
        let start = position
        skip { SQLByte.isHexDigit($0) || $0 == SQLByte.underscore }
        guard position > start else {
            skip(while: SQLByte.isWord)
            return .identifier
        }
        return restOfWord()
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
        if dialect.hasQuestionOperators, followsOperand {
            let second = peek(1)
            if (second == SQLByte.pipe && peek(2) != SQLByte.pipe) || second == SQLByte.ampersand {
                return take(2, as: .operator)
            }
            if stringOrDollarFollows() { return take(1, as: .operator) }
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
    ///
    /// The blanks that are looked over are not looked at again.
    private mutating func stringOrDollarFollows() -> Bool {
        var end = position + 1
        while end < bytes.count, SQLByte.isSpace(bytes[end]) { end += 1 }
        steps &+= end - position
        blankEnd = end
        let distance = end - position
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
