/// Looks for what does not only read, in one reading of a text.
struct SQLReadChecker {
    private static let reason = "A plan is only asked for statements that read."

    let bytes: UnsafeBufferPointer<UInt8>
    private let tokens: [SQLToken]
    /// But for white space and comments.
    let spoken: [SQLToken]
    /// Whether this is the reading that counts; in another, an open string is an error of its own.
    private let isCertain: Bool

    init(_ bytes: UnsafeBufferPointer<UInt8>, tokens: [SQLToken], isCertain: Bool = true) {
        self.bytes = bytes
        self.tokens = tokens
        self.isCertain = isCertain
        let spoken = tokens.filter { $0.kind != .whitespace && $0.kind != .comment }
        let first = spoken.firstIndex { !Self.isSemicolon($0, bytes) } ?? spoken.count
        let end = (spoken.lastIndex { !Self.isSemicolon($0, bytes) } ?? -1) + 1
        self.spoken = first < end ? Array(spoken[first..<end]) : []
    }

    private static func isSemicolon(_ token: SQLToken, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        token.kind == .punctuation && bytes[token.range.lowerBound] == SQLByte.semicolon
    }

    func problem() -> String? {
        if let problem = lexicalProblem() ?? beginning() { return problem }
        for index in spoken.indices {
            if let problem = problem(at: index) { return problem }
        }
        return withProblem()
    }

    // MARK: Lexis

    private func lexicalProblem() -> String? {
        for token in tokens where token.kind == .comment && isExecutable(token) {
            return "MySQL runs what stands in a comment that begins with /*!. \(Self.reason)"
        }
        for (index, token) in spoken.enumerated() {
            if Self.isSemicolon(token, bytes) {
                return "There is more than one statement here. A plan is asked for one at a time."
            }
            if isEscapedName(token) { return "A name in Unicode escapes (U&\"…\") hides what it names." }
            if index > 0, hasByteOrderMark(token) { return "There is a byte order mark amid the text." }
        }
        guard isCertain, let last = tokens.last else { return nil }
        return openProblem(last)
    }

    private func isExecutable(_ token: SQLToken) -> Bool {
        let text = bytes[token.range]
        return text.starts(with: "/*!".utf8) || text.starts(with: "/*M!".utf8)
    }

    private func isEscapedName(_ token: SQLToken) -> Bool {
        token.kind == .quotedIdentifier && SQLByte.lower(bytes[token.range.lowerBound]) == UInt8(ascii: "u")
    }

    /// SQLite takes the mark for a blank, so that a keyword behind it is one.
    private func hasByteOrderMark(_ token: SQLToken) -> Bool {
        guard token.kind == .identifier else { return false }
        let mark = [0xef, 0xbb, 0xbf] as [UInt8]
        let text = bytes[token.range]
        return text.indices.contains { text[$0] == mark[0] && text[$0...].starts(with: mark) }
    }

    /// Only the last token of a text can be without its end.
    private func openProblem(_ last: SQLToken) -> String? {
        let text = bytes[last.range]
        switch last.kind {
        case .string, .blob:
            return SQLClosing.isClosed(text) ? nil : "A string is not closed."
        case .quotedIdentifier:
            return SQLClosing.isClosed(text) ? nil : "A quoted name is not closed."
        case .comment:
            guard text.first == SQLByte.slash else { return nil }
            return SQLClosing.isClosed(text) ? nil : "A comment is not closed."
        default:
            return nil
        }
    }

    // MARK: Words

    /// The statement's first word, past opening parentheses.
    private func beginning() -> String? {
        guard let token = spoken.first(where: { !isByte($0, SQLByte.open) }) else {
            return "There is no statement here."
        }
        switch token.keyword {
        case .select, .values, .with: return nil
        default: break
        }
        guard token.kind == .keyword || token.kind == .identifier else {
            return "This does not begin like a statement. \(Self.reason)"
        }
        let word = uppercased(token)
        return "This is \(article(word)) \(word). \(Self.reason)"
    }

    private func problem(at index: Int) -> String? {
        let token = spoken[index]
        let next = index + 1 < spoken.count ? spoken[index + 1] : nil
        switch token.kind {
        case .keyword: return keywordProblem(token, at: index, next)
        case .identifier, .quotedIdentifier: return nameProblem(token, next)
        case .parameter where next.map(isAssignment) ?? false:
            return "This assigns to a variable. \(Self.reason)"
        default: return nil
        }
    }

