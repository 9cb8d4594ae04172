/// Reads as much of a statement as tells what it does.
struct SQLStatementReader {
    private var lexer: SQLLexer

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        lexer = SQLLexer(bytes, dialect: .any)
    }

    mutating func kind() -> SQLStatementKind {
        guard let word = firstKeyword() else { return .other }
        return word == .with ? kindBehindWith() : Self.kind(of: word)
    }

    /// The first keyword, if nothing but openings stands before it.
    private mutating func firstKeyword() -> SQLKeyword? {
        while let token = lexer.next() {
            switch token.kind {
            case .whitespace, .comment: continue
            case .punctuation where isOpening(token): continue
            case .keyword: return token.keyword
            default: return nil
            }
        }
        return nil
    }

    private func isOpening(_ token: SQLToken) -> Bool {
        let byte = lexer.bytes[token.range.lowerBound]
        return byte == SQLByte.semicolon || byte == SQLByte.open
    }

    /// The first verb that stands outside of all parentheses.
    private mutating func kindBehindWith() -> SQLStatementKind {
        var depth = 0
        while let token = lexer.next() {
            let first = lexer.bytes[token.range.lowerBound]
            if token.kind == .punctuation {
                depth += first == SQLByte.open ? 1 : first == SQLByte.close ? -1 : 0
            } else if token.kind == .keyword, depth <= 0, let word = token.keyword {
                switch word {
                case .select, .values, .insert, .update, .delete, .replace: return Self.kind(of: word)
                case .merge: return .other
                default: continue
                }
            }
        }
        return .other
    }

    private static func kind(of word: SQLKeyword) -> SQLStatementKind {
        switch word {
        case .select, .values, .table: .select
        case .insert: .insert
        case .update: .update
        case .delete: .delete
        case .replace: .replace
        case .begin, .start: .begin
        case .commit, .end: .commit
        case .rollback, .abort: .rollback
        case .savepoint: .savepoint
        case .release: .release
        case .pragma: .pragma
        case .create, .alter, .drop, .truncate, .rename: .ddl
        case .explain, .describe: .explain
        default: .other
        }
    }
}
