/// Cuts a text into pieces and decides about the blanks between them.
///
/// A blank is never put where it could change what the text means, and never taken away where two tokens could grow
/// into one: a call's parenthesis stays where it was, and so does what stands around dots, `::`, brackets, signs and
/// neighbouring operators. Blanks are only put around operators and behind keywords and commas, and taken away inside
/// parentheses and before commas and semicolons.
struct SQLPieces {
    let bytes: UnsafeBufferPointer<UInt8>
    private(set) var all: [SQLPiece] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        let tokens = SQLReading(bytes, trivia: true).tokens
        let spoken = tokens.filter { $0.kind != .whitespace && $0.kind != .comment }
        var reader = SQLRoleReader(bytes)
        var next = 1
        var gap = SQLPiece.Gap.none
        all.reserveCapacity(spoken.count + 8)
        for token in tokens {
            if token.kind == .whitespace {
                gap = bytes[token.range].contains(SQLByte.newline) ? .lineEnd : .blank
                continue
            }
            var role = SQLRole.other
            if token.kind != .comment {
                role = reader.role(of: token, next: next < spoken.count ? spoken[next] : nil)
                next += 1
            }
            append(token, role, gap)
            gap = .none
        }
        markComments()
    }

    private mutating func append(_ token: SQLToken, _ role: SQLRole, _ gap: SQLPiece.Gap) {
        let isLineComment = token.kind == .comment && bytes[token.range.lowerBound] != SQLByte.slash
        var piece = SQLPiece(
            kind: token.kind, keyword: token.keyword, role: role, range: token.range, gap: gap,
            width: isLineComment ? 0 : bytes[token.range].reduce(0) { $1 & 0xc0 == 0x80 ? $0 : $0 + 1 })
        if let last = all.last {
            piece.isSpaced = isSpaced(last, piece)
            // PostgreSQL joins strings over a line's end, and only there.
            piece.isHard = last.kind == .string && piece.kind == .string && gap == .lineEnd
        }
        all.append(piece)
    }

    // MARK: Comments

    /// A comment that had a line of its own keeps it, and what follows a comment to the line's end begins a line.
    private mutating func markComments() {
        for index in all.indices where all[index].isComment {
            if endsLine(index), index + 1 < all.count { all[index + 1].isHard = true }
            if index > 0, hasOwnLine(index) { all[index].isHard = true }
        }
    }

    /// Whether a line's end must follow or did follow.
    func endsLine(_ comment: Int) -> Bool {
        bytes[all[comment].range.lowerBound] != SQLByte.slash
            || comment + 1 == all.count || all[comment + 1].gap == .lineEnd
    }

    func hasOwnLine(_ comment: Int) -> Bool {
        (all[comment].gap == .lineEnd || comment == 0) && endsLine(comment)
    }
}

/// Blanks.
extension SQLPieces {
    private func isSpaced(_ left: SQLPiece, _ right: SQLPiece) -> Bool {
        let gap = right.gap != .none
        if left.isComment || right.isComment {
            return gap || (right.isComment && bytes[right.range.lowerBound] != SQLByte.slash)
        }
        switch right.role {
        case .comma, .semicolon, .close: return false
        case .dot, .openBracket, .closeBracket, .colon, .other: return gap && left.role != .open
        case .open: return isSpacedOpening(left, gap)
        case .infix: return isSpacedOperator(right, after: left, gap)
        case .sign: return isSpacedSign(right, after: left, gap)
        case .keyword, .name, .value: return isSpacedWord(right, after: left, gap)
        }
    }

    private func isSpacedOpening(_ left: SQLPiece, _ gap: Bool) -> Bool {
        switch left.role {
        case .comma, .semicolon: true
        case .infix: !isGlued(left) || gap
        case .open: false
        case .keyword: gap || (left.keyword?.isApartFromOpening ?? false)
        default: gap
        }
    }

    private func isSpacedOperator(_ right: SQLPiece, after left: SQLPiece, _ gap: Bool) -> Bool {
        if isGlued(right) { return gap }
        switch left.role {
        case .infix, .sign, .other, .colon, .dot, .openBracket: return gap
        case .open: return false
        default: return true
        }
    }

    private func isSpacedSign(_ right: SQLPiece, after left: SQLPiece, _ gap: Bool) -> Bool {
        switch left.role {
        case .comma, .semicolon, .keyword: true
        case .infix: gap || (canStandBeforeSign(left) && canStandBeforeSign(right) && right.range.count == 1)
        case .open: false
        default: gap
        }
    }

    private func isSpacedWord(_ right: SQLPiece, after left: SQLPiece, _ gap: Bool) -> Bool {
        switch left.role {
        case .comma, .semicolon, .keyword, .close: return true
        case .open: return false
        case .infix: return gap || !isGlued(left)
        case .sign, .dot, .colon, .openBracket, .other: return gap
        case .closeBracket: return gap || right.role == .keyword
        case .name, .value: return gap || isStar(left) || isStar(right) || (right.role == .keyword && !isBareWord(left))
        }
    }

    /// Operators that people write without blanks: `a::int`, `data->>'key'`.
    private func isGlued(_ piece: SQLPiece) -> Bool {
        let first = bytes[piece.range.lowerBound]
        guard piece.range.count > 1 else { return false }
        let last = bytes[piece.range.upperBound - 1]
        if first == SQLByte.colon { return last == SQLByte.colon }
        return (first == SQLByte.minus || first == SQLByte.hash) && last == SQLByte.greater
    }

    /// Whether PostgreSQL, too, ends an operator before a sign that follows at once.
    private func canStandBeforeSign(_ piece: SQLPiece) -> Bool {
        bytes[piece.range].allSatisfy { byte in
            switch byte {
            case SQLByte.star, SQLByte.slash, SQLByte.equals, SQLByte.greater, SQLByte.plus, SQLByte.minus,
                UInt8(ascii: "<"):
                true
            default: false
            }
        }
    }

    private func isStar(_ piece: SQLPiece) -> Bool { bytes[piece.range.lowerBound] == SQLByte.star }

    private func isBareWord(_ piece: SQLPiece) -> Bool { piece.kind == .identifier || piece.kind == .keyword }
}

extension SQLKeyword {
    /// Keywords that never are functions, so that a blank may stand between them and a parenthesis.
    var isApartFromOpening: Bool {
        switch self {
        case .in, .and, .or, .not, .on, .as, .over, .using, .where, .when, .then, .else, .set, .from, .join, .having,
            .by, .select, .distinct, .exists, .union, .except, .intersect, .filter, .between, .limit, .into, .key,
            .check, .unique, .default, .is, .case, .conflict, .within, .lateral, .table, .materialized:
            true
        default:
            false
        }
    }
}
