import Screen

/// The key table as text, the keys of the focused pane first.
struct HelpOverlay {
    private let scope: Scope
    private let keys: KeyMap
    private let names: KeyNames

    init(scope: Scope, keys: KeyMap, glyphs: Glyphs) {
        self.keys = keys
        self.scope = scope
        names = KeyNames(glyphs: glyphs)
    }

    func lines() -> [Line] {
        var lines: [Line] = []
        for group in Binding.Group.allCases {
            let bindings = keys.bindings.filter { $0.group == group && $0.scope.contains(scope) }
            guard !bindings.isEmpty else { continue }
            if !lines.isEmpty { lines.append(Line()) }
            lines.append(Line(group.rawValue, .header))
            lines += bindings.map(line)
        }
        let others = keys.bindings.filter { !$0.scope.contains(scope) }
        if !others.isEmpty {
            lines += [Line(), Line("Elsewhere", .header)] + others.map(line)
        }
        lines += [Line(), Line("Shift (Option on macOS) and drag selects text; F2 frees the mouse.", .textDim)]
        return lines
    }

    private func line(_ binding: Binding) -> Line {
        var line = Line()
        line.gap(2)
        line.column(names.names(binding.keys), 16, .keyHint)
        line.gap(1)
        line.add(binding.title)
        return line
    }

    var scopeName: String {
        Scope.all.first { $0.scope == scope }?.name ?? ""
    }

    func popup(in size: ScreenSize) -> Popup {
        Popup(width: min(84, size.columns - 2), height: min(lines().count + 2, size.rows - 2), in: size)
    }

    func draw(top: Int, on canvas: inout Canvas) {
        let popup = popup(in: canvas.grid.size)
        let lines = lines()
        popup.draw(title: "Help: keys in the \(scopeName)", on: &canvas)
        let start = min(max(0, top), max(0, lines.count - popup.inner.height))
        for row in 0..<min(popup.inner.height, lines.count - start) {
            canvas.draw(lines[start + row], in: popup.inner, row: row)
        }
        let more = lines.count - start - popup.inner.height
        if more > 0, popup.region.width > 30 {
            canvas.grid.write(
                " \(more) more, j k Esc ", x: popup.region.x + 2, y: popup.region.maxY - 1, role: .textDim,
                width: popup.region.width - 4)
        }
    }
}
