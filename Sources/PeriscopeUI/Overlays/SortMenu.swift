import Screen

/// The orders to choose from.
struct SortMenu {
    let names: [String]
    let current: Int

    /// Nil where what has the focus has one order only.
    init?(_ state: UIState, _ context: UIContext) {
        switch state.scope {
        case .routes where state.routes.showsShapes:
            names = ShapeSort.allCases.map(\.rawValue)
            current = ShapeSort.allCases.firstIndex(of: state.routes.shapeSort) ?? 0
        case .routes:
            names = RouteSort.allCases.map(\.rawValue)
            current = RouteSort.allCases.firstIndex(of: state.routes.sort) ?? 0
        case .list:
            names = ListSort.allCases.map(\.rawValue)
            current = ListSort.allCases.firstIndex(of: state.list.index.rules.sort) ?? 0
        default:
            guard let sorts = state.content(context)?.sorts, !sorts.names.isEmpty else { return nil }
            names = sorts.names
            current = min(max(0, sorts.current), sorts.names.count - 1)
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
