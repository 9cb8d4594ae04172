/// A stretch of pieces that stands on one line or is broken at its own places.
struct SQLFormatGroup {
    enum Kind {
        /// Everything.
        case root
        /// A statement: broken before its clauses.
        case statement
        /// What follows a clause's first words: broken between the elements of a list, or before AND and OR.
        case body
        /// What stands in parentheses.
        case parentheses
        /// What stands between CASE and END.
        case choice
        /// A join's condition.
        case condition
        /// The statements of a trigger.
        case block
    }

    let kind: Kind
    let parent: Int
    /// The first piece inside, and the first one behind.
    let start: Int
    var end = Int.max
    /// Places where it may be broken, but for those at its ends.
    var breaks = 0
    /// How many clauses it has.
    var clauses = 0
    /// Whether it is broken even where it fits.
    var isForced = false
    /// Whether it holds nothing but names, values and calls of such, so that as many go on a line as fit.
    var isSimple = true
    /// The piece that the last element begins with.
    var lastElement = -1
}
