import PeriscopeHistory
import Screen

/// Help takes the keys: it scrolls, `/` narrows it down, Esc closes it.
extension UIState {
    mutating func takeInHelp(_ key: Key, _ help: HelpState, _ context: UIContext) -> [UIEffect] {
        if let editor = help.editor { return writeInHelp(key, editor, help, context) }
        let shown = HelpOverlay(help, self, context, glyphs: .unicode)
        let height = shown.popup.inner.height
        var moved = help
        switch context.environment.keys.command(for: key, in: scope) {
        case .down, .nextRequest, .nextItem: moved.top += 1
        case .up, .previousRequest, .previousItem: moved.top -= 1
        case .halfPageDown: moved.top += max(1, height / 2)
        case .halfPageUp: moved.top -= max(1, height / 2)
        case .pageDown, .pause: moved.top += max(1, height - 1)
        case .pageUp: moved.top -= max(1, height - 1)
        case .top: moved.top = 0
        case .bottom: moved.top = shown.lastTop
        case .search, .filter: moved.editor = LineEditor(help.text)
        case .back where !help.text.isEmpty: moved = HelpState()
        case .back, .close, .help, .open:
            overlay = .none
            return []
        case .quit:
            overlay = .none
            return perform(.quit, context)
        default: break
        }
        moved.top = min(max(0, moved.top), shown.lastTop)
        overlay = .help(moved)
        return []
    }

    private mutating func writeInHelp(
        _ key: Key, _ editor: LineEditor, _ help: HelpState, _ context: UIContext
    ) -> [UIEffect] {
        var changed = help
        var line = editor
        changed.editor = nil
        switch key {
        case .enter: break
        case .escape: changed = HelpState()
        case .control("c"):
            overlay = .none
            return perform(.quit, context)
        case .backspace where editor.isEmpty: changed.text = ""
        default:
            line.take(key)
            changed.editor = line
            changed.text = line.text
            changed.top = 0
        }
        overlay = .help(changed)
        return []
    }

    mutating func scrollHelp(_ help: HelpState, by rows: Int, _ context: UIContext) {
        var moved = help
        let shown = HelpOverlay(help, self, context, glyphs: .unicode)
        moved.top = min(max(0, help.top + rows), shown.lastTop)
        overlay = .help(moved)
    }
}
