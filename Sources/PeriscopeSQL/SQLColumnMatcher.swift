/// Reads a statement once, from left to right, and gives each value its column.
///
/// Levels of parentheses are frames on a stack, not calls, so that no depth is too deep. Values that have met no
/// column yet hang on their operand as a chain; chains are joined at their ends and walked only when a column is
/// given to them, which empties them. So the cost is linear in the text, whatever it is.
struct SQLColumnMatcher {
    let bytes: UnsafeBufferPointer<UInt8>
    let lexemes: [SQLLexeme]
    var index = 0
    var sites = SQLSites()
    /// The innermost level, and those around it.
    var frame = SQLFrame(.statement, elementBase: 0)
    var outer: [SQLFrame] = []
    var openParentheses = 0
    /// Finished elements of the open levels.
    var elements: [SQLOperand] = []
    /// Elements of the lists that are closed.
    var rows: [SQLOperand] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        lexemes = SQLTokenizer.tokens(bytes).compactMap { token in
            token.kind == .whitespace || token.kind == .comment ? nil : SQLLexeme(token, in: bytes)
        }
    }

    mutating func run() -> [SQLValueSite] {
        while index < lexemes.count {
            step(lexemes[index])
            index += 1
        }
        endStatement()
        var names: [Int: String] = [:]
        return sites.all.map { site in
            SQLValueSite(
                range: site.range, isParameter: site.isParameter, column: name(at: site.column, known: &names))
        }
    }

    private mutating func step(_ lexeme: SQLLexeme) {
        switch lexeme.kind {
        case .parameter, .number, .blob: sites.append(lexeme, to: &frame.current)
        case .string: string(lexeme)
        case .identifier, .quotedIdentifier: name()
        case .keyword: keyword(lexeme)
        case .operator: symbol(lexeme)
        case .punctuation: punctuation(lexeme)
        case .comment, .whitespace, .unknown: break
        }
    }

    func lexeme(_ distance: Int) -> SQLLexeme? {
        lexemes.indices.contains(index + distance) ? lexemes[index + distance] : nil
    }

    private mutating func string(_ lexeme: SQLLexeme) {
        if frame.kind == .insertColumns {
            // SQLite takes a string for a name here.
            if frame.current.column < 0 { frame.current.column = index }
            frame.current.isEmpty = false
        } else if let before = self.lexeme(-1), before.kind == .operator, isArrow(before), frame.current.column >= 0 {
            // A key within a JSON column says more about the value than the column does.
            sites.append(lexeme)
            frame.current.column = index
        } else if frame.kind == .function, frame.current.isEmpty, isPath(lexeme) {
            sites.append(lexeme)
            frame.pathColumn = index
            frame.current.isEmpty = false
        } else {
            sites.append(lexeme, to: &frame.current)
        }
    }

    private func isArrow(_ lexeme: SQLLexeme) -> Bool {
        bytes[lexeme.range].elementsEqual("->>".utf8) || bytes[lexeme.range].elementsEqual("->".utf8)
    }

    /// `'$.key'`, but not `'$.'` or `'$'`.
    private func isPath(_ lexeme: SQLLexeme) -> Bool {
        lexeme.range.count > 4 && bytes[lexeme.range].starts(with: "'$.".utf8)
    }

    /// A name, qualified or not; the cursor goes to its last part.
    mutating func name() {
        let start = index
        while let dot = lexeme(1), dot.isPunctuation(SQLByte.dot), let part = lexeme(2), part.isName { index += 2 }
        if index == start, isString(lexemes[index]) { return sites.append(lexemes[index], to: &frame.current) }
        if takesWord(lexemes[index]) { return }
        frame.current.isEmpty = false
        guard frame.current.column < 0, !frame.ignoresNames else { return }
        if let next = lexeme(1) {
            // A function, a type before its string, or a table before its star.
            if next.isPunctuation(SQLByte.open) && frame.kind != .insertColumns { return }
            if next.kind == .string || next.isPunctuation(SQLByte.dot) { return }
        }
        frame.current.column = index
    }

    /// Whether `"…"` may be a string, as SQLite and MySQL have it.
    ///
    /// It may, alone in a row of VALUES or alone on the right of a column. What is a column after all is then taken
    /// for a value, which redaction prefers to the opposite.
    private func isString(_ lexeme: SQLLexeme) -> Bool {
        guard lexeme.first == SQLByte.doubleQuote, lexeme.kind == .quotedIdentifier, frame.current.isEmpty,
            !isOperatorOrCall(self.lexeme(1))
        else { return false }
        if frame.kind == .tuple { return true }
        if frame.comparison != .none { return frame.left.column >= 0 }
        guard frame.kind == .group, let enclosing = outer.last else { return false }
        return enclosing.comparison == .list && enclosing.left.column >= 0
    }

    private func isOperatorOrCall(_ lexeme: SQLLexeme?) -> Bool {
        guard let lexeme else { return false }
        return lexeme.kind == .operator || lexeme.isPunctuation(SQLByte.open) || lexeme.isPunctuation(SQLByte.dot)
    }

    /// Names that are words of MySQL's or PostgreSQL's language where they stand, and columns elsewhere.
    private mutating func takesWord(_ word: SQLLexeme) -> Bool {
        guard word.kind == .identifier, let next = lexeme(1) else { return false }
        if !frame.current.isEmpty && next.isPunctuation(SQLByte.open) && isWord(word, "against") {
            compare(.scalar)
            return true
        }
        if !frame.current.isEmpty && isWord(word, "xor") {
            endOperand()
            return true
        }
        if next.kind == .string && isWord(word, "password") {
            // ALTER USER … PASSWORD '…'
            frame.current = SQLOperand(column: index, isEmpty: false)
            compare(.scalar)
            return true
        }
        return next.isName && isWord(word, "binary")
    }

    private func name(at column: Int, known: inout [Int: String]) -> String? {
        guard column >= 0 else { return nil }
        if let name = known[column] { return name }
        let name = SQLName.unquoted(lexemes[column], in: bytes)
        known[column] = name
        return name
    }
}
