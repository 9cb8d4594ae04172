/// Where one scrolled thing stands: its selected row, by identity, and its first visible one.
package struct CursorState: Sendable, Equatable {
    package var key: RowKey?
    /// Where the key was last found; where it went, should it be gone.
    package var index = 0
    package var top = 0
    /// Columns scrolled sideways.
    package var column = 0

    package init() {}

    /// Finds the key again, and keeps the row inside the window.
    mutating func settle(count: Int, height: Int, find: (RowKey) -> Int?, keyAt: (Int) -> RowKey?) {
        guard count > 0 else {
            index = 0
            top = 0
            return
        }
        if let key, let found = find(key) {
            // The row keeps its place on screen, unless the first rows are in sight: then those do.
            if top > 0 { top += found - index }
            index = found
        }
        index = min(max(index, 0), count - 1)
        key = keyAt(index)
        reveal(count: count, height: height)
    }

    /// Scrolls as little as is needed to have the row on screen.
    mutating func reveal(count: Int, height: Int) {
        // A pane without rows has nothing to reveal, and yet no place before the first.
        guard height > 0 else { return clampTop(count: count, height: 1) }
        if index < top { top = index }
        if index >= top + height { top = index - height + 1 }
        clampTop(count: count, height: height)
    }

    mutating func clampTop(count: Int, height: Int) {
        top = min(max(top, 0), max(0, count - height))
    }
}
