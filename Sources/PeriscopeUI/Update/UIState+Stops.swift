import PeriscopeHistory
import Screen

/// Text in which only some rows can be selected: the cursor goes from one to the next, and scrolls where there is none.
extension UIState {
    mutating func moveAmongStops(_ command: Command, _ content: PanelContent, _ context: UIContext) {
        let height = contentHeight(content, context)
        var cursor = focusedCursor
        switch command {
        case .down: cursor.stepDown(content, height: height)
        case .up: cursor.stepUp(content, height: height)
        case .halfPageDown: cursor.scroll(by: max(1, height / 2), content, height: height)
        case .halfPageUp: cursor.scroll(by: -max(1, height / 2), content, height: height)
        case .pageDown: cursor.scroll(by: max(1, height - 1), content, height: height)
        case .pageUp: cursor.scroll(by: -max(1, height - 1), content, height: height)
        case .top: cursor.go(to: content.stops.first, top: 0, content, height: height)
        default: cursor.go(to: content.stops.last, top: content.count, content, height: height)
        }
        focusedCursor = cursor
    }

    /// Brings a row on screen, and selects what it belongs to.
    mutating func reveal(row: Int, _ content: PanelContent, _ context: UIContext) {
        let height = contentHeight(content, context)
        var cursor = focusedCursor
        if let stop = content.stop(at: row) {
            cursor.select(stop, content, height: height)
        } else if row < cursor.top || row >= cursor.top + height {
            cursor.top = row - height / 2
            cursor.clampTop(count: content.count, height: height)
        }
        focusedCursor = cursor
    }
}

extension PanelContent {
    /// The stop that a row belongs to.
    func stop(at row: Int) -> Int? {
        guard let stop = stops.last(where: { $0 <= row }), row < stop + extent(stop) else { return nil }
        return stop
    }
}

extension CursorState {
    /// Finds the selected stop again, else the nearest; the window stays where it is.
    mutating func settleStops(_ content: PanelContent, height: Int) {
        if let key, let found = content.stops.first(where: { content.key($0) == key }) {
            if top > 0 { top += found - index }
            index = found
        } else if let nearest = content.stops.min(by: { abs($0 - index) < abs($1 - index) }) {
            index = nearest
            key = content.key(nearest)
        }
        clampTop(count: content.count, height: height)
    }

    /// Selects a stop, with all of its rows on screen if they fit.
    mutating func select(_ stop: Int, _ content: PanelContent, height: Int) {
        index = stop
        key = content.key(stop)
        top = max(top, stop + content.extent(stop) - height)
        top = min(top, stop)
        clampTop(count: content.count, height: height)
    }

    fileprivate func isInSight(height: Int) -> Bool { index >= top && index < top + height }

    /// The next stop if it is in sight or a row further, else a row of text.
    fileprivate mutating func stepDown(_ content: PanelContent, height: Int) {
        let first = isInSight(height: height) ? index + 1 : top
        if let next = content.stops.first(where: { $0 >= first }), next <= top + height {
            select(next, content, height: height)
        } else {
            top += 1
            clampTop(count: content.count, height: height)
        }
    }

    fileprivate mutating func stepUp(_ content: PanelContent, height: Int) {
        let last = isInSight(height: height) ? index - 1 : top + height - 1
        if let next = content.stops.last(where: { $0 <= last }), next >= top - 1 {
            select(next, content, height: height)
        } else {
            top -= 1
            clampTop(count: content.count, height: height)
        }
    }

    /// Moves the window; the selection only if it went out of sight and another is there.
    mutating func scroll(by rows: Int, _ content: PanelContent, height: Int) {
        top += rows
        clampTop(count: content.count, height: height)
        guard !isInSight(height: height) else { return }
        let visible = content.stops.filter { $0 >= top && $0 < top + height }
        guard let stop = rows > 0 ? visible.first : visible.last else { return }
        index = stop
        key = content.key(stop)
    }

    fileprivate mutating func go(to stop: Int?, top newTop: Int, _ content: PanelContent, height: Int) {
        if let stop {
            index = stop
            key = content.key(stop)
        }
        top = newTop
        clampTop(count: content.count, height: height)
    }
}
