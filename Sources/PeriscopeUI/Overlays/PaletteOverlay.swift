import Screen

/// Every action with its key; what is typed narrows them down.
struct PaletteOverlay {
    private static let rows = 16

    let matches: [Binding]
    private let names: KeyNames

    /// Every word that was typed must stand in the title or in the action's name.
    init(text: String, keys: KeyMap, glyphs: Glyphs) {
        let words = text.lowercased().split(separator: " ").map { Array($0.utf8) }
        let found = keys.bindings.filter { binding in
            words.allSatisfy {
                TextMatch.contains(binding.title, $0) || TextMatch.contains(binding.command.rawValue, $0)
            }
        }
        matches = found.enumerated().map { place, binding in
            (binding, order: (Self.rank(binding, text), Self.place(of: binding.group), place))
        }.sorted { $0.order < $1.order }.map(\.0)
        names = KeyNames(glyphs: glyphs)
    }

    /// The action of that name first, then what begins with the text, then what holds it.
    private static func rank(_ binding: Binding, _ text: String) -> Int {
        guard !text.isEmpty else { return 0 }
        let wanted = text.lowercased()
        let name = binding.command.rawValue.lowercased()
        if name == wanted { return 0 }
        if name.hasPrefix(wanted) || binding.title.lowercased().hasPrefix(wanted) { return 1 }
        return binding.title.lowercased().split(separator: " ").contains { $0.hasPrefix(wanted) } ? 2 : 3
    }

    /// What can be asked for stands before the moving, which hands know.
    private static func place(of group: Binding.Group) -> Int {
        Binding.Group.allCases.firstIndex(of: group) ?? 0
    }

    func popup(in size: ScreenSize) -> Popup {
        Popup(width: min(76, size.columns - 2), height: min(Self.rows + 3, size.rows - 2), in: size)
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
        canvas.draw(prompt, in: popup.inner, row: 0)
        let list = popup.inner.splitTop(1).rest
        let top = top(selected: selected, in: canvas.grid.size)
        for row in 0..<min(list.height, max(0, matches.count - top)) {
            let binding = matches[top + row]
            var line = Line()
            line.gap(1)
            line.column(names.names(binding.keys), 14, .keyHint)
            line.gap(1)
            line.add(binding.title)
            canvas.draw(line, in: list, row: row)
            if top + row == selected { PaneView.select(row, in: list, isFocused: true, on: &canvas) }
        }
        if matches.isEmpty { canvas.draw(Line(" nothing is called so", .textDim), in: list, row: 0) }
    }
}
