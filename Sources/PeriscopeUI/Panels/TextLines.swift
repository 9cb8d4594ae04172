import PeriscopeHistory
import Screen

/// Names and values as lines.
enum TextLines {
    /// A name, and its value on as many lines as it needs.
    static func pair(_ name: String, _ value: String, isMasked: Bool = false, width: Int) -> [Line] {
        let indent = width >= 72 ? 34 : 22
        let rows = TextBlock(value, wrappedTo: max(10, width - indent - 1)).rows.prefix(200)
        let role: Role = isMasked || value == redacted ? .redacted : .text
        var first = Line("   ")
        first.column(name, indent - 4, .textDim)
        first.gap(1)
        first.add(rows.first.map { String($0.text) } ?? "", role)
        return [first]
            + rows.dropFirst().map { row in
                var line = Line()
                line.gap(indent)
                line.add(String(row.text), role)
                return line
            }
    }
}
