package import Themes

/// What the loop is to do about the toolbar's look.
package struct LookChange: Equatable {
    /// To draw with from now on; nil for the one that is shown.
    package var theme: Theme?
    /// Sentences that no longer hold.
    package var mended: [String] = []
    /// Sentences that hold now.
    package var problems: [String] = []
    /// What to tell the person for a moment.
    package var said: String?
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
