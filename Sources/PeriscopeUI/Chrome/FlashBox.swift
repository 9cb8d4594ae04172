import Screen

/// What is told in passing, where it takes more than the status line: the lines before its last stand over that.
struct FlashBox {
    /// A message that is longer is cut, but none of ours is on 40 columns.
    private static let most = 6

    let text: String
    let layout: Layout
    /// The status line is somebody's to write on, so that all of it stands over that.
    let isOverPrompt: Bool

    static func lines(_ text: String, width: Int) -> [String] {
        let rows = TextBlock(text, wrappedTo: max(8, width - 2)).rows.map { String($0.text) }
        return rows.count > most ? Array(rows.prefix(most - 1)) + [rows[most - 1] + " \u{2026}"] : rows
    }

    func draw(on canvas: inout Canvas) {
        let lines = Self.lines(text, width: layout.status.width)
        let above = isOverPrompt ? lines : lines.dropLast()
        let shown = above.prefix(max(0, layout.status.y - 1))
        guard !shown.isEmpty else { return }
        var region = Region(
            x: 0, y: layout.status.y - shown.count, width: layout.status.width, height: shown.count)
        // What is selected is what the message is about: where it would hide that, it stands on top.
        let hidesCursor = (region.y..<region.maxY).contains { y in
            (0..<region.width).contains { canvas.grid[$0, y].role == .cursor }
        }
        if hidesCursor, !layout.header.isEmpty { region.y = layout.header.maxY }
        canvas.grid.fill(region, role: .popup)
        for (row, text) in shown.enumerated() { canvas.draw(Line(" " + text, .notice), in: region, row: row) }
    }
}
