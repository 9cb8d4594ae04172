import PeriscopeHistory
import PeriscopeInsight
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
    /// A name and its value, where the row is one: a header, a cookie, a field.
    var pair: (Int) -> Pair? = { _ in nil }
    /// The place in the source behind the row: what `o` opens.
    var source: (Int) -> SourceFrame? = { _ in nil }
    /// What `I` is to tell of no more.
    var finding: (Int) -> Finding? = { _ in nil }
    /// What `e` stops at besides findings.
    var isProblem: (Int) -> Bool = { _ in false }
    /// The query whose plan `p` asks for.
    var plan: (Int) -> PlanQuestion? = { _ in nil }
    /// Another panel's row, to which Enter goes.
    var jumps: (Int) -> Jump? = { _ in nil }
    /// The rows that can be selected, in order; none means every row.
    var stops: [Int] = []
    /// How many rows the selection covers.
    var extent: (Int) -> Int = { _ in 1 }
    /// Where in the row the selection is drawn; nil means the whole row.
    var columns: (Int) -> Range<Int>? = { _ in nil }
    /// The row that the cursor stands in, where the content and not the cursor says so.
    var pinned: Int?
    /// The orders that the rows can have; nil where there is only one.
    var sorts: Sorts?
    /// Shown where there are no rows.
    var empty: [String] = []

    struct Copy: Equatable {
        let what: String
        let text: String
    }

    struct Pair: Equatable {
        let name: String
        let value: String
    }

    /// A fold of the timeline or of the templates.
    struct Fold: Equatable {
        let key: UInt64
        /// Rows of alike things are folded until asked for; branches are open until folded.
        let isGroup: Bool
        let isOpen: Bool
    }

    /// A row of another panel.
    struct Jump: Equatable {
        let panel: Panel
        let key: RowKey
    }

    /// What the rows can be ordered by.
    struct Sorts: Equatable {
        var names: [String]
        var current: Int
        var isReversed: Bool
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

    /// The row that opens something; nil where none does.
    func index(opening opened: DetailState.Opened) -> Int? {
        let key: RowKey =
            switch opened {
            case .span(let id): .span(id)
            case .group(let id): .group(id)
            case .log(let place): .log(place)
            case .function(let key): .function(key)
            }
        if let place = index(of: key), opens(place) == opened { return place }
        return (0..<count).first { opens($0) == opened }
    }

    private let places = RowPlaces()

    /// Where a row is; nil where it has gone.
    func index(of key: RowKey) -> Int? {
        places.place(of: key, count: count, keyAt: self.key)
    }
}
