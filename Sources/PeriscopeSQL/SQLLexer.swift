/// The tokenizer's cursor: one call of `next()`, one token.
///
/// Every scan either moves the cursor over the bytes it read, or remembers what it found out about the rest of the
/// text, so that no byte is read more than a few times.
struct SQLLexer {
    let bytes: UnsafeBufferPointer<UInt8>
    let dialect: SQLDialect
    var position = 0

    /// The last token that is neither white space nor comment.
    var previousKind = SQLTokenKind.unknown
    var previousFirst: UInt8 = 0
    var previousRange = 0..<0

    /// How many of PostgreSQL's subscript brackets are open.
    var subscripts = 0
    /// Turns false for good once a comment would never end if comments nested.
    var commentsNest: Bool
    /// Turns false for good once no `]` is ahead.
    var bracketIsAhead = true
    /// Whether a string reached the end of the text without its closing quote.
    var hasOpenString = false
    /// Whether a string was ended by a quote after a backslash.
    var hasBackslashQuote = false
    /// Whether such a quote was followed by a letter at once.
    var hasSuspectQuote = false

    init(_ bytes: UnsafeBufferPointer<UInt8>, dialect: SQLDialect) {
        self.bytes = bytes
        self.dialect = dialect
        self.commentsNest = dialect != .sqlite
    }

    var suggestsBackslashEscapes: Bool { hasSuspectQuote || (hasOpenString && hasBackslashQuote) }

    mutating func remaining() -> [SQLToken] {
        var tokens: [SQLToken] = []
        tokens.reserveCapacity((bytes.count - position) / 4 + 4)
        while let token = next() { tokens.append(token) }
        return tokens
    }

    mutating func next() -> SQLToken? {
        guard position < bytes.count else { return nil }
        let start = position
        let kind = scan()
        if position <= start { position = start + 1 }
        if kind != .whitespace && kind != .comment {
            previousKind = kind
            previousFirst = bytes[start]
            previousRange = start..<position
        }
        return SQLToken(kind: kind, range: start..<position)
    }

    /// The byte so far ahead of the cursor, 0 past the end.
    func peek(_ distance: Int = 0) -> UInt8 {
        let index = position + distance
        return index < bytes.count ? bytes[index] : 0
    }

    mutating func take(_ count: Int, as kind: SQLTokenKind) -> SQLTokenKind {
        position = min(position + count, bytes.count)
        return kind
    }

    mutating func skip(while condition: (UInt8) -> Bool) {
        while position < bytes.count, condition(bytes[position]) { position += 1 }
    }

    private mutating func scan() -> SQLTokenKind {
        let byte = bytes[position]
        switch byte {
        case _ where SQLByte.isSpace(byte):
            skip(while: SQLByte.isSpace)
            return .whitespace
        case SQLByte.quote:
            return string(prefix: 0, escapes: dialect == .anyWithBackslash)
        case SQLByte.doubleQuote, SQLByte.backtick:
            return quotedName(prefix: 0)
        case SQLByte.open, SQLByte.close, SQLByte.comma, SQLByte.semicolon, SQLByte.openBrace, SQLByte.closeBrace:
            return take(1, as: .punctuation)
        case SQLByte.openBracket: return openBracket()
        case SQLByte.closeBracket: return closeBracket()
        case SQLByte.dot: return dot()
        case SQLByte.question: return question()
        case SQLByte.dollar: return dollar()
        case SQLByte.colon: return colon()
        case SQLByte.at: return at()
        case _ where SQLByte.isDigit(byte): return number()
        case 0xef where position == 0 && peek(1) == 0xbb && peek(2) == 0xbf:
            return take(3, as: .whitespace)
        case _ where SQLByte.isWordStart(byte): return word()
        default: return commentOrOperator(byte)
        }
    }

    private mutating func commentOrOperator(_ byte: UInt8) -> SQLTokenKind {
        if byte == SQLByte.minus && peek(1) == SQLByte.minus { return lineComment() }
        if byte == SQLByte.slash && peek(1) == SQLByte.star { return blockComment() }
        if byte == SQLByte.hash && !isHashOperator { return lineComment() }
        let length = SQLOperators.length(byte, peek(1), peek(2), peek(3))
        return length > 0 ? take(length, as: .operator) : take(1, as: .unknown)
    }

    private var isHashOperator: Bool {
        dialect == .sqlite || peek(1) == SQLByte.greater
            || (peek(1) == SQLByte.minus && peek(2) != SQLByte.minus)
    }

    private mutating func lineComment() -> SQLTokenKind {
        skip { $0 != SQLByte.newline }
        return .comment
    }

    private mutating func blockComment() -> SQLTokenKind {
        if commentsNest {
            if let end = nestedCommentEnd() {
                position = end
                return .comment
            }
            commentsNest = false
        }
        position += 2
        while position + 1 < bytes.count {
            if bytes[position] == SQLByte.star && bytes[position + 1] == SQLByte.slash {
                return take(2, as: .comment)
            }
            position += 1
        }
        return take(1, as: .comment)
    }

    /// Where the comment at the cursor ends if comments nest, nil if it then never does.
    private func nestedCommentEnd() -> Int? {
        var depth = 0
        var index = position
        while index + 1 < bytes.count {
            if bytes[index] == SQLByte.slash && bytes[index + 1] == SQLByte.star {
                depth += 1
                index += 2
            } else if bytes[index] == SQLByte.star && bytes[index + 1] == SQLByte.slash {
                depth -= 1
                index += 2
                if depth == 0 { return index }
            } else {
                index += 1
            }
        }
        return nil
    }
}
