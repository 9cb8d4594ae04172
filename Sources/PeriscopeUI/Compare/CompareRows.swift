import PeriscopeHistory
import Screen

/// The rows of a comparison being put together; each line is made when it is on screen.
struct CompareRows {
    struct Stop {
        let key: RowKey
        /// Lines that it covers.
        var extent = 1
        var target: CompareTarget?
        var source: SourceFrame?
        var isFold = false
    }

    private struct Row {
        let text: String
        let line: () -> Line
    }

    private var rows: [Row] = []
    private var stops: [Int: Stop] = [:]

    mutating func add(_ line: Line) {
        rows.append(Row(text: line.text, line: { line }))
    }

    /// - Parameter text: What a search looks at.
    mutating func add(_ text: String, _ stop: Stop? = nil, _ line: @escaping () -> Line) {
        if let stop { stops[rows.count] = stop }
        rows.append(Row(text: text, line: line))
    }

    mutating func heading(_ title: String, _ note: StyledText = StyledText()) {
        if !rows.isEmpty { add(Line()) }
        var line = Line(" ")
        line.add(title, .header)
        if !note.isEmpty { line.gap(2) }
        line.add(note)
        add(line)
    }

    func made() -> CompareContent {
        let (rows, stops) = (rows, stops)
        var content = PanelContent()
        content.count = rows.count
        content.stops = stops.keys.sorted()
        content.isSelectable = !stops.isEmpty
        content.key = { stops[$0]?.key ?? .line($0) }
        content.extent = { stops[$0]?.extent ?? 1 }
        content.line = { rows.indices.contains($0) ? rows[$0].line() : Line() }
        content.text = { rows.indices.contains($0) ? rows[$0].text : "" }
        content.source = { stops[$0]?.source }
        return CompareContent(
            content: content, targets: stops.compactMapValues(\.target),
            folds: Set(stops.filter(\.value.isFold).keys))
    }
}
