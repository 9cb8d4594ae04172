import Themes

/// What the loop is to do about the toolbar's look.
struct LookChange {
    /// To draw with from now on; nil for the one that is shown.
    var theme: Theme?
    /// Sentences that no longer hold.
    var mended: [String] = []
    /// Sentences that hold now.
    var problems: [String] = []
    /// What to tell the person for a moment.
    var said: String?
}

extension LookChange {
    /// Takes in what is to be done as well.
    mutating func add(_ other: LookChange) {
        theme = other.theme ?? theme
        said = other.said ?? said
        mended += other.mended
        problems += other.problems
    }
}
