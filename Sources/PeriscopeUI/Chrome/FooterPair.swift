import Screen

/// A key and what it does, before it has a place in the footer.
struct FooterPair {
    let act: Footer.Act
    let key: String
    let label: String

    var width: Int { TextWidth.width(of: key) + 1 + TextWidth.width(of: label) }

    /// What can be done in what lies over the view; nil where nothing does.
    static func pairs(over overlay: Overlay, _ keys: KeyMap, _ scope: Scope, _ names: KeyNames) -> [FooterPair]? {
        func pair(_ key: Key, _ label: String) -> FooterPair {
            FooterPair(act: .key(key), key: names.name(key), label: label)
        }
        func pair(_ command: Command, _ label: String) -> [FooterPair] {
            keys.binding(of: command, in: scope)?.keys.first.map { [pair($0, label)] } ?? []
        }
        switch overlay {
        case .none: return nil
        case .prompt(let kind, _, _):
            let (yes, no) = words(kind)
            return [pair(.enter, yes), pair(.escape, no), pair(.control("u"), "clear")]
        case .palette: return [pair(.enter, "do it"), pair(.down, "next"), pair(.escape, "close")]
        case .menu: return pair(.open, "choose") + pair(.down, "down") + pair(.up, "up") + pair(.back, "close")
        case .help(let help) where help.editor != nil: return [pair(.enter, "keep"), pair(.escape, "all of it")]
        case .help(let help):
            let back = pair(.back, help.text.isEmpty ? "close" : "all of it")
            return back + pair(.down, "down") + pair(.up, "up") + pair(.search, "find")
        case .question: return [pair(.character("y"), "yes"), pair(.character("n"), "no")]
        }
    }

    private static func words(_ kind: Overlay.PromptKind) -> (yes: String, no: String) {
        switch kind {
        case .filter, .search: ("keep", "as before")
        default: ("do it", "leave it")
        }
    }
}
