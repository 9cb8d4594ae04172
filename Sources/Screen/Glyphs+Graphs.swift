extension Glyphs {
    /// A bar from the left, in eighths of a column; in ASCII in whole columns.
    ///
    /// What is more than nothing shows at least its thinnest part. Never wider than `width`.
    package func bar(fraction: Double, width: Int) -> String {
        guard width > 0, fraction > 0 else { return "" }
        let share = min(1, fraction)
        if isASCII { return String(repeating: "#", count: max(1, Int((share * Double(width)).rounded()))) }
        let eighths = max(1, Int((share * Double(width) * 8).rounded()))
        return String(repeating: "█", count: eighths / 8) + Self.leftEighths[eighths % 8]
    }

    /// The same, where a value may be more than the whole: its last column then says that it goes on.
    package func openBar(fraction: Double, width: Int) -> String {
        guard fraction > 1, width > 1 else { return bar(fraction: fraction, width: width) }
        return bar(fraction: 1, width: width - 1) + beyond
    }

    /// A piece of a time axis: blanks up to its start, then the piece, both edges in eighths of a column.
    ///
    /// `start` and `end` are fractions of the axis. A left edge inside of a column is a left block in swapped colours.
    /// Edges are computed from the axis' start, never added up, so that pieces which touch in time touch on screen.
    package func span(start: Double, end: Double, width: Int, role: Role) -> StyledText {
        guard width > 0 else { return StyledText() }
        let first = min(max(0, start), 1)
        let last = min(max(first, end), 1)
        return isASCII
            ? asciiSpan(first, last, width: width, role: role) : blockSpan(first, last, width: width, role: role)
    }

    /// One column a value, in eighths of its height; 0 for the highest at the bottom line.
    ///
    /// - Parameter maximum: What a full column stands for; by default the greatest value.
    package func sparkline(_ values: [Double], maximum: Double? = nil) -> String {
        let levels = isASCII ? Self.asciiLevels : Self.lowerEighths
        let top = maximum ?? values.max() ?? 0
        return values.reduce(into: "") { line, value in
            guard top > 0, value > 0 else { return line += levels[0] }
            let level = (min(1, value / top) * Double(levels.count - 1)).rounded()
            line += levels[max(1, Int(level))]
        }
    }

    /// A horizontal rule.
    package func rule(width: Int) -> String {
        String(repeating: horizontal, count: max(0, width))
    }

    private func asciiSpan(_ start: Double, _ end: Double, width: Int, role: Role) -> StyledText {
        let columns = Double(width)
        let first = min(width - 1, Int((start * columns).rounded()))
        let last = max(first + 1, Int((end * columns).rounded()))
        var text = StyledText(String(repeating: " ", count: first), role)
        text.append(String(repeating: "#", count: last - first), role)
        return text
    }

    private func blockSpan(_ start: Double, _ end: Double, width: Int, role: Role) -> StyledText {
        let eighths = Double(width * 8)
        let first = min(width * 8 - 1, Int((start * eighths).rounded()))
        let last = max(first + 1, Int((end * eighths).rounded()))
        var text = StyledText(String(repeating: " ", count: first / 8), role)
        let head = first % 8
        if first / 8 == (last - 1) / 8 {
            appendWithinOneColumn(from: head, to: last - first / 8 * 8, role: role, to: &text)
            return text
        }
        if head > 0 { text.append(Self.leftEighths[head], role, isReversed: true) }
        let fullStart = (first + 7) / 8
        text.append(String(repeating: "█", count: last / 8 - fullStart), role)
        text.append(Self.leftEighths[last % 8], role)
        return text
    }

    /// No glyph has both edges inside of a column, so the piece moves to the nearer side and keeps its length.
    private func appendWithinOneColumn(from: Int, to: Int, role: Role, to text: inout StyledText) {
        let length = to - from
        if length == 8 {
            text.append("█", role)
        } else if from <= 8 - to {
            text.append(Self.leftEighths[length], role)
        } else {
            text.append(Self.leftEighths[8 - length], role, isReversed: true)
        }
    }

    private static let leftEighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    private static let lowerEighths = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    private static let asciiLevels = [" ", ".", ":", "-", "=", "+", "*", "#"]
}
