import PeriscopeHistory
import Screen

/// What stands over the filter's prompt: what is wrong with it, what may be written, or help.
struct FilterOverlay {
    private static let rows = 10

    private let state: UIState
    private let context: UIContext
    private let editor: LineEditor
    private let prompt: FilterPromptLine
    private let layout: Layout
    private let glyphs: Glyphs

    init(state: UIState, context: UIContext, editor: LineEditor, glyphs: Glyphs) {
        self.state = state
        self.context = context
        self.editor = editor
        self.glyphs = glyphs
        layout = Layout(size: context.size, state: state)
        prompt = FilterPromptLine(
            editor, named: context.environment.namedFilters, width: layout.status.width, right: "0 of 0")
    }

    func draw(on canvas: inout Canvas) {
        guard !layout.status.isEmpty else { return }
        drawKeys(on: &canvas)
        if let top = state.filtering.helpTop {
            FilterHelp(named: context.environment.namedFilters, glyphs: glyphs).draw(top: top, on: &canvas)
            return
        }
        let taken = drawProblem(on: &canvas)
        drawSuggestions(above: taken, on: &canvas)
    }

    // MARK: What is wrong

    /// Returns how many rows it takes.
    private func drawProblem(on canvas: inout Canvas) -> Int {
        guard let problem = prompt.problem else { return 0 }
        let width = layout.status.width
        var rows = rows(of: problem, width: width - 4)
        guard !rows.isEmpty else { return 0 }
        let widestLine = rows.map { TextWidth.width(of: $0.text, glyphs: glyphs) }.max() ?? 0
        // A line of its own for the pointer, where the text leaves it no room.
        if prompt.column(of: problem.place) + widestLine + 3 > width { rows.append(("", .error)) }
        let count = min(rows.count, max(1, layout.status.y - 2))
        let region = Region(x: 0, y: layout.status.y - count, width: width, height: count)
        guard count > 0 else { return 0 }
        canvas.grid.fill(region, role: .popup)
        let widest = rows.prefix(count).map { TextWidth.width(of: $0.text, glyphs: glyphs) }.max() ?? 0
        // Beside the place that is meant where there is room, else over it.
        let place = prompt.column(of: problem.place)
        let isBeside = place + widest + 3 <= width
        for (row, part) in rows.prefix(count).enumerated() {
            var line = Line()
            line.move(to: isBeside ? place : 1)
            if isBeside { line.add(row == 0 ? glyphs.sortDescending + " " : "  ", part.role) }
            line.add(Format(glyphs: glyphs).sentence(part.text), part.role)
            canvas.draw(line, in: region, row: row)
        }
        if !isBeside {
            canvas.grid.write(glyphs.sortDescending, x: place, y: region.maxY - 1, role: .error, width: 1)
        }
        return count
    }

    /// What is missing is only a hint, and goes before the suggestions on a low screen; what is wrong is said in full,
    /// and what holds until it is mended.
    private func rows(of problem: FilterProblem, width: Int) -> [(text: String, role: Role)] {
        let format = Format(glyphs: glyphs)
        if problem.isIncomplete {
            let hasOthers = !(state.filtering.completion?.items.isEmpty ?? true)
            if hasOthers, layout.status.y < 12 { return [] }
            return lines(problem.message, width: width).map { ($0, .textDim) }
        }
        var rows = lines(problem.message, width: width).map { (text: $0, role: Role.error) }
        let force = state.list.index.rules.match.text
        let stays = force.isEmpty ? "until it is mended there is no filter" : "until it is mended: \(force)"
        if layout.status.y > rows.count + 3 { rows.append((format.end(stays, width: width), .textDim)) }
        return rows
    }

    /// Two at the most on a low screen; what has no room ends in an ellipsis.
    private func lines(_ text: String, width: Int) -> [String] {
        let lines = TextBlock(text, wrappedTo: width).rows.map { String($0.text) }
        let most = layout.status.y < 12 ? 2 : 4
        guard lines.count > most else { return lines }
        let rest = lines[(most - 1)...].joined(separator: " ")
        return lines.prefix(most - 1) + [Format(glyphs: glyphs).end(rest, width: width)]
    }

    // MARK: What may be written

    private func drawSuggestions(above taken: Int, on canvas: inout Canvas) {
        guard let completion = state.filtering.completion, !completion.items.isEmpty else { return }
        let space = layout.status.y - taken - 2
        let height = min(Self.rows, completion.items.count, space)
        guard height > 0 else { return }
        let names = completion.items.map { TextWidth.width(of: $0.text, glyphs: glyphs) }
        let format = Format(glyphs: glyphs)
        let notes = completion.items.map { TextWidth.width(of: format.sentence($0.note), glyphs: glyphs) }
        let name = min(names.max() ?? 0, 44)
        let screen = layout.status.width
        let wanted = 3 + name + 2 + min(notes.max() ?? 0, 56) + 7
        let width = min(wanted, screen)
        let x = max(0, min(prompt.column(of: completion.place.lowerBound) - 2, screen - width))
        let box = Region(x: x, y: layout.status.y - taken - height, width: width, height: height)
        canvas.grid.fill(box, role: .popup)
        drawSides(of: box, on: &canvas)
        let region = box.inset(left: 1, right: 1)
        let top = min(max(0, (state.filtering.selected ?? 0) - height + 1), completion.items.count - height)
        for row in 0..<height {
            let item = completion.items[top + row]
            var line = Line()
            line.gap(1)
            line.column(item.text, min(name, region.width - 2), .popup)
            line.gap(2)
            line.column(format.sentence(item.note), max(0, region.width - name - 4), .textDim)
            canvas.draw(line, in: region, row: row)
            if top + row == state.filtering.selected {
                PaneView.select(row, in: region, isFocused: true, on: &canvas)
            }
        }
        drawMore(completion.items.count - top - height, in: region, on: &canvas)
    }

    /// Without colours the list below would run into it.
    private func drawSides(of box: Region, on canvas: inout Canvas) {
        for y in box.y..<box.maxY {
            canvas.grid.write(glyphs.vertical, x: box.x, y: y, role: .popupBorder, width: 1)
            canvas.grid.write(glyphs.vertical, x: box.maxX - 1, y: y, role: .popupBorder, width: 1)
        }
    }

    private func drawMore(_ count: Int, in region: Region, on canvas: inout Canvas) {
        let text = " +\(count)"
        guard count > 0, region.width > text.count + 12 else { return }
        canvas.grid.write(
            text, x: region.maxX - text.count - 1, y: region.maxY - 1, role: .textDim, width: text.count)
    }

    // MARK: Keys

    private var enterLabel: String {
        guard let problem = prompt.problem else { return "keep" }
        return problem.isIncomplete ? "when finished" : "mend it first"
    }

    private func drawKeys(on canvas: inout Canvas) {
        let region = layout.footer
        guard !region.isEmpty else { return }
        canvas.grid.fill(region, role: .footer)
        let names = KeyNames(glyphs: glyphs)
        var pairs = [
            ("Enter", enterLabel), ("Esc", "as before"), ("Tab", "complete"),
        ]
        if !state.filtering.used.isEmpty { pairs.append((names.name(.up) + names.name(.down), "used before")) }
        pairs.append(("F1", "terms"))
        var line = Line(" ")
        for (key, label) in pairs {
            guard line.cursor + key.count + label.count + 3 <= region.width else { break }
            line.add(key + " ", .keyHint)
            line.add(label, .footer)
            line.gap(2)
        }
        canvas.draw(line, in: region, row: 0)
    }
}
