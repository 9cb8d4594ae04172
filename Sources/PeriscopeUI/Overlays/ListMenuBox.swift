import Screen

/// A menu on screen: marks, letters, names, and notes on the right.
struct ListMenuBox {
    private static let minimumWidth = 36

    let menu: ListMenu

    /// As wide as its widest row, as high as its rows, if the screen is.
    func popup(in size: ScreenSize) -> Popup {
        let widest = menu.rows.reduce(TextWidth.width(of: menu.title)) { widest, row in
            max(widest, letterWidth + TextWidth.width(of: row.label) + noteWidth(row))
        }
        let width = max(Self.minimumWidth, widest + 9)
        return Popup(width: min(width, size.columns), height: min(menu.rows.count + 2, size.rows), in: size)
    }

    private var letterWidth: Int { menu.rows.contains { $0.letter != nil } ? 2 : 0 }

    private func noteWidth(_ row: ListMenu.Row) -> Int {
        row.note.isEmpty ? 0 : TextWidth.width(of: row.note) + 2
    }

    /// The first row in sight, for a selection that is always in sight.
    func top(in size: ScreenSize) -> Int {
        let height = max(1, popup(in: size).inner.height)
        return min(max(0, menu.selected - height + 1), max(0, menu.rows.count - height))
    }

    /// The row at a point of the screen.
    func row(at point: ScreenPoint, in size: ScreenSize) -> Int? {
        let inner = popup(in: size).inner
        guard inner.contains(point) else { return nil }
        let row = top(in: size) + point.y - inner.y
        return menu.rows.indices.contains(row) ? row : nil
    }

    func draw(on canvas: inout Canvas) {
        let popup = popup(in: canvas.grid.size)
        popup.draw(title: menu.title, on: &canvas)
        let top = top(in: canvas.grid.size)
        for place in 0..<min(popup.inner.height, menu.rows.count - top) {
            let row = menu.rows[top + place]
            canvas.draw(line(row, width: popup.inner.width, canvas.glyphs), in: popup.inner, row: place)
            if top + place == menu.selected {
                PaneView.select(place, in: popup.inner, isFocused: true, on: &canvas)
            }
        }
        drawMore(below: menu.rows.count - top - popup.inner.height, popup, on: &canvas)
    }

    /// On the border: that the menu goes on.
    private func drawMore(below count: Int, _ popup: Popup, on canvas: inout Canvas) {
        guard count > 0 else { return }
        let text = " +\(count) "
        let inner = popup.inner
        canvas.grid.write(
            text, x: max(inner.x, inner.maxX - text.utf8.count - 1), y: inner.maxY, role: .textDim,
            width: text.utf8.count)
    }

    private func line(_ row: ListMenu.Row, width: Int, _ glyphs: Glyphs) -> Line {
        var line = Line()
        line.gap(1)
        line.column(row.isCurrent ? glyphs.bullet : "", 2, .sortMark)
        if letterWidth > 0 { line.column(row.letter.map(String.init) ?? "", letterWidth, .keyHint) }
        line.add(row.label)
        if !row.note.isEmpty { line.addRight(StyledText(row.note, .textDim), end: width) }
        return line
    }
}
