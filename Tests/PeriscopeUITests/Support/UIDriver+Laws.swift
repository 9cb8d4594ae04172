import PeriscopeHistory
import PeriscopeUI
import Screen

extension UIDriver {
    /// The first law of the toolbar that is broken, as a sentence; nil where all hold.
    ///
    /// Without a grid only what costs nothing is looked at.
    func brokenLaw(_ grid: Grid? = nil) -> String? {
        brokenByList() ?? brokenByCursors()
            ?? grid.flatMap { grid in
                ScreenLaws.broken(by: grid, size: size) ?? brokenByChrome(grid) ?? brokenBySelection(grid)
            }
    }

    private func brokenByList() -> String? {
        let list = state.list
        let count = list.index.count
        guard count > 0 else { return list.position == 0 && list.top == 0 ? nil : "an empty list is scrolled" }
        guard list.position >= 0, list.position < count else { return "row \(list.position) of \(count) is selected" }
        guard let selected = list.selected else { return "nothing is selected in a list of \(count)" }
        guard list.index.id(at: list.position) == selected else { return "the selection is not where it is said to be" }
        // A paused list keeps what was evicted, and says so.
        guard state.pause != nil || history.contains(selected) else { return "what is selected is no longer held" }
        let layout = Layout(size: size, state: state)
        guard layout.listRows > 0 else { return nil }
        guard list.position >= list.top, list.position < list.top + layout.listRows else {
            return "row \(list.position) is selected, and \(list.top) to \(list.top + layout.listRows - 1) are in sight"
        }
        return nil
    }

    private func brokenByCursors() -> String? {
        var cursors = [state.detail.cursor, state.routes.cursor, state.routes.shapeCursor, state.apps.cursor]
        cursors += state.detail.cursors
        for cursor in cursors where cursor.index < 0 || cursor.top < 0 || cursor.column < 0 {
            return "a cursor stands at \(cursor.index), scrolled to \(cursor.top), \(cursor.column)"
        }
        if state.detail.isOpen, state.detail.request == nil { return "a detail of no request" }
        return state.detail.levels.count > 8 ? "\(state.detail.levels.count) things are open in each other" : nil
    }

    private func brokenByChrome(_ grid: Grid) -> String? {
        guard Layout(size: size, state: state).sizeClass != .tiny else {
            return size.columns == 0 || size.rows == 0 || !isBlank(grid) ? nil : "a small screen says nothing"
        }
        if grid.row(0).isEmpty { return "the header is empty" }
        if !state.isFooterHidden, grid.row(size.rows - 1).isEmpty { return "the footer is empty" }
        switch state.overlay {
        case .help where !hasRole(grid, .popupBorder): return "help is empty"
        case .palette(let editor, _) where editor.isEmpty && !hasRole(grid, .selection): return "the palette is empty"
        case .question where !hasRole(grid, .keyHint): return "a question without an answer"
        default: return nil
        }
    }

    private func brokenBySelection(_ grid: Grid) -> String? {
        let layout = Layout(size: size, state: state)
        guard state.view == .requests, layout.listRows > 0, state.list.index.count > 0, isBare else { return nil }
        let y = layout.list.y + (state.list.position - state.list.top) * layout.listRowHeight
        let overlay = grid[layout.list.x + layout.list.width - 1, y].overlay
        return overlay == nil ? "the selected row is not marked: \(grid.row(y))" : nil
    }

    private var isBare: Bool { if case .none = state.overlay { true } else { false } }

    private func isBlank(_ grid: Grid) -> Bool { (0..<size.rows).allSatisfy { grid.row($0).isEmpty } }

    private func hasRole(_ grid: Grid, _ roles: Role...) -> Bool {
        // The header and the footer have roles of their own.
        (1..<max(1, size.rows - 1)).contains { y in
            grid.cells(ofRow: y).contains { cell in
                (cell.base.map { $0 != " " } ?? false)
                    && (roles.contains(cell.role) || cell.overlay.map(roles.contains) ?? false)
            }
        }
    }
}
