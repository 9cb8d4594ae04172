package import Themes

/// What ncurses calls a colour on a terminal with so many.
package struct ColorNumbers: Sendable {
    private let count: Int
    private let hasDefault: Bool

    /// - Parameter hasDefault: Whether the terminal's own colours can be asked for.
    package init(count: Int, hasDefault: Bool) {
        self.count = count
        self.hasDefault = hasDefault
    }

    /// The numbers of an appearance's colours, and its attributes.
    ///
    /// With eight colours, bright ones become bold (foreground) or lose their brightness (background). Bright black
    /// would be black on many such terminals, so it becomes the colour that shows on the background, dimmed.
    package func numbers(for appearance: Appearance) -> (foreground: Int, background: Int, attributes: TextAttributes) {
        var attributes = appearance.attributes
        var foreground = number(appearance.foreground, otherwise: 7)
        var background = number(appearance.background, otherwise: 0)
        if count <= 8 {
            if background >= 8 { background -= 8 }
            if foreground == 8 {
                foreground = background == -1 ? -1 : background == 7 ? 0 : 7
                attributes.insert(.dim)
            } else if foreground > 8 {
                foreground -= 8
                attributes.insert(.bold)
            }
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
