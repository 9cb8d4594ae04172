/// A text cut into tokens, read a second time from where it was doubtful if need be.
///
/// Two readings of a text are all there are: so no text takes more than twice as many steps as it has bytes.
struct SQLReading {
    private(set) var tokens: [SQLToken] = []
    private(set) var steps = 0

    /// Reads a text of unknown origin.
    ///
    /// Without trivia, white space and comments are left out.
    init(_ bytes: UnsafeBufferPointer<UInt8>, trivia: Bool) {
        var lexer = SQLLexer(bytes, dialect: .any)
        tokens.reserveCapacity(bytes.count / (trivia ? 3 : 5) + 8)
        Self.read(&lexer, trivia: trivia, into: &tokens)
        steps = lexer.steps
        guard lexer.doubts.callForAnother, let place = lexer.doubts.place else { return }
        readAgain(bytes, from: place, doubts: lexer.doubts, trivia: trivia)
    }

    /// Reads a text as one database does.
    init(_ bytes: UnsafeBufferPointer<UInt8>, dialect: SQLDialect, trivia: Bool) {
        var lexer = SQLLexer(bytes, dialect: dialect)
        Self.read(&lexer, trivia: trivia, into: &tokens)
        steps = lexer.steps
    }

    private static func read(_ lexer: inout SQLLexer, trivia: Bool, into tokens: inout [SQLToken]) {
        while let token = lexer.next() {
            if trivia || (token.kind != .whitespace && token.kind != .comment) { tokens.append(token) }
        }
    }

    /// The other way at every doubt: comments do not nest and brackets are no names, and backslashes escape if that
    /// was doubted.
    ///
    /// MySQL, whose backslashes these are, has neither. If only backslashes were in doubt and a string is open this
    /// way too, the first reading stands.
    private mutating func readAgain(
        _ bytes: UnsafeBufferPointer<UInt8>, from place: SQLDoubts.Place, doubts: SQLDoubts, trivia: Bool
    ) {
        var lexer = SQLLexer(bytes, dialect: doubts.suggestsBackslash ? .anyWithBackslash : .any)
        lexer.commentsNest = false
        lexer.hasBracketNames = false
        lexer.resume(at: place)
        var kept = tokens.count
        while kept > 0, tokens[kept - 1].range.lowerBound >= place.position { kept -= 1 }
        var others: [SQLToken] = []
        others.reserveCapacity(tokens.count - kept)
        Self.read(&lexer, trivia: trivia, into: &others)
        steps += lexer.steps
        let isCertain = doubts.hasNestedComment || doubts.hasBracket
        guard isCertain || !lexer.doubts.hasOpenString else { return }
        tokens.removeSubrange(kept...)
        tokens += others
    }
}

extension SQLLexer {
    /// Puts the cursor back to where a doubt began.
    mutating func resume(at place: SQLDoubts.Place) {
        position = place.position
        previousKind = place.previousKind
        previousFirst = place.previousFirst
        previousRange = place.previousRange
        previousIsArray = place.previousIsArray
        subscripts = place.subscripts
    }
}
