import PeriscopeHistory
import Screen

/// Sideways: the list's further columns, a long line's end, or the timeline's next stretch.
extension UIState {
    /// The list's columns that find no room, all of them.
    private static let widestList = 132
    private static let step = 8

    mutating func scrollSideways(_ direction: Int, _ context: UIContext) {
        let layout = Layout(size: context.size, state: self)
        if scope == .list {
            let room = layout.listRowHeight == 1 ? max(0, Self.widestList - layout.list.width) : 0
            list.column = scrolled(list.column, direction, room, context)
        } else if scope == .panel, detail.panel == .timeline, !detail.zoom.isWhole {
            detail.zoom.pan(by: Double(direction) * 0.25)
        } else {
            let column = focusedCursor.column
            focusedCursor.column = scrolled(column, direction, hiddenColumns(layout, context), context)
        }
    }

    private mutating func scrolled(_ column: Int, _ direction: Int, _ room: Int, _ context: UIContext) -> Int {
        if direction < 0 {
            if column == 0 { say("This is the left edge", context) }
            return max(0, column - Self.step)
        }
        if column >= room { say(room == 0 ? "All of it is in sight" : "This is the right edge", context) }
        return column >= room ? column : column + Self.step
    }

    /// By how much the widest row in sight is wider than the pane.
    private func hiddenColumns(_ layout: Layout, _ context: UIContext) -> Int {
        guard let content = content(context) else { return 0 }
        let pane = view == .requests ? layout.detail : layout.whole
        let top = max(0, focusedCursor.top)
        let rows = top..<max(top, min(content.count, top + contentHeight(content, context)))
        let widest = rows.reduce(0) { widest, row in
            content.line(row).pieces.reduce(widest) { max($0, $1.x + ($1.width ?? $1.text.width)) }
        }
        return max(0, widest - pane.width)
    }
}