    private func keywordProblem(_ token: SQLToken, at index: Int, _ next: SQLToken?) -> String? {
        guard let keyword = token.keyword else { return nil }
        switch keyword {
        case .insert, .update, .delete, .merge:
            let word = uppercased(token)
            if index > 0, spoken[index - 1].keyword == .for || spoken[index - 1].keyword == .key {
                return "This locks rows (FOR \(word)). \(Self.reason)"
            }
            return "There is \(article(word)) \(word) in it. \(Self.reason)"
        case .replace where !(next.map { isByte($0, SQLByte.open) } ?? false):
            return "There is a REPLACE in it. \(Self.reason)"
        case .into:
            return "It puts its rows somewhere (INTO). \(Self.reason)"
        case .for where next.map(isLock) ?? false:
            return "This locks rows (FOR \(next.map(uppercased) ?? "")). \(Self.reason)"
        default:
            return next.map { isByte($0, SQLByte.open) } ?? false ? nameProblem(token, next) : nil
        }
    }

    private func isLock(_ token: SQLToken) -> Bool {
        switch token.keyword {
        case .update, .no, .key: true
        default: token.kind == .identifier && uppercased(token) == "SHARE"
        }
    }

    private func isAssignment(_ token: SQLToken) -> Bool {
        token.kind == .operator && bytes[token.range].elementsEqual(":=".utf8)
    }

    // MARK: Names

    private func nameProblem(_ token: SQLToken, _ next: SQLToken?) -> String? {
        let name = SQLName.unquoted(SQLLexeme(token, in: bytes), in: bytes).lowercased()
        if let pragma = SQLSideEffects.writingPragma(name) {
            return "The table \(name) runs PRAGMA \(pragma), which may change something. \(Self.reason)"
        }
        if name == "lock", next?.keyword == .in { return "This locks rows (LOCK IN SHARE MODE). \(Self.reason)" }
        guard let next, isByte(next, SQLByte.open), SQLSideEffects.isRefused(function: name) else { return nil }
        return "The function \(name) may do more than read the database. \(Self.reason)"
    }

    func isByte(_ token: SQLToken, _ byte: UInt8) -> Bool {
        token.kind == .punctuation && bytes[token.range.lowerBound] == byte
    }

    private func uppercased(_ token: SQLToken) -> String {
        String(decoding: bytes[token.range].prefix(40), as: UTF8.self).uppercased()
    }

    private func article(_ word: String) -> String {
        word.first.map { "AEIOU".contains($0) } ?? false ? "an" : "a"
    }
}

/// WITH.
extension SQLReadChecker {
    private enum Step { case name, columns, body, behind }

    /// Each WITH must read `WITH [RECURSIVE] name [(columns)] AS [NOT] [MATERIALIZED] (SELECT …), …`, and then SELECT or
    /// VALUES: so nothing that writes can stand where another database sees a statement.
    private func withProblem() -> String? {
        var open: [Int] = []
        var closing = Array(repeating: -1, count: spoken.count)
        for index in spoken.indices {
            if isByte(spoken[index], SQLByte.open) { open.append(index) }
            if isByte(spoken[index], SQLByte.close), let start = open.popLast() { closing[start] = index }
        }
        var definitions: [Definition] = []
        for index in spoken.indices where spoken[index].keyword == .with && beginsStatement(index) {
            guard reads(with: index, closing, &definitions) else {
                return "What its WITH does is not clear. \(Self.reason)"
            }
        }
        return copiesProblem(definitions)
    }

    private func beginsStatement(_ index: Int) -> Bool {
        index == 0 || isByte(spoken[index - 1], SQLByte.open)
    }

    private func reads(with start: Int, _ closing: [Int], _ definitions: inout [Definition]) -> Bool {
        var index = start + 1
        let end = start > 0 ? closing[start - 1] : spoken.count
        let scope = start..<(end > start ? end : spoken.count)
        if keyword(index) == .recursive, keyword(index + 1) != .as { index += 1 }
        while index < spoken.count {
            let name = index
            index += 1
            if isOpening(index) {
                guard closing[index] >= 0 else { return false }
                index = closing[index] + 1
            }
            guard keyword(index) == .as else { return false }
            index += 1
            if keyword(index) == .not { index += 1 }
            if keyword(index) == .materialized { index += 1 }
            guard isOpening(index), closing[index] >= 0, isReading(index + 1) else { return false }
            definitions.append(Definition(name: name, body: index...closing[index], scope: scope))
            index = closing[index] + 1
            guard index < spoken.count, isByte(spoken[index], SQLByte.comma) else { return isReading(index) }
            index += 1
        }
        return false
    }

    private func keyword(_ index: Int) -> SQLKeyword? { index < spoken.count ? spoken[index].keyword : nil }

    private func isOpening(_ index: Int) -> Bool { index < spoken.count && isByte(spoken[index], SQLByte.open) }

    /// Whether SELECT, VALUES or another WITH begins here, past opening parentheses.
    private func isReading(_ index: Int) -> Bool {
        var index = index
        while isOpening(index) { index += 1 }
        switch keyword(index) {
        case .select, .values, .with: return true
        default: return false
        }
    }
}
