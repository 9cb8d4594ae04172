import PeriscopeHistory
import Screen

/// Help on screen: for where one is, narrowed down by what is looked for.
struct HelpOverlay {
    private let page: HelpPage
    private let help: HelpState
    private let size: ScreenSize
    private let glyphs: Glyphs

    init(_ help: HelpState, _ state: UIState, _ context: UIContext, glyphs: Glyphs) {
        page = HelpPage(state, context.environment.keys, glyphs)
        self.help = help
        size = context.size
        self.glyphs = glyphs
    }

    private var isSmall: Bool { size.columns < 64 }
    private var popupWidth: Int { isSmall ? size.columns : min(100, size.columns - 2) }
    private var width: Int { max(1, popupWidth - 4) }
    private var signWidth: Int { isSmall ? 11 : 16 }

    func lines() -> [Line] {
        var lines: [Line] = []
        if help.text.isEmpty { lines += Self.wrapped(page.about, width).map { Line($0, .textStrong) } }
        let sections = page.sections(holding: help.text)
        for section in sections {
            if !lines.isEmpty { lines.append(Line()) }
            lines.append(Line(section.heading, .header))
            for row in section.rows { lines += self.lines(row) }
        }
        if sections.isEmpty { lines.append(Line("nothing here is called so", .textDim)) }
        return lines
    }

    /// A row whose text goes on below itself where there is no room beside the keys.
    private func lines(_ row: HelpPage.Row) -> [Line] {
        let indent = isSmall ? 0 : 2
        let texts = Self.wrapped(row.text, max(8, width - indent - signWidth - 1))
        return texts.enumerated().map { place, text in
            var line = Line()
            line.gap(indent)
            if place == 0 { line.column(row.sign, signWidth, .left) } else { line.gap(signWidth) }
            line.gap(1)
            line.add(text)
            if place == 0, !row.note.isEmpty { line.addRight(StyledText(row.note, .textDim), end: width) }
            return line
        }
    }

    private static func wrapped(_ text: String, _ width: Int) -> [String] {
        TextBlock(text, wrappedTo: width).rows.map { String($0.text) }
    }

    var popup: Popup {
        let height = isSmall || size.rows < 14 ? size.rows : min(lines().count + 2, size.rows - 2)
        return Popup(width: popupWidth, height: height, in: size)
    }

    /// The last row that can stand on top.
    var lastTop: Int { max(0, lines().count - popup.inner.height) }

    func draw(on canvas: inout Canvas) {
        let popup = popup
        let lines = lines()
        popup.draw(title: "Help: " + page.title, on: &canvas)
        let start = min(max(0, help.top), max(0, lines.count - popup.inner.height))
        for row in 0..<max(0, min(popup.inner.height, lines.count - start)) {
            canvas.draw(lines[start + row], in: popup.inner, row: row)
        }
        drawFoot(popup, left: lines.count - start - popup.inner.height, on: &canvas)
    }

    /// On the border: what is looked for, or how much more there is.
    private func drawFoot(_ popup: Popup, left: Int, on canvas: inout Canvas) {
        let place = popup.region.x + 2
        let row = popup.region.maxY - 1
        let room = popup.region.width - 4
        if let editor = help.editor {
            canvas.grid.write(" /" + editor.text + "_ ", x: place, y: row, role: .prompt, width: room)
        } else if !help.text.isEmpty {
            canvas.grid.write(" /" + help.text + "  Esc shows all ", x: place, y: row, role: .searchHit, width: room)
        } else if popup.region.width > 30 {
            let more = left > 0 ? "\(left) more, j k  " : ""
            canvas.grid.write(" \(more)/ finds  Esc ", x: place, y: row, role: .textDim, width: room)
        }
    }
}
