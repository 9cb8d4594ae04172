import Screen

/// What is told in passing, where it takes more lines than the status line is.
struct FlashBox {
    /// A message that is longer is cut, but none of ours is on 40 columns.
    private static let most = 6

    let text: String
    let layout: Layout
    /// The status line is being written on, so that all of it stands over that.
    let isOverPrompt: Bool

    static func lines(_ text: String, width: Int) -> [String] {
        let rows = TextBlock(text, wrappedTo: max(8, width - 2)).rows.map { String($0.text) }
        return rows.count > most ? Array(rows.prefix(most - 1)) + [rows[most - 1] + " \u{2026}"] : rows
    }

    func draw(on canvas: inout Canvas) {
        let lines = Self.lines(text, width: layout.status.width)
        guard lines.count > 1 || isOverPrompt, let region = place(lines.count, on: canvas.grid) else { return }
        canvas.grid.fill(region, role: .popup)
        for row in 0..<region.height {
            let isCut = row == region.height - 1 && region.height < lines.count
            canvas.draw(Line(" " + lines[row] + (isCut ? " \u{2026}" : ""), .notice), in: region, row: row)
        }
    }

    /// At the lower edge, or on top where it would hide what is selected: that is what the message is about.
    ///
    /// Nil where there is no room but that.
    private func place(_ wanted: Int, on grid: Grid) -> Region? {
        let top = layout.header.isEmpty ? 0 : layout.header.maxY
        let rows = top..<max(top, layout.status.y)
        let selected = rows.filter { y in (0..<layout.status.width).contains { grid[$0, y].role == .cursor } }
        let end = isOverPrompt ? rows.upperBound : layout.status.maxY
        let below = end - ((selected.last ?? rows.lowerBound - 1) + 1)
        let above = (selected.first ?? rows.upperBound) - rows.lowerBound
        let isBelow = below >= wanted || below >= above
        let height = min(wanted, isBelow ? below : above)
        guard height > 0 else { return nil }
        return Region(
            x: 0, y: isBelow ? end - height : rows.lowerBound, width: layout.status.width, height: height)
    }
}
