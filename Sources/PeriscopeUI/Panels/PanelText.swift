import PeriscopeHistory
import PeriscopeInsight
import Screen

/// Text being put together, of which some rows can be selected.
struct PanelText {
    /// A row that can be selected.
    struct Stop {
        let key: RowKey
        var opens: DetailState.Opened?
        var fold: PanelContent.Fold?
        var source: SourceFrame?
        var finding: Finding?
    }

    struct Row {
        var line: Line
        var stop: Stop?
        /// Where the stop's part of the row is; nil means the whole row.
        var columns: Range<Int>?
    }

    /// What holds for all rows that say nothing else.
    struct Whole {
        var head: [Line] = []
        var copy: PanelContent.Copy?
        var value: String?
        var source: SourceFrame?
        var finding: Finding?
        var plan: PlanQuestion?
    }

    private(set) var rows: [Row] = []
    /// Columns of it.
    let width: Int

    init(width: Int) {
        self.width = width
    }

    mutating func add(_ line: Line, _ stop: Stop? = nil) {
        rows.append(Row(line: line, stop: stop))
    }

    mutating func add(_ text: String, _ role: Role = .text) {
        add(Line("   " + text, role))
    }

    mutating func add(_ other: PanelText) {
        rows += other.rows
    }

    /// A heading with a blank row above it, unless it is the first.
    mutating func heading(_ text: String, _ note: StyledText = StyledText()) {
        if !rows.isEmpty { add(Line()) }
        var line = Line(" ")
        line.add(text, .header)
        if !note.isEmpty {
            line.gap(2)
            line.add(note)
        }
        add(line)
    }

    /// Sentences, on as many rows as they need.
    mutating func prose(_ text: String, _ role: Role = .text, indent: Int = 3) {
        for row in TextBlock(text, wrappedTo: max(10, width - indent - 1)).rows.prefix(200) {
            var line = Line()
            line.gap(indent)
            line.add(String(row.text), role)
            add(line)
        }
    }

    /// Two texts side by side.
    ///
    /// The left one's lines end at its width, and only the right one has rows to select.
    static func beside(_ left: PanelText, _ right: PanelText) -> PanelText {
        var both = PanelText(width: left.width + right.width)
        for index in 0..<max(left.rows.count, right.rows.count) {
            var line = Line()
            if index < left.rows.count { line.add(left.rows[index].line, at: 0, width: left.width - 1) }
            guard index < right.rows.count else {
                both.rows.append(Row(line: line))
                continue
            }
            line.add(right.rows[index].line, at: left.width, width: right.width)
            both.rows.append(
                Row(
                    line: line, stop: right.rows[index].stop,
                    columns: left.width..<left.width + right.width))
        }
        return both
    }

    func content(_ whole: Whole) -> PanelContent {
        let rows = rows
        func stop(_ index: Int) -> Stop? { rows.indices.contains(index) ? rows[index].stop : nil }
        var content = PanelContent()
        content.head = whole.head
        content.count = rows.count
        content.stops = rows.indices.filter { rows[$0].stop != nil }
        content.isSelectable = !content.stops.isEmpty
        content.key = { stop($0)?.key ?? .line($0) }
        content.line = { rows.indices.contains($0) ? rows[$0].line : Line() }
        content.text = { rows.indices.contains($0) ? rows[$0].line.text : "" }
        content.opens = { stop($0)?.opens }
        content.fold = { stop($0)?.fold }
        content.columns = { rows.indices.contains($0) ? rows[$0].columns : nil }
        content.copy = { _ in whole.copy }
        content.value = { _ in whole.value }
        content.source = { stop($0)?.source ?? whole.source }
        content.finding = { stop($0)?.finding ?? whole.finding }
        content.plan = { _ in whole.plan }
        return content
    }
}

extension Line {
    /// Adds another line's pieces from a column on, cut where its columns end.
    fileprivate mutating func add(_ other: Line, at column: Int, width: Int) {
        for piece in other.pieces where piece.x < width {
            move(to: column + piece.x)
            self.column(piece.text, min(piece.width ?? width, width - piece.x), piece.align)
        }
    }
}
