/// The values found so far.
///
/// Those without a column hang together in chains, one for each operand.
///
/// Joining two chains takes constant time; a chain is walked only when its values get their column, which empties it.
struct SQLSites {
    struct Site {
        let range: Range<Int>
        let isParameter: Bool
        /// The lexeme that names the column, -1 if none does.
        var column = -1
        /// The next site of the same chain, -1 at its end.
        var next = -1
    }

    private(set) var all: [Site] = []

    /// Notes a value that belongs to no operand.
    mutating func append(_ lexeme: SQLLexeme) {
        all.append(Site(range: lexeme.range, isParameter: lexeme.kind == .parameter))
    }

    mutating func append(_ lexeme: SQLLexeme, to operand: inout SQLOperand) {
        let site = all.count
        append(lexeme)
        if operand.lastSite >= 0 { all[operand.lastSite].next = site } else { operand.firstSite = site }
        operand.lastSite = site
        operand.isEmpty = false
    }

    /// Adds what an operand has to another one, whose first column stays its column.
    mutating func join(_ operand: SQLOperand, to whole: inout SQLOperand) {
        guard !operand.isEmpty else { return }
        guard !whole.isEmpty else {
            whole = operand
            return
        }
        if whole.column < 0 { whole.column = operand.column }
        whole.row = 0..<0
        guard operand.hasSites else { return }
        if whole.hasSites {
            all[whole.lastSite].next = operand.firstSite
        } else {
            whole.firstSite = operand.firstSite
        }
        whole.lastSite = operand.lastSite
    }

    /// Gives an operand's values their column, if there is one.
    mutating func give(_ column: Int, to operand: inout SQLOperand) {
        guard column >= 0 else { return }
        var site = operand.firstSite
        while site >= 0 {
            if all[site].column < 0 { all[site].column = column }
            site = site == operand.lastSite ? -1 : all[site].next
        }
        operand.dropSites()
    }
}
