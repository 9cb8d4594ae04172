/// Which words begin a clause.
extension SQLOutline {
    /// Takes a word that begins a clause or belongs to its first words; false if it is another.
    mutating func clauseWord(_ keyword: SQLKeyword) -> Bool {
        if continuesHead(keyword) { return true }
        if keyword == .on, level.clause == .join, level.condition < 0, !startsConflict {
            beginCondition()
            return true
        }
        if keyword == .begin, level.statement == .create, level.kind == .top { return block() }
        if keyword == .table, level.statement == .create { level.awaitsColumns = true }
        guard let clause = clause(keyword) else { return false }
        begin(clause, keyword)
        return true
    }

    private mutating func begin(_ clause: SQLFormatLevel.Clause, _ keyword: SQLKeyword) {
        endClause(at: clauseEnd)
        noteStatement(keyword)
        level.clause = clause
        level.awaitsBody = clause.hasBody
        countClause(level.clauseGroup)
        if level.kind == .parentheses || !level.isFresh { allowBreak(level.clauseGroup, offset: level.clauseOffset) }
    }

    private mutating func noteStatement(_ keyword: SQLKeyword) {
        switch keyword {
        case .select, .insert, .update, .delete, .replace, .merge, .with, .values, .create, .alter, .drop:
            let isSource = level.statement == .insert || level.statement == .replace || level.statement == .create
            if !isSource || (keyword == .select && level.statement == .create) { level.statement = keyword }
        case .explain, .pragma: level.statement = keyword
        default: break
        }
    }

    /// The second and later words of a clause's beginning.
    private mutating func continuesHead(_ keyword: SQLKeyword) -> Bool {
        switch keyword {
        case .distinct, .all:
            return level.awaitsBody && previousKeyword == .select
        case .by:
            return level.awaitsBody
        case .set where level.clause == .conflict:
            level.clause = .list
            level.awaitsBody = true
            return true
        case .update where level.clause == .conflict && previousKeyword == .key:
            level.clause = .list
            level.awaitsBody = true
            return true
        default:
            return false
        }
    }

    /// A trigger's statements.
    private mutating func block() -> Bool {
        endClause(at: clauseEnd)
        countClause(level.clauseGroup)
        allowBreak(level.clauseGroup, offset: 0)
        force(level.clauseGroup)
        level.isFresh = false
        pushLevel(.block)
        force(level.group)
        return true
    }

    private func clause(_ keyword: SQLKeyword) -> SQLFormatLevel.Clause? {
        switch keyword {
        case .select: return .list
        case .with: return level.isFresh || level.statement == .explain ? .commonTables : nil
        case .insert, .update, .delete, .replace, .merge: return canBeginStatement ? .plain : nil
        case .create, .alter, .drop, .explain, .pragma: return level.isFresh && level.holdsStatements ? .plain : nil
        case .values: return startsRows ? .rows : nil
        case .from: return startsFrom ? .list : nil
        case .set: return startsSet ? .list : nil
        case .where: return level.hasStatement || level.isFresh ? .conditions : nil
        case .having: return level.hasStatement ? .conditions : nil
        case .group, .order, .partition: return next()?.keyword == .by ? .list : nil
        case .returning, .window: return level.hasStatement ? .list : nil
        case .limit: return level.hasStatement ? .limit : nil
        case .offset, .fetch: return level.hasStatement && level.clause != .limit ? .limit : nil
        case .union, .intersect, .except: return .plain
        case .rows, .range, .groups: return level.kind == .parentheses && !level.hasStatement ? .plain : nil
        case .join, .left, .right, .full, .inner, .cross, .natural, .outer: return startsJoin(keyword) ? .join : nil
        case .on: return startsConflict ? .conflict : nil
        case .using: return startsUsing ? .list : nil
        case .when: return level.statement == .merge ? .plain : nil
        case .for: return startsLock ? .plain : nil
        default: return nil
        }
    }

    private var canBeginStatement: Bool {
        if level.isFresh || level.statement == .explain { return true }
        return level.clause == .commonTables && previousPiece?.role == .close
    }

    private var startsRows: Bool {
        if level.isFresh { return true }
        switch level.statement {
        case .insert, .replace:
            return level.clause == .plain && previousKeyword != .default
        case .with: return previousPiece?.role == .close
        default: return previousKeyword == .union || previousKeyword == .all
        }
    }

    private var startsFrom: Bool {
        guard level.hasStatement, previousKeyword != .delete else { return false }
        return previousKeyword != .distinct || (earlierKeyword != .is && earlierKeyword != .not)
    }

    private var startsSet: Bool {
        switch level.statement {
        case .update: level.clause == .plain || level.clause == .join
        case .insert, .replace: level.clause == .plain
        default: false
        }
    }

    private func startsJoin(_ keyword: SQLKeyword) -> Bool {
        if isJoinWord(previousKeyword) { return false }
        return keyword == .join || isJoinWord(next()?.keyword)
    }

    private func isJoinWord(_ keyword: SQLKeyword?) -> Bool {
        switch keyword {
        case .join, .left, .right, .full, .inner, .cross, .natural, .outer: true
        default: false
        }
    }

    /// `ON CONFLICT` and `ON DUPLICATE KEY` of an INSERT.
    private var startsConflict: Bool {
        guard level.statement == .insert || level.statement == .replace else { return false }
        return next()?.keyword == .conflict || isWord(next(), "duplicate")
    }

    private var startsUsing: Bool {
        (level.statement == .merge || level.statement == .delete) && level.clause == .plain
    }

    /// `FOR UPDATE`, `FOR SHARE` and their kin.
    private var startsLock: Bool {
        guard level.hasStatement else { return false }
        switch next()?.keyword {
        case .update, .no, .key: return true
        default: return isWord(next(), "share")
        }
    }
}
