import Screen
import Themes

/// All that may reach a terminal: harmless characters, a newline between rows, and the styles of the theme.
struct PresenterGrammar {
    private let styles: Set<String>

    /// Every style that the theme gives to a role, under any overlay.
    init(theme: Theme, depth: ColorDepth) {
        var styles: Set<String> = ["\u{1B}[0m"]
        for role in Role.allCases {
            for overlay in [nil] + Role.allCases {
                for isReversed in [false, true] {
                    styles.insert(
                        AnsiPresenter.sequence(
                            for: theme.appearance(of: role, overlay: overlay, isReversed: isReversed, depth: depth)))
                }
            }
        }
        self.styles = styles
    }

    /// What is in the text that does not belong there; nil where nothing is.
    func problem(in text: String, columns: Int, rows: Int) -> String? {
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == rows else { return "\(lines.count) rows where \(rows) were drawn" }
        for (y, line) in lines.enumerated() {
            if let problem = problem(in: line, columns: columns) { return "row \(y): \(problem)" }
        }
        return nil
    }

    private func problem(in line: Substring.UnicodeScalarView, columns: Int) -> String? {
        var width = 0
        var style: String?
        for scalar in line {
            if let open = style {
                let whole = open + String(Character(scalar))
                style = scalar == "m" ? nil : whole
                if scalar == "m", !styles.contains(whole) { return "a sequence that is no style: \(whole.dropFirst())" }
            } else if scalar == "\u{1B}" {
                style = "\u{1B}"
            } else if scalar.value >= 0x20, scalar.value < 0x7F {
                width += 1
            } else {
                guard ScreenLaws.isHarmless(scalar) else { return "U+\(ScreenLaws.hex(scalar.value))" }
                width += TextWidth.width(of: scalar)
            }
        }
        if style != nil { return "an escape sequence that does not end" }
        return width == columns ? nil : "\(width) columns where \(columns) were drawn"
    }
}
