/// One side of a comparison, or one element of a list, as far as it has been read.
struct SQLOperand {
    /// The lexeme that names its first column, -1 if there is none.
    var column = -1
    /// Its values that have no column yet: a chain through the matcher's sites, -1 if there are none.
    var firstSite = -1
    var lastSite = -1
    /// Its elements among the matcher's rows, if it is a list in parentheses and nothing else.
    var row = 0..<0
    var isEmpty = true

    var hasSites: Bool { firstSite >= 0 }

    mutating func dropSites() {
        firstSite = -1
        lastSite = -1
    }
}
