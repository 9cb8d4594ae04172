extension SQLLexer {
    /// A string whose opening quote stands so many bytes ahead.
    mutating func string(prefix: Int, escapes: Bool, as kind: SQLTokenKind = .string) -> SQLTokenKind {
        position += prefix + 1
        while position < bytes.count {
            let byte = bytes[position]
            if byte == SQLByte.backslash && escapes {
                _ = take(2, as: kind)
            } else if byte != SQLByte.quote {
                position += 1
            } else if peek(1) == SQLByte.quote {
                position += 2
            } else {
                noteEnd(escapes: escapes)
                return take(1, as: kind)
            }
        }
        hasOpenString = true
        return kind
    }

    /// Gathers the signs that backslashes were meant to escape; the cursor is at a closing quote.
    private mutating func noteEnd(escapes: Bool) {
        guard !escapes, bytes[position - 1] == SQLByte.backslash else { return }
        hasBackslashQuote = true
        if SQLByte.isWord(peek(1)) { hasSuspectQuote = true }
    }

    /// A name in the quotes that stand so many bytes ahead; the quote is doubled inside.
    mutating func quotedName(prefix: Int) -> SQLTokenKind {
        let quote = peek(prefix)
        let escapes = dialect == .anyWithBackslash && quote == SQLByte.doubleQuote
        position += prefix + 1
        while position < bytes.count {
            let byte = bytes[position]
            if byte == SQLByte.backslash && escapes {
                _ = take(2, as: .quotedIdentifier)
            } else if byte != quote {
                position += 1
            } else if peek(1) == quote {
                position += 2
            } else {
                return take(1, as: .quotedIdentifier)
            }
        }
        return .quotedIdentifier
    }

    mutating func openBracket() -> SQLTokenKind {
        if isSubscript {
            subscripts += 1
            return take(1, as: .punctuation)
        }
        guard bracketIsAhead else { return take(1, as: .unknown) }
        var index = position + 1
        while index < bytes.count, bytes[index] != SQLByte.closeBracket { index += 1 }
        bracketIsAhead = index < bytes.count
        guard bracketIsAhead else { return take(1, as: .unknown) }
        return take(index + 1 - position, as: .quotedIdentifier)
    }

    mutating func closeBracket() -> SQLTokenKind {
        subscripts -= subscripts > 0 ? 1 : 0
        return take(1, as: .punctuation)
    }

    private var isSubscript: Bool {
        guard dialect != .sqlite else { return false }
        if subscripts > 0 || followsWord("array") { return true }
        guard previousRange.upperBound == position, position > 0 else { return false }
        switch previousKind {
        case .identifier, .quotedIdentifier, .parameter: return true
        case .punctuation: return previousFirst == SQLByte.close || previousFirst == SQLByte.closeBracket
        default: return false
        }
    }

    private func followsWord(_ word: StaticString) -> Bool {
        guard previousKind == .identifier, previousRange.count == word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { letters in
            letters.indices.allSatisfy { SQLByte.lower(bytes[previousRange.lowerBound + $0]) == letters[$0] }
        }
    }

    /// Cursor at `$`: a dollar quote, a parameter, or nothing known.
    mutating func dollar() -> SQLTokenKind {
        if dialect == .sqlite { return namedParameter() }
        var length = 1
        while SQLByte.isWord(peek(length)) && peek(length) != SQLByte.dollar { length += 1 }
        if peek(length) == SQLByte.dollar && !SQLByte.isDigit(peek(1)) {
            return dollarQuote(tag: length + 1)
        }
        return length > 1 ? take(length, as: .parameter) : take(1, as: .unknown)
    }

    /// Cursor at the tag, `$…$`.
    ///
    /// A tag has no dollar inside, so what matched of it need not be looked at again.
    private mutating func dollarQuote(tag length: Int) -> SQLTokenKind {
        let tag = position
        position += length
        while position < bytes.count {
            guard bytes[position] == SQLByte.dollar else {
                position += 1
                continue
            }
            var matched = 1
            while matched < length, peek(matched) == bytes[tag + matched], position + matched < bytes.count {
                matched += 1
            }
            if matched == length { return take(length, as: .string) }
            position += matched
        }
        return .string
    }
}
