/// What each keyword and sign does to the level it stands in.
extension SQLColumnMatcher {
    mutating func keyword(_ lexeme: SQLLexeme) {
        guard let word = lexeme.keyword else { return }
        if isColumn(word) { return name() }
        switch word {
        case .and: and()
        case .or, .escape: endOperand()
        case .not, .distinct, .all, .any, .some, .row, .symmetric, .to: break
        case .null, .true, .false, .default, .current_date, .current_time, .current_timestamp:
            frame.current.isEmpty = false
        case .exists, .cast, .isnull, .notnull: break
        case .as: frame.ignoresNames = true
        case .collate: index += self.lexeme(1)?.isName == true ? 1 : 0
        case .is: isOperator()
        case .in: inOperator()
        case .between: compare(.between)
        case .like, .ilike, .glob, .regexp, .rlike, .similar, .match: pattern()
        case .case, .when, .then, .else, .end: caseWord(word)
        default: clause(word)
        }
    }

    /// Whether a keyword is here the name of a column.
    private func isColumn(_ word: SQLKeyword) -> Bool {
        if frame.kind == .insertColumns { return true }
        guard word.canBeColumn, frame.current.isEmpty, let next = lexeme(1) else { return false }
        if next.keyword == .between { return word != .rows && word != .range && word != .groups }
        if next.isPunctuation(SQLByte.open) { return false }
        if next.kind == .operator || next.isPunctuation(SQLByte.dot) || isComparator(next) { return true }
        guard let before = lexeme(-1) else { return false }
        return before.kind == .operator || before.isPunctuation(SQLByte.open) || before.isPunctuation(SQLByte.comma)
    }

    private func isComparator(_ lexeme: SQLLexeme) -> Bool {
        switch lexeme.keyword {
        case .like, .ilike, .glob, .regexp, .rlike, .similar, .match, .is, .in, .not: true
        default: false
        }
    }

    // MARK: Comparators

    private mutating func isOperator() {
        compare(.scalar)
        let negation = lexeme(1)?.keyword == .not ? 1 : 0
        if lexeme(1 + negation)?.keyword == .distinct, lexeme(2 + negation)?.keyword == .from {
            index += 2 + negation
        }
    }

    private mutating func inOperator() {
        // MySQL's AGAINST (… IN NATURAL LANGUAGE MODE) compares nothing.
        if lexeme(1)?.keyword == .natural || isWord(lexeme(1), "boolean") { return endOperand() }
        compare(.list)
    }

    private mutating func pattern() {
        guard !frame.current.isEmpty else { return }
        compare(.scalar)
    }

    func isWord(_ lexeme: SQLLexeme?, _ word: StaticString) -> Bool {
        guard let lexeme, lexeme.kind == .identifier, lexeme.range.count == word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { letters in
            zip(bytes[lexeme.range], letters).allSatisfy { SQLByte.lower($0) == $1 }
        }
    }

    mutating func symbol(_ lexeme: SQLLexeme) {
        if isComparison(lexeme), !frame.current.isEmpty { return compare(.scalar) }
        if lexeme.range.count == 2, lexeme.first == SQLByte.colon, bytes[lexeme.range.lowerBound + 1] == SQLByte.colon {
            castType()
        }
        frame.current.isEmpty = false
    }

    /// Behind `::`, a type.
    private mutating func castType() {
        guard self.lexeme(1)?.isName == true else { return }
        index += 1
        while let dot = self.lexeme(1), dot.isPunctuation(SQLByte.dot), self.lexeme(2)?.isName == true { index += 2 }
    }

    private func isComparison(_ lexeme: SQLLexeme) -> Bool {
        let second = lexeme.range.count > 1 ? bytes[lexeme.range.lowerBound + 1] : 0
        switch lexeme.first {
        case SQLByte.equals, SQLByte.bang, SQLByte.question, UInt8(ascii: "~"): return true
        case UInt8(ascii: "<"): return second != UInt8(ascii: "<")
        case SQLByte.greater: return second != SQLByte.greater
        case SQLByte.at, SQLByte.ampersand: return lexeme.range.count > 1
        case SQLByte.colon: return second == SQLByte.equals
        default: return false
        }
    }

    // MARK: Punctuation

    mutating func punctuation(_ lexeme: SQLLexeme) {
        switch lexeme.first {
        case SQLByte.open: openParenthesis()
        case SQLByte.close: closeParenthesis()
        case SQLByte.openBracket: open(.bracket)
        case SQLByte.closeBracket: closeBracket()
        case SQLByte.comma: endElement()
        case SQLByte.semicolon: endStatement()
        default: frame.current.isEmpty = false
        }
    }

    private mutating func openParenthesis() {
        let kind = kindOfParenthesis()
        if kind == .function, let before = lexeme(-2) {
            frame.namesRows = before.isPunctuation(SQLByte.close) || before.keyword == .as
        }
        open(kind)
    }

    private func kindOfParenthesis() -> SQLFrame.Kind {
        switch lexeme(1)?.keyword {
        case .select, .with, .values: return .group
        default: break
        }
        guard let before = lexeme(-1) else { return .group }
        if frame.insert == .table && before.keyword != .partition { return .insertColumns }
        if frame.readsTuples, frame.current.isEmpty { return .tuple }
        return before.isName || before.keyword == .replace || before.keyword == .left ? .function : .group
    }

    // MARK: CASE

    private mutating func caseWord(_ word: SQLKeyword) {
        if word == .case { return open(.caseExpression) }
        guard frame.kind == .caseExpression else { return endClause() }
        switch word {
        case .when: when()
        case .then: then()
        case .end:
            endOperand()
            close()
        default: endOperand()
        }
    }

    private mutating func when() {
        endOperand()
        if !frame.hasWhen {
            frame.caseColumn = frame.element.column
            frame.element.column = -1
        }
        frame.hasWhen = true
        frame.caseResult = frame.element.column
    }

    private mutating func then() {
        if frame.comparison == .none { sites.give(frame.caseColumn, to: &frame.current) }
        endOperand()
        frame.element.column = frame.caseResult
    }

    // MARK: Clauses

    private mutating func clause(_ word: SQLKeyword) {
        switch word {
        case .select: select()
        case .values: values()
        case .insert: insertInto()
        case .replace where lexeme(1)?.isPunctuation(SQLByte.open) != true && lexeme(-1)?.keyword != .or: insertInto()
        case .on:
            endClause()
            if lexeme(1)?.keyword == .conflict || isWord(lexeme(1), "duplicate") { leaveInsert() }
        case .returning:
            endClause()
            leaveInsert()
        case .set:
            endClause()
            if frame.insert == .table { frame.insert = .none }
        case .replace, .left, .right, .if, .materialized: break
        case .order where frame.kind == .function, .partition, .asc, .desc: endOperand()
        default: endClause()
        }
    }

    private mutating func leaveInsert() {
        frame.insert = .none
        frame.readsTuples = false
    }

    private mutating func insertInto() {
        endClause()
        frame.insert = .table
        frame.insertColumns = 0..<0
        frame.readsTuples = false
    }

    private mutating func select() {
        endClause()
        frame.listsElements = true
        frame.readsTuples = false
        if frame.insert == .table { frame.insert = .source }
        frame.insertsSelection = frame.insert == .source && !frame.insertColumns.isEmpty
    }

    private mutating func values() {
        // MySQL's VALUES(column) in ON DUPLICATE KEY UPDATE is a function.
        if let before = lexeme(-1), before.kind == .operator { return }
        endClause()
        frame.listsElements = true
        frame.readsTuples = true
        if frame.insert == .table { frame.insert = .source }
    }
}
