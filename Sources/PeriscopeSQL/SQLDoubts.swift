/// What a reading of a text of unknown origin is unsure about, and where it began to be.
struct SQLDoubts {
    enum Doubt {
        /// A comment that never ends if comments nest, and does if they do not.
        case nestedComment
        /// A bracket without its like.
        case bracket
        /// A string ended by a quote behind a backslash.
        case backslash
    }

    /// Where reading can begin again, as if what follows had not been read.
    struct Place {
        let position: Int
        let previousKind: SQLTokenKind
        let previousFirst: UInt8
        let previousRange: Range<Int>
        let previousIsArray: Bool
        let subscripts: Int
    }

    private(set) var place: Place?
    private(set) var hasNestedComment = false
    private(set) var hasBracket = false
    private(set) var hasBackslash = false
    /// Whether a quote behind a backslash was followed by a letter at once.
    var hasSuspectQuote = false
    /// Whether a string reached the end of the text without its closing quote.
    var hasOpenString = false
    private(set) var isNew = false

    mutating func note(_ doubt: Doubt) {
        switch doubt {
        case .nestedComment: hasNestedComment = true
        case .bracket: hasBracket = true
        case .backslash: hasBackslash = true
        }
        if place == nil { isNew = true }
    }

    /// Remembers the first token that is in doubt.
    mutating func keep(_ lexer: borrowing SQLLexer, from start: Int) {
        isNew = false
        place = Place(
            position: start, previousKind: lexer.previousKind, previousFirst: lexer.previousFirst,
            previousRange: lexer.previousRange, previousIsArray: lexer.previousIsArray, subscripts: lexer.subscripts)
    }

    /// Whether backslashes seem to be meant to escape.
    var suggestsBackslash: Bool { hasSuspectQuote || (hasOpenString && hasBackslash) }

    /// Whether another reading may make more sense.
    var callForAnother: Bool { hasNestedComment || hasBracket || suggestsBackslash }
}
