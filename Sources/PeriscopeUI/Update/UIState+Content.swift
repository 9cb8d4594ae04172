import PeriscopeHistory
import Screen

extension UIState {
    /// What has the focus: a panel, an opened thing, or a view of the whole; nil in the list.
    func content(_ context: UIContext) -> PanelContent? {
        let layout = Layout(size: context.size, state: self)
        if view != .requests { return WholeView.content(self, context, width: layout.whole.width, .unicode) }
        guard detail.isOpen, focus == .detail else { return nil }
        return DetailPane.content(self, context, width: layout.detail.width, .unicode)
    }

    /// Rows that the focused content has on screen.
    func contentHeight(_ content: PanelContent, _ context: UIContext) -> Int {
        let layout = Layout(size: context.size, state: self)
        return PaneView.rows(content, in: view == .requests ? layout.detail : layout.whole).height
    }

    var cursorIndex: Int { focusedCursor.index }

    /// The cursor of what has the focus beside the list.
    var focusedCursor: CursorState {
        get { view == .requests ? detail.cursor : wholeCursor }
        set {
            if view == .requests { detail.cursor = newValue } else { wholeCursor = newValue }
        }
    }

    /// Puts the focused cursor on a row.
    mutating func moveCursor(to index: Int, _ content: PanelContent, _ context: UIContext) {
        var cursor = focusedCursor
        let height = contentHeight(content, context)
        if content.isSelectable {
            cursor.index = min(max(0, index), max(0, content.count - 1))
            cursor.key = content.count > 0 ? content.key(cursor.index) : nil
            cursor.reveal(count: content.count, height: height)
        } else {
            cursor.top = index
            cursor.clampTop(count: content.count, height: height)
            cursor.index = cursor.top
        }
        focusedCursor = cursor
    }
}
