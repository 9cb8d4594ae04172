/// The tokenizer's cursor: one call of `next()`, one token.
///
/// No scan looks ahead over bytes that another scan passes over again, but where it remembers what it found; so one
/// reading takes at most as many steps as there are bytes. Where a look at the rest of the text would be needed, the
/// lexer takes the likelier way, notes its doubt, and leaves it to `SQLReading` to read that part once more.
struct SQLLexer {
    let bytes: UnsafeBufferPointer<UInt8>
    let dialect: SQLDialect
    var position = 0
    /// Bytes passed over by scans so far.
    var steps = 0

    /// The last token that is neither white space nor comment.
    var previousKind = SQLTokenKind.unknown
    var previousFirst: UInt8 = 0
    var previousRange = 0..<0
    /// Whether that token is the word ARRAY.
    var previousIsArray = false

    /// How many of PostgreSQL's subscript brackets are open.
    var subscripts = 0
    /// False once a comment was found that would never end if comments nested.
    var commentsNest: Bool
    /// False once a bracket was found that has no like.
    var hasBracketNames: Bool
    /// The keyword and the kind of the word just read, for `next()`.
    var keyword: SQLKeyword?
    /// Where the blanks end that `?` looked over.
    var blankEnd = 0

    /// What this reading is unsure about.
    var doubts = SQLDoubts()

    init(_ bytes: UnsafeBufferPointer<UInt8>, dialect: SQLDialect) {
        self.bytes = bytes
        self.dialect = dialect
        commentsNest = dialect.nestsComments
        hasBracketNames = dialect.hasBracketNames
    }

    mutating func next() -> SQLToken? {
        guard position < bytes.count else { return nil }
        let start = position
        let before = steps
        keyword = nil
        let kind = scan()
        if position <= start { position = start + 1 }
        if steps == before { steps += 1 }
        if doubts.isNew { doubts.keep(self, from: start) }
        if kind != .whitespace && kind != .comment {
            previousKind = kind
            previousFirst = bytes[start]
            previousIsArray = kind == .identifier && position - start == 5 && isArray(at: start)
            previousRange = start..<position
        }
        return SQLToken(kind: kind, range: start..<position, keyword: keyword)
    }

    private func isArray(at start: Int) -> Bool {
        SQLByte.lower(bytes[start]) == UInt8(ascii: "a") && SQLByte.lower(bytes[start + 1]) == UInt8(ascii: "r")
            && SQLByte.lower(bytes[start + 2]) == UInt8(ascii: "r")
            && SQLByte.lower(bytes[start + 3]) == UInt8(ascii: "a")
            && SQLByte.lower(bytes[start + 4]) == UInt8(ascii: "y")
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

    @inline(__always)
    mutating func skip(while condition: (UInt8) -> Bool) {
        let start = position
        var end = start
        while end < bytes.count, condition(bytes[end]) { end += 1 }
        position = end
        steps &+= end - start
    }

    private mutating func scan() -> SQLTokenKind {
        let byte = bytes[position]
        if SQLByte.isWordStart(byte) { return wordOrMark() }
        if SQLByte.isSpace(byte) { return space() }
        switch byte {
        case SQLByte.quote: return string(prefix: 0, escapes: dialect.escapes)
        case SQLByte.doubleQuote: return quotedName(prefix: 0)
        case SQLByte.backtick: return dialect.isPostgres ? take(1, as: .unknown) : quotedName(prefix: 0)
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
        default: return commentOrOperator(byte)
        }
    }

    private mutating func space() -> SQLTokenKind {
        if blankEnd > position {
            position = blankEnd
            return .whitespace
        }
        skip(while: SQLByte.isSpace)
        return .whitespace
    }

    /// A word, or the mark that some editors put before a text.
    private mutating func wordOrMark() -> SQLTokenKind {
        if position == 0, peek() == 0xef, peek(1) == 0xbb, peek(2) == 0xbf { return take(3, as: .whitespace) }
        return word()
    }

    private mutating func commentOrOperator(_ byte: UInt8) -> SQLTokenKind {
        if byte == SQLByte.minus && peek(1) == SQLByte.minus && isDashComment { return lineComment() }
        if byte == SQLByte.slash && peek(1) == SQLByte.star { return blockComment() }
        if byte == SQLByte.hash && !isHashOperator { return lineComment() }
        let length = SQLOperators.length(byte, peek(1), peek(2), peek(3))
        return length > 0 ? take(length, as: .operator) : take(1, as: .unknown)
    }

    private var isDashComment: Bool { dialect != .mysql || peek(2) <= SQLByte.space }

    private var isHashOperator: Bool {
        guard dialect.hasHashComments else { return true }
        guard dialect.isAny else { return false }
        return peek(1) == SQLByte.greater || (peek(1) == SQLByte.minus && peek(2) != SQLByte.minus)
    }

    private mutating func lineComment() -> SQLTokenKind {
        skip { $0 != SQLByte.newline }
        return .comment
    }

    /// With nesting, as deep as it goes; a comment that then never ends, though a mark for its end was passed, is a
    /// doubt.
    private mutating func blockComment() -> SQLTokenKind {
        let start = position
        var depth = 0
        var marks = 0
        var index = position
        while index + 1 < bytes.count {
            if bytes[index] == SQLByte.slash && bytes[index + 1] == SQLByte.star && (commentsNest || depth == 0) {
                depth += 1
                index += 2
            } else if bytes[index] == SQLByte.star && bytes[index + 1] == SQLByte.slash {
                depth -= 1
                marks += 1
                index += 2
                if depth == 0 { break }
            } else {
                index += 1
            }
        }
        if depth > 0 {
            index = bytes.count
            if marks > 0 && dialect.isAny { doubts.note(.nestedComment) }
        }
        position = index
        steps &+= index - start
        return .comment
    }
}
