package import Screen

/// A grid as text with colours, for `themes show` and for pictures of the toolbar.
package struct AnsiPresenter: Sendable {
    private let theme: Theme
    private let depth: ColorDepth

    package init(theme: Theme, depth: ColorDepth) {
        self.theme = theme
        self.depth = depth
    }

    /// The rows joined by newlines, each beginning and ending in the terminal's own style.
    ///
    /// No cursor movement.
    package func text(_ grid: Grid) -> String {
        (0..<grid.size.rows).map { line(grid.cells(ofRow: $0)) }.joined(separator: "\n")
    }

    private func line(_ cells: ArraySlice<Cell>) -> String {
        var line = ""
        var current: Appearance?
        for cell in cells where cell.width > 0 {
            let next = theme.appearance(
                of: cell.role, overlay: cell.overlay, ground: cell.ground, isReversed: cell.isReversed, depth: depth)
            if next != current {
                line += Self.sequence(for: next)
                current = next
            }
            line += cell.text
        }
        return line + "\u{1B}[0m"
    }

    /// The control sequence that sets an appearance from whatever was before.
    package static func sequence(for appearance: Appearance) -> String {
        var codes = ["0"]
        let attributes = appearance.attributes
        if attributes.contains(.bold) { codes.append("1") }
        if attributes.contains(.dim) { codes.append("2") }
        if attributes.contains(.italic) { codes.append("3") }
        if attributes.contains(.underline) { codes.append("4") }
        if attributes.contains(.reverse) { codes.append("7") }
        codes += Self.code(appearance.foreground, base: 30)
        codes += Self.code(appearance.background, base: 40)
        return "\u{1B}[" + codes.joined(separator: ";") + "m"
    }

    private static func code(_ color: Color, base: Int) -> [String] {
        switch color {
        case .terminalDefault: []
        case .ansi(let number) where number < 8: ["\(base + Int(number))"]
        case .ansi(let number): ["\(base + 52 + Int(number))"]
        case .indexed(let number): ["\(base + 8);5;\(number)"]
        case .rgb(let color): ["\(base + 8);2;\(color.red);\(color.green);\(color.blue)"]
        }
    }
}
