import PeriscopeHistory
import Screen

/// The palette takes the keys: what is written narrows it down, Enter does what is selected.
extension UIState {
    /// As many are kept as stand first the next time.
    private static let recentLimit = 8
    private static let page = 10

    mutating func takeInPalette(
        _ key: Key, _ editor: LineEditor, _ selected: Int, _ context: UIContext
    ) -> [UIEffect] {
        let matches = PaletteOverlay(text: editor.text, state: self, context: context, glyphs: .unicode).matches
        func select(_ place: Int) -> Overlay {
            .palette(editor, selected: min(max(0, place), max(0, matches.count - 1)))
        }
        switch key {
        case .escape: overlay = .none
        case .control("c"):
            overlay = .none
            return perform(.quit, context)
        case .enter: return runPalette(selected, matches, context)
        case .down, .control("n"), .tab: overlay = select(selected + 1)
        case .up, .control("p"), .backTab: overlay = select(selected - 1)
        case .pageDown: overlay = select(selected + Self.page)
        case .pageUp: overlay = select(selected - Self.page)
        case .backspace where editor.isEmpty: overlay = .none
        default:
            var changed = editor
            changed.take(key)
            overlay = .palette(changed, selected: changed.text == editor.text ? selected : 0)
        }
        return []
    }

    /// Does what a row says, as if its key had been pressed where the palette was opened.
    mutating func runPalette(
        _ row: Int, _ matches: [PaletteOverlay.Match], _ context: UIContext
    ) -> [UIEffect] {
        overlay = .none
        guard matches.indices.contains(row) else { return [] }
        let entry = matches[row].entry
        recentActs.removeAll { $0 == entry.act }
        recentActs.insert(entry.act, at: 0)
        recentActs.removeLast(max(0, recentActs.count - Self.recentLimit))
        switch entry.act {
        case .command(let command):
            guard let places = entry.elsewhere else { return perform(command, context) }
            say("It works \(places): \(entry.title)", context)
            return []
        case .theme(let id): return [.setTheme(id)]
        case .filter(let name):
            useFilter(named: name, context)
            return []
        }
    }
}
