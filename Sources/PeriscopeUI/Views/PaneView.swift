import Screen

/// A panel's or a view's content on screen: its head, and the rows that are in sight.
enum PaneView {
    /// Where the rows of a content go in a pane.
    static func rows(_ content: PanelContent, in region: Region) -> Region {
        // On a very low pane the rows matter more than the heads.
        let head = region.height <= content.head.count + 1 ? min(1, max(0, region.height - 1)) : content.head.count
        return region.splitTop(min(head, content.head.count)).rest
    }

    static func draw(
        _ content: PanelContent, cursor: CursorState, in region: Region, isFocused: Bool, search: SearchState,
        on canvas: inout Canvas
    ) {
        guard !region.isEmpty else { return }
        let body = rows(content, in: region)
        let headCount = region.height - body.height
        for row in 0..<min(headCount, content.head.count) { canvas.draw(content.head[row], in: region, row: row) }
        guard content.count > 0 else {
            drawEmpty(content.empty, in: body, on: &canvas)
            return
        }
        let top = min(max(0, cursor.top), max(0, content.count - 1))
        for row in 0..<min(body.height, content.count - top) {
            canvas.draw(content.line(top + row), in: body, row: row, scrolledBy: max(0, cursor.column))
        }
        if content.isSelectable, content.stops.isEmpty || content.stops.contains(cursor.index) {
            let region = content.columns(cursor.index).map { Self.part($0, of: body) } ?? body
            for row in 0..<max(1, content.extent(cursor.index)) {
                select(cursor.index - top + row, in: region, isFocused: isFocused, isFirst: row == 0, on: &canvas)
            }
        }
        markHits(search, in: body, selected: content.isSelectable ? cursor.index - top : nil, on: &canvas)
    }

    /// The whole row in the selection's role, and the gutter, so that it is seen without colour.
    static func select(
        _ row: Int, in region: Region, isFocused: Bool, isFirst: Bool = true, on canvas: inout Canvas
    ) {
        guard row >= 0, row < region.height, !region.isEmpty else { return }
        if isFirst {
            canvas.grid.write(canvas.glyphs.gutter, x: region.x, y: region.y + row, role: .cursor, width: 1)
        }
        canvas.grid.overlay(region.row(row), role: isFocused ? .selection : .selectionInactive)
    }

    private static func part(_ columns: Range<Int>, of region: Region) -> Region {
        region.intersection(
            Region(x: region.x + columns.lowerBound, y: region.y, width: columns.count, height: region.height))
    }

    /// What is searched for, the place in the selected row apart from the others.
    static func markHits(_ search: SearchState, in region: Region, selected: Int?, on canvas: inout Canvas) {
        guard search.isActive else { return }
        canvas.markHits(of: search.text, in: region, isCurrent: false)
        if let selected { canvas.markHits(of: search.text, in: region.row(selected), isCurrent: true) }
    }

    private static func drawEmpty(_ lines: [String], in region: Region, on canvas: inout Canvas) {
        let top = max(0, min(3, (region.height - lines.count) / 3))
        for (index, text) in lines.enumerated() {
            var line = Line()
            line.gap(region.width >= 60 ? 4 : 1)
            line.add(text, index == 0 ? .textStrong : .textDim)
            canvas.draw(line, in: region, row: top + index)
        }
    }
}
