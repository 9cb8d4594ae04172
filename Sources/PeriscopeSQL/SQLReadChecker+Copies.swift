/// What a WITH stands for.
extension SQLReadChecker {
    /// A table that a WITH defines.
    struct Definition {
        /// Its name's token.
        let name: Int
        /// Its query's tokens, with the parentheses.
        let body: ClosedRange<Int>
        /// Where its name is known: from its WITH to the end of the query that this is a part of.
        let scope: Range<Int>
    }

    private static let definitionLimit = 256
    private static let copyLimit = 1_000
    private static let tokenLimit = 100_000

    /// Refuses what grows beyond measure where each name that a WITH defines is replaced by a copy of what it names.
    ///
    /// SQLite does so while it prepares: twenty tables, each of the one before twice, are a million copies, two
    /// gigabytes and ten seconds in which nothing can stop it. A copy costs it some 2 KiB and 10 µs, and more the
    /// longer it is; so the copies are counted, and their tokens.
    func copiesProblem(_ definitions: [Definition]) -> String? {
        guard !definitions.isEmpty else { return nil }
        guard definitions.count <= Self.definitionLimit else {
            return "Its WITH defines \(definitions.count) tables. A plan is asked for with \(Self.definitionLimit)."
        }
        let definitions = definitions.sorted { $0.name < $1.name }
        var copies = SQLCopies(bodies: definitions.map(\.body), tokens: spoken.count)
        var places: [String: [Int]] = [:]
        for (place, definition) in definitions.enumerated() {
            places[spelling(definition.name), default: []].append(place)
        }
        for index in tableNames() {
            let known = places[spelling(index)]?.filter { definitions[$0].scope.contains(index) } ?? []
            let nearest = known.max { definitions[$0].scope.lowerBound < definitions[$1].scope.lowerBound }
            if let nearest { copies.note(nearest, at: index) }
        }
        guard let total = copies.total() else { return "Its WITH defines tables by each other, in a circle." }
        guard total.copies > Self.copyLimit || total.tokens > Self.tokenLimit else { return nil }
        return "Its WITH names its tables so often that a database would plan too many copies of them."
            + " Ask about a part of it."
    }

    /// The tokens that may name a table: behind FROM, JOIN and IN, and behind a comma among tables.
    ///
    /// Words count as what they spell: whether one is a keyword where it stands is the database's to say, and a name
    /// too many is a smaller mistake here than one too few.
    private func tableNames() -> [Int] {
        var names: [Int] = []
        var isAmongTables = false
        var outer: [Bool] = []
        var isAwaited = false
        for index in spoken.indices {
            let token = spoken[index]
            if isByte(token, SQLByte.open) {
                let isIn = index > 0 && word(index - 1) == "in"
                outer.append(isAmongTables)
                isAmongTables = isAwaited && !isIn
                isAwaited = isAmongTables
            } else if isByte(token, SQLByte.close) {
                isAmongTables = outer.popLast() ?? false
                isAwaited = false
            } else if isByte(token, SQLByte.comma) {
                isAwaited = isAmongTables
            } else {
                if isAwaited, isWord(token) { names.append(index) }
                switch word(index) {
                case "from", "join": (isAmongTables, isAwaited) = (true, true)
                case "in": isAwaited = true
                case "select", "where", "group", "order", "having", "limit", "values":
                    (isAmongTables, isAwaited) = (false, false)
                default: isAwaited = false
                }
            }
        }
        return names
    }

    /// SQLite takes a string for a name where a table's should be.
    private func isWord(_ token: SQLToken) -> Bool {
        switch token.kind {
        case .identifier, .keyword, .quotedIdentifier, .string: true
        default: false
        }
    }

    /// A bare word in lower case; empty for a longer one than those asked for, and for what is no bare word.
    private func word(_ index: Int) -> String {
        let token = spoken[index]
        guard token.kind == .keyword || token.kind == .identifier, token.range.count <= 6 else { return "" }
        return String(decoding: bytes[token.range], as: UTF8.self).lowercased()
    }

    private func spelling(_ index: Int) -> String {
        let token = spoken[index]
        let isBare = token.kind == .identifier || token.kind == .keyword
        guard isBare else { return SQLName.withoutQuotes(bytes[token.range]).lowercased() }
        return String(decoding: bytes[token.range], as: UTF8.self).lowercased()
    }
}
