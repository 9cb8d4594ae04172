import Screen

/// The orders to choose from.
struct SortMenu {
    let names: [String]
    let current: Int

    init(_ state: UIState) {
        if state.view == .routes {
            names = RouteSort.allCases.map(\.rawValue)
            current = RouteSort.allCases.firstIndex(of: state.routes.sort) ?? 0
        } else {
            names = ListSort.allCases.map(\.rawValue)
            current = ListSort.allCases.firstIndex(of: state.list.index.rules.sort) ?? 0
        }
    }

    func popup(in size: ScreenSize) -> Popup {
        Popup(width: min(36, size.columns), height: min(names.count + 2, size.rows), in: size)
    }

    func draw(selected: Int, on canvas: inout Canvas) {
        let popup = popup(in: canvas.grid.size)
        popup.draw(title: "Sort by", on: &canvas)
        for (row, name) in names.enumerated() {
            var line = Line()
            line.gap(1)
            line.column(row == current ? canvas.glyphs.bullet : "", 2, .sortMark)
            line.add(name)
            canvas.draw(line, in: popup.inner, row: row)
            if row == selected { PaneView.select(row, in: popup.inner, isFocused: true, on: &canvas) }
        }
    }
}
