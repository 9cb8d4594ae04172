import PeriscopeHistory
import PeriscopeInsight
import Screen

/// Text in which some rows can be opened, as a panel's content.
struct OverviewPage {
    /// Rows that belong together, and what the keys do with them.
    struct Stop {
        let key: RowKey
        var lines: [Line]
        var opens: DetailState.Opened?
        var jump: PanelContent.Jump?
        var source: SourceFrame?
        var finding: Finding?
        var plan: PlanQuestion?
        var fold: PanelContent.Fold?
        var copy: PanelContent.Copy?

        init(key: RowKey, lines: [Line]) {
            self.key = key
            self.lines = lines
        }
    }

    private var lines: [Line] = []
    private var stops: [Int: Stop] = [:]

    mutating func add(_ line: Line) { lines.append(line) }

    mutating func add(_ more: [Line]) { lines += more }

    mutating func add(_ stop: Stop) {
        stops[lines.count] = stop
        lines += stop.lines
    }

    mutating func heading(_ text: String, _ note: String = "") {
        if !lines.isEmpty { lines.append(Line()) }
        var line = Line(" ")
        line.add(text, .header)
        if !note.isEmpty { line.add("   " + note, .textDim) }
        lines.append(line)
    }

    func content(copy: PanelContent.Copy?, value: String?) -> PanelContent {
        var content = PanelContent(lines: lines, copy: copy, value: value)
        guard !stops.isEmpty else { return content }
        let stops = stops
        content.isSelectable = true
        content.stops = stops.keys.sorted()
        content.key = { stops[$0]?.key ?? .line($0) }
        content.extent = { stops[$0]?.lines.count ?? 1 }
        content.opens = { stops[$0]?.opens }
        content.jumps = { stops[$0]?.jump }
        content.source = { stops[$0]?.source }
        content.finding = { stops[$0]?.finding }
        content.plan = { stops[$0]?.plan }
        content.fold = { stops[$0]?.fold }
        content.copy = { stops[$0]?.copy ?? copy }
        return content
    }
}
