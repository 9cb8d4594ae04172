/// Tells, from left to right, what each token does in its statement.
///
/// Looks one token back and one ahead; constant time a token. It is a reader of good will: what it says of a text
/// that is no SQL means nothing.
struct SQLRoleReader {
    /// What may come next.
    private enum State {
        /// A statement.
        case start
        /// A name or a value: so signs are signs, and words that may be names are.
        case operand
        /// More of a phrase of keywords.
        case phrase
        /// What follows an operand.
        case complete
    }

    let bytes: UnsafeBufferPointer<UInt8>
    private var state = State.start
    /// The last two tokens, where they were keywords.
    private(set) var previous: SQLKeyword?
    private var earlier: SQLKeyword?

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// Reads a token; the one after it must be neither white space nor comment.
    mutating func role(of token: SQLToken, next: SQLToken?) -> SQLRole {
        let role = judge(token, next)
        earlier = previous
        previous = role == .keyword ? token.keyword : nil
        state = state(after: role, token.keyword)
        return role
    }

    private func judge(_ token: SQLToken, _ next: SQLToken?) -> SQLRole {
        switch token.kind {
        case .keyword:
            guard let keyword = token.keyword else { return .keyword }
            return word(keyword, next)
        case .identifier, .quotedIdentifier: return .name
        case .string, .number, .blob, .parameter: return .value
        case .operator:
            guard state != .complete else { return .infix }
            return bytes[token.range.lowerBound] == SQLByte.star && token.range.count == 1 ? .name : .sign
        case .punctuation: return punctuation(bytes[token.range.lowerBound])
        case .comment, .whitespace, .unknown: return .other
        }
    }

    private func punctuation(_ byte: UInt8) -> SQLRole {
        switch byte {
        case SQLByte.open: .open
        case SQLByte.close: .close
        case SQLByte.openBracket: .openBracket
        case SQLByte.closeBracket: .closeBracket
        case SQLByte.comma: .comma
        case SQLByte.semicolon: .semicolon
        case SQLByte.dot: .dot
        case SQLByte.colon: .colon
        default: .other
        }
    }

    private func state(after role: SQLRole, _ keyword: SQLKeyword?) -> State {
        switch role {
        case .keyword: keyword.map(Self.state(after:)) ?? .phrase
        case .name, .value, .close, .closeBracket: .complete
        case .sign, .infix, .open, .openBracket, .comma, .dot, .colon: .operand
        case .semicolon: .start
        case .other: state
        }
    }

    private static func state(after keyword: SQLKeyword) -> State {
        switch keyword {
        case .select, .distinct, .all, .from, .join, .into, .update, .table, .where, .on, .and, .or, .not, .by,
            .having, .set, .when, .then, .else, .case, .between, .like, .ilike, .glob, .regexp, .rlike, .match,
            .escape, .in, .is, .as, .using, .returning, .limit, .offset, .collate, .references, .exists, .view,
            .index, .column, .to, .default, .lateral, .values, .trigger:
            .operand
        case .end, .null, .true, .false, .current_date, .current_time, .current_timestamp, .asc, .desc, .isnull,
            .notnull, .preceding, .following, .row, .rows:
            .complete
        case .begin: .start
        default: .phrase
        }
    }
}

/// Words.
extension SQLRoleReader {
    private func word(_ keyword: SQLKeyword, _ next: SQLToken?) -> SQLRole {
        switch keyword {
        case .null, .true, .false: return isValue(keyword) ? .value : .keyword
        case .replace, .left, .right, .if, .like, .glob, .regexp, .insert:
            return state == .operand && isOpen(next) ? .name : .keyword
        default: break
        }
        guard keyword.canBeColumn else { return .keyword }
        switch state {
        case .start, .phrase: return .keyword
        case .complete: return keyword.followsOperand ? .keyword : .name
        case .operand: return isPhrase(keyword, next) ? .keyword : .name
        }
    }

    /// NULL, TRUE and FALSE are values, but not in `IS NULL`, `IS NOT TRUE`, `NOT NULL`, `SET NULL` and `DEFAULT NULL`.
    private func isValue(_ keyword: SQLKeyword) -> Bool {
        guard state == .operand else { return false }
        switch previous {
        case .is, .default, .set: return false
        case .not: return keyword != .null && earlier != .is
        default: return true
        }
    }

    private func isOpen(_ token: SQLToken?) -> Bool {
        guard let token, token.kind == .punctuation else { return false }
        return bytes[token.range.lowerBound] == SQLByte.open
    }

    /// Whether a word that may be a name begins or continues a phrase where an operand could stand.
    private func isPhrase(_ keyword: SQLKeyword, _ next: SQLToken?) -> Bool {
        switch keyword {
        case .conflict:
            return previous == .on && !(next?.kind == .operator || next.map { bytes[$0.range.lowerBound] } == SQLByte.dot)
        case .materialized: return previous == .as || previous == .not
        case .rows, .range, .groups: return previous == nil && beginsFrame(next)
        case .unbounded, .current: return next?.keyword == .preceding || next?.keyword == .following || next?.keyword == .row
        case .of: return previous == .update || previous == .instead
        case .cascade, .restrict, .no: return previous == .update && earlier == .on
        case .ignore, .abort, .fail:
            return previous == .or && (earlier == .insert || earlier == .update || earlier == .replace)
        case .savepoint: return previous == .to
        case .transaction: return previous == .set
        default: return next?.keyword == .by
        }
    }

    /// `ROWS 3 PRECEDING`, `RANGE BETWEEN …`.
    private func beginsFrame(_ next: SQLToken?) -> Bool {
        guard let next else { return false }
        switch next.keyword {
        case .between, .unbounded, .current: return true
        default: return next.kind == .number || next.kind == .parameter
        }
    }
}

extension SQLKeyword {
    /// Of the words that can be names: those that are keywords behind an operand, where a name would be an alias.
    var followsOperand: Bool {
        switch self {
        case .over, .filter, .within, .nulls, .offset, .rows, .range, .groups, .match, .preceding, .following,
            .exclude, .without, .generated, .rename, .after, .before, .instead, .partition, .row, .first, .last:
            true
        default:
            false
        }
    }
}
