import Screen

/// A panel ready to be drawn: rows are made one by one, when they are on screen.
struct PanelContent {
    /// Stays on top while the rows scroll.
    var head: [Line] = []
    var count = 0
    /// Rows are selected one by one; otherwise the cursor keys scroll.
    var isSelectable = true
    var key: (Int) -> RowKey = { .line($0) }
    var line: (Int) -> Line = { _ in Line() }
    /// What Enter opens.
    var opens: (Int) -> DetailState.Opened? = { _ in nil }
    /// What can be folded by the row, and whether it is open.
    var fold: (Int) -> Fold? = { _ in nil }
    /// What is copied, and what it is called.
    var copy: (Int) -> Copy? = { _ in nil }
    /// The whole value behind the row, for the pager.
    var value: (Int) -> String? = { _ in nil }
    /// What a search looks at.
    var text: (Int) -> String = { _ in "" }
    /// Shown where there are no rows.
    var empty: [String] = []

    struct Copy: Equatable {
        let what: String
        let text: String
    }

    /// A fold of the timeline or of the templates.
    struct Fold: Equatable {
        let key: UInt64
        /// Rows of alike things are folded until asked for; branches are open until folded.
        let isGroup: Bool
        let isOpen: Bool
    }

    init() {}

    /// Text that scrolls.
    init(lines: [Line], head: [Line] = [], copy: Copy?, value: String?) {
        self.head = head
        count = lines.count
        isSelectable = false
        line = { lines.indices.contains($0) ? lines[$0] : Line() }
        text = { lines.indices.contains($0) ? lines[$0].text : "" }
        self.copy = { _ in copy }
        self.value = { _ in value }
    }

    /// Where a row is; nil where it has gone.
    func index(of key: RowKey) -> Int? {
        (0..<count).first { self.key($0) == key }
    }
}
