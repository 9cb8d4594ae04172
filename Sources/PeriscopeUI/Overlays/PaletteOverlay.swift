import PeriscopeHistory
import Screen

/// Every action with its key and name: those that work here first, what is typed narrows them down.
struct PaletteOverlay {
    struct Match {
        let entry: PaletteEntry
        /// Letters of the title that were typed.
        var places: Set<Int> = []
        var score = 0
    }

    private static let rows = 16
    /// What does not work here stands behind what does, unless it is found far better.
    private static let elsewhere = 12
    private static let recent = 6
    private static let wholeName = 40

    let matches: [Match]
    private let names: KeyNames
    private let glyphs: Glyphs

    init(text: String, state: UIState, context: UIContext, glyphs: Glyphs) {
        names = KeyNames(glyphs: glyphs)
        self.glyphs = glyphs
        let entries = PaletteEntry.all(in: state.scope, context.environment)
        let recent = state.recentActs
        let wanted = text.lowercased()
        let words = wanted.split(separator: " ").map(Array.init)
        let found = entries.compactMap { Self.match($0, words, wanted) }
        matches = found.enumerated().map { place, match in
            (match, Self.order(match, recent, isNarrowed: !words.isEmpty), place)
        }.sorted { ($0.1, $0.2) < ($1.1, $1.2) }.map(\.0)
    }

    /// Every word must stand in the title or in the name.
    private static func match(_ entry: PaletteEntry, _ words: [[Character]], _ wanted: String) -> Match? {
        var match = Match(entry: entry)
        let title = Array(entry.title.lowercased())
        let name = Array(entry.name)
        for word in words {
            let inTitle = FuzzyMatch(word, in: title)
            let inName = FuzzyMatch(word, in: name)
            guard let score = [inTitle?.score, inName?.score].compactMap(\.self).max() else { return nil }
            match.score += score
            match.places.formUnion(inTitle?.places ?? [])
        }
        if !wanted.isEmpty, entry.name == wanted.replacing(" ", with: "_") { match.score += wholeName }
        return match
    }

    /// Lower comes first.
    private static func order(_ match: Match, _ recent: [PaletteAct], isNarrowed: Bool) -> Int {
        let place = recent.firstIndex(of: match.entry.act)
        guard isNarrowed else {
            // What was used last, then what works here, then the rest; a theme is looked for, not come across.
            if let place { return place }
            if case .command = match.entry.act { return match.entry.elsewhere == nil ? 1_000 : 3_000 }
            return 2_000
        }
        return -match.score + (match.entry.elsewhere == nil ? 0 : elsewhere) - (place == nil ? 0 : Self.recent)
    }

    func popup(in size: ScreenSize) -> Popup {
        Popup(width: min(90, size.columns - 2), height: min(Self.rows + 3, size.rows - 2), in: size)
    }

    /// The first row in sight, for a selection that is always in sight.
    func top(selected: Int, in size: ScreenSize) -> Int {
        let height = max(1, popup(in: size).inner.height - 1)
        return max(0, min(selected - height + 1, matches.count - 1))
    }

    func draw(_ editor: LineEditor, selected: Int, on canvas: inout Canvas) {
        let popup = popup(in: canvas.grid.size)
        popup.draw(title: "Every action", on: &canvas)
        var prompt = Line()
        prompt.add(": ", .keyHint)
        prompt.add(String(editor.characters[..<editor.cursor]), .prompt)
        prompt.add(editor.characters[editor.cursor...].first.map(String.init) ?? " ", .prompt, isReversed: true)
        prompt.add(String(editor.characters[editor.cursor...].dropFirst()), .prompt)
        let count = StyledText("\(matches.count)", .textDim)
        prompt.addRight(count, end: popup.inner.width)
        canvas.draw(prompt, in: popup.inner, row: 0)
        let list = popup.inner.splitTop(1).rest
        let top = top(selected: selected, in: canvas.grid.size)
        for row in 0..<min(list.height, max(0, matches.count - top)) {
            canvas.draw(line(matches[top + row], width: list.width), in: list, row: row)
            if top + row == selected { PaneView.select(row, in: list, isFocused: true, on: &canvas) }
        }
        if matches.isEmpty { canvas.draw(Line(" nothing is called so", .textDim), in: list, row: 0) }
    }

    private func line(_ match: Match, width: Int) -> Line {
        let entry = match.entry
        var line = Line()
        line.gap(1)
        line.column(names.names(entry.keys), width >= 56 ? 14 : 8, entry.elsewhere == nil ? .keyHint : .textDim)
        line.gap(1)
        var title = StyledText()
        for (place, letter) in entry.title.enumerated() {
            let role: Role = entry.elsewhere == nil ? .text : .textDim
            title.append(String(letter), match.places.contains(place) ? .searchHit : role)
        }
        line.add(title)
        line.addRight(StyledText(entry.elsewhere ?? entry.name, .textDim), end: width)
        return line
    }
}
