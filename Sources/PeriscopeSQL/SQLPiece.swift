/// A token or a comment to lay out, with what is known about the place before it.
struct SQLPiece {
    /// What stood before it in the text.
    enum Gap: UInt8 {
        case none, blank, lineEnd
    }

    let kind: SQLTokenKind
    let keyword: SQLKeyword?
    let role: SQLRole
    let range: Range<Int>
    let gap: Gap
    /// Unicode scalars, near enough to what a terminal shows; 0 for a comment that ends its line.
    let width: Int
    /// Whether a blank stands before it on the same line.
    var isSpaced = false
    /// Whether it begins a line, whatever else.
    var isHard = false
    /// The group that may break the line here, -1 if none.
    var group = -1
    /// How much deeper than that group's line the new line begins, in levels.
    var offset = 0
    /// The innermost group that it stands in.
    var inner = 0
    /// Where the list's element ends that begins here.
    var elementEnd = -1

    var isComment: Bool { kind == .comment }
    func isKeyword(_ keyword: SQLKeyword) -> Bool { role == .keyword && self.keyword == keyword }
}
