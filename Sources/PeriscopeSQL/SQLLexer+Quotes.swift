extension SQLLexer {
    /// A string whose opening quote stands so many bytes ahead.
    mutating func string(prefix: Int, escapes: Bool, as kind: SQLTokenKind = .string) -> SQLTokenKind {
        let isClosed = quoted(by: SQLByte.quote, prefix: prefix, escapes: escapes)
        if !isClosed {
            doubts.hasOpenString = true
        } else if !escapes, dialect == .any, bytes[position - 2] == SQLByte.backslash, kind == .string {
            doubts.note(.backslash)
            if SQLByte.isWord(peek()) { doubts.hasSuspectQuote = true }
        }
        return kind
    }

    /// A name in the quotes that stand so many bytes ahead; the quote is doubled inside.
    mutating func quotedName(prefix: Int) -> SQLTokenKind {
        let quote = peek(prefix)
        _ = quoted(
            by: quote, prefix: prefix, escapes: quote == SQLByte.doubleQuote && dialect.escapesInDoubleQuotes)
        return .quotedIdentifier
    }

    /// Moves past the closing quote, or to the end of the text; false if there is none.
    private mutating func quoted(by quote: UInt8, prefix: Int, escapes: Bool) -> Bool {
        let start = position
        var index = position + prefix + 1
        var isClosed = false
        while index < bytes.count {
            let byte = bytes[index]
            if byte == SQLByte.backslash && escapes {
                index += 2
            } else if byte != quote {
                index += 1
            } else if index + 1 < bytes.count, bytes[index + 1] == quote {
                index += 2
            } else {
                index += 1
                isClosed = true
                break
            }
        }
        position = min(index, bytes.count)
        steps &+= position - start
        return isClosed
    }

    mutating func openBracket() -> SQLTokenKind {
        if isSubscript {
            subscripts += 1
            return take(1, as: .punctuation)
        }
        guard hasBracketNames else { return take(1, as: dialect.isPostgres ? .punctuation : .unknown) }
        skip { $0 != SQLByte.closeBracket }
        if position == bytes.count {
            if dialect.isAny { doubts.note(.bracket) }
            return .quotedIdentifier
        }
        return take(1, as: .quotedIdentifier)
    }

    mutating func closeBracket() -> SQLTokenKind {
        subscripts -= subscripts > 0 ? 1 : 0
        return take(1, as: .punctuation)
    }

    private var isSubscript: Bool {
        guard dialect.hasSubscripts else { return false }
        if subscripts > 0 || previousIsArray { return true }
        guard previousRange.upperBound == position, position > 0 else { return false }
        switch previousKind {
        case .identifier, .quotedIdentifier, .parameter: return true
        case .punctuation: return previousFirst == SQLByte.close || previousFirst == SQLByte.closeBracket
        default: return false
        }
    }

    /// Cursor at `$`: a dollar quote, a parameter, or nothing known.
    mutating func dollar() -> SQLTokenKind {
        if dialect == .sqlite { return namedParameter() }
        var length = 1
        while SQLByte.isWord(peek(length)) && peek(length) != SQLByte.dollar { length += 1 }
        steps &+= length
        if dialect.hasDollarQuotes && peek(length) == SQLByte.dollar && !SQLByte.isDigit(peek(1)) {
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
        let start = position
        defer { steps &+= position - start }
        while position < bytes.count {
            guard bytes[position] == SQLByte.dollar else {
                position += 1
                continue
            }
            var matched = 1
            while matched < length, position + matched < bytes.count, peek(matched) == bytes[tag + matched] {
                matched += 1
            }
            if matched == length { return take(length, as: .string) }
            position += matched
        }
        return .string
    }
}
