/// One piece after the other.
extension SQLOutline {
    mutating func read() {
        let piece = piece
        if piece.role == .semicolon { return semicolon() }
        if level.holdsStatements && level.isFresh && !level.isMute { beginStatement() }
        let depth = outer.count
        switch piece.role {
        case .open: open()
        case .close: close()
        case .openBracket: openBracket()
        case .closeBracket: if level.kind == .brackets { popLevel(at: index) }
        case .comma: comma()
        case .keyword: keyword()
        default: ordinary()
        }
        if outer.count <= depth {
            level.isFresh = false
            noteSimplicity(piece)
        }
    }

    /// What is neither a list's separator nor a word of the language: the first of it begins a clause's body.
    private mutating func ordinary() {
        guard !level.isMute else { return }
        if level.awaitsBody { beginBody() }
        if level.kind == .parentheses && level.isFresh { allowBreak(level.group, offset: 1) }
        if let before = previousPiece, before.role == .comma { element() }
    }

    private mutating func noteSimplicity(_ piece: SQLPiece) {
        switch piece.role {
        case .name, .value, .comma, .dot, .close, .sign, .open, .semicolon: return
        case .keyword where piece.keyword == .asc || piece.keyword == .desc: return
        default: complicate(level.innermost)
        }
    }

    // MARK: Separators

    private mutating func comma() {
        guard !level.isMute else { return }
        if level.awaitsBody { beginBody() }
    }

    /// At an element's first piece behind a comma.
    private mutating func element() {
        switch level.kind {
        case .brackets, .choice: return
        case .top, .block, .parentheses: break
        }
        if level.clause == .commonTables {
            allowBreak(level.clauseGroup, offset: level.clauseOffset)
        } else if level.body >= 0 && level.condition < 0 {
            if level.clause.isList { allowInnerBreak(level.body) }
        } else if level.kind == .parentheses && !level.hasStatement {
            allowInnerBreak(level.group)
        }
    }

    private mutating func semicolon() {
        popToStatements()
        endStatement(at: index)
    }

    // MARK: Levels

    private mutating func open() {
        ordinary()
        let isCommonTable =
            level.clause == .commonTables && (previousKeyword == .as || previousKeyword == .materialized)
        let listsColumns = level.awaitsColumns
        level.awaitsColumns = false
        level.isFresh = false
        pushLevel(.parentheses)
        level.isCommonTable = isCommonTable
        level.listsColumns = listsColumns
    }

    private mutating func openBracket() {
        ordinary()
        level.isFresh = false
        pushLevel(.brackets)
    }

    private mutating func close() {
        let group = level.kind == .parentheses && !level.isMute ? level.group : -1
        if level.isFresh && group >= 0 { allowBreak(group, offset: 0) }
        let inner = innermostParentheses
        guard popParentheses() else { return ordinary() }
        if inner >= 0 { allowBreak(inner, offset: 0) }
    }

    /// The group of the parentheses that the piece being read closes, -1 if they have none.
    private var innermostParentheses: Int {
        if level.kind == .parentheses { return level.isMute ? -1 : level.group }
        guard let around = outer.last(where: { $0.kind == .parentheses }) else { return -1 }
        return around.isMute ? -1 : around.group
    }

    // MARK: Words

    private mutating func keyword() {
        guard !level.isMute, let keyword = piece.keyword else { return muteKeyword() }
        switch keyword {
        case .case:
            ordinary()
            level.isFresh = false
            return pushLevel(.choice)
        case .when where level.kind == .choice, .else where level.kind == .choice: return arm()
        case .end where level.kind == .choice || (level.kind == .block && level.isFresh): return end()
        case .between: level.betweens += 1
        case .and, .or: if conjunction(keyword) { return }
        default: break
        }
        if level.kind != .choice && level.kind != .brackets && clauseWord(keyword) { return }
        ordinary()
    }

    private mutating func muteKeyword() {
        switch piece.keyword {
        case .case: pushLevel(.choice)
        case .end where level.kind == .choice: popLevel(at: index)
        default: break
        }
    }

    private mutating func arm() {
        allowBreak(level.group, offset: 1)
        level.betweens = 0
        if piece.keyword == .when { countClause(level.group) }
    }

    private mutating func end() {
        let group = level.group
        if level.kind == .choice && groups[group].clauses > 2 { force(group) }
        popLevel(at: index)
        allowBreak(group, offset: 0)
    }

    /// AND and OR between conditions; false if they are something else.
    private mutating func conjunction(_ keyword: SQLKeyword) -> Bool {
        if keyword == .and && level.betweens > 0 {
            level.betweens -= 1
            return false
        }
        if level.condition >= 0 {
            conditions(level.condition)
        } else if level.body >= 0 {
            guard level.clause == .conditions else { return false }
            conditions(level.body)
        } else if level.kind == .parentheses && !level.hasStatement {
            allowInnerBreak(level.group)
        } else {
            return false
        }
        return true
    }

    private mutating func conditions(_ group: Int) {
        allowInnerBreak(group)
        if groups[group].breaks > 1 { force(group) }
        complicate(group)
    }
}
