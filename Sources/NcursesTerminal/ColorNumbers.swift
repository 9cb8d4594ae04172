import Themes

/// What ncurses calls a colour on a terminal with so many.
struct ColorNumbers: Sendable {
    let count: Int
    let hasDefault: Bool

    /// The numbers of an appearance's colours, and its attributes.
    ///
    /// With eight colours, bright ones become bold (foreground) or lose their brightness (background); bright black
    /// would be black on many such terminals, so it becomes dim.
    func numbers(for appearance: Appearance) -> (foreground: Int, background: Int, attributes: TextAttributes) {
        var attributes = appearance.attributes
        var foreground = number(appearance.foreground, otherwise: 7)
        var background = number(appearance.background, otherwise: 0)
        if count <= 8 {
            if foreground == 8 {
                foreground = hasDefault ? -1 : 7
                attributes.insert(.dim)
            } else if foreground > 8 {
                foreground -= 8
                attributes.insert(.bold)
            }
            if background >= 8 { background -= 8 }
        }
        return (foreground, background, attributes)
    }

    private func number(_ color: Color, otherwise: Int) -> Int {
        switch color {
        case .terminalDefault: hasDefault ? -1 : otherwise
        case .ansi(let number), .indexed(let number): Int(number)
        // Numbers below 16 are the named colours, so the darkest blues are lifted over them.
        case .rgb(let value): max(16, Int(value.value))
        }
    }
}
