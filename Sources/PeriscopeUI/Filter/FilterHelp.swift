import PeriscopeHistory
import Screen

/// All terms of a filter, and the filters that have names.
struct FilterHelp {
    private let named: NamedFilters
    private let glyphs: Glyphs

    init(named: NamedFilters, glyphs: Glyphs) {
        self.named = named
        self.glyphs = glyphs
    }

    private static let writing: [(String, String)] = [
        ("books timeout", "both words stand somewhere in the request"),
        ("a or b, (a b) or c", "either; parentheses group; “and” is implied"),
        ("-status:2xx, not (a b)", "what does not hold; ! does the same"),
        ("path:/api, path=/api", "has it in it; is the whole of it; * is anything"),
        ("ms>1s, ms:100..200", "= != < <= > >=, and from .. to"),
        ("method:GET,POST", "one of them"),
        ("\"slow query\"", "spaces and signs, in quotes"),
    ]

    func lines() -> [Line] {
        var lines = [Line("How it is written", .header)] + Self.writing.map { line($0.0, $0.1) }
        if !named.isEmpty {
            lines += [Line(), Line("Filters with names, from the settings", .header)]
            lines += named.names.map { line("@" + $0, named[$0] ?? "") }
        }
        for group in FilterKey.groups {
            lines += [Line(), Line(group.title, .header)]
            lines += group.keys.map { line($0.example, $0.summary) }
        }
        return lines
    }

    private func line(_ term: String, _ meaning: String) -> Line {
        var line = Line()
        line.gap(2)
        line.column(term, 24, .keyHint)
        line.gap(1)
        line.add(Format(glyphs: glyphs).sentence(meaning))
        return line
    }

    func popup(in size: ScreenSize) -> Popup {
        Popup(width: min(90, size.columns - 2), height: min(lines().count + 2, size.rows - 3), in: size)
    }

    func draw(top: Int, on canvas: inout Canvas) {
        let popup = popup(in: canvas.grid.size)
        let lines = lines()
        popup.draw(title: "What a filter can ask", on: &canvas)
        let start = min(max(0, top), max(0, lines.count - popup.inner.height))
        for row in 0..<max(0, min(popup.inner.height, lines.count - start)) {
            canvas.draw(lines[start + row], in: popup.inner, row: row)
        }
        let more = lines.count - start - popup.inner.height
        if more > 0, popup.region.width > 30 {
            canvas.grid.write(
                " \(more) more, PgDn, Esc ", x: popup.region.x + 2, y: popup.region.maxY - 1, role: .textDim,
                width: popup.region.width - 4)
        }
    }
}
