import PeriscopeSQL
import Screen

/// A statement laid out over lines and highlighted; lines that are too long go on in the next.
///
/// No token is changed.
struct SQLLines {
    /// More lines than anyone reads on a screen: the pager has the rest.
    static let limit = 2_000

    private var lines: [StyledText] = []
    private var current = StyledText()
    private var columns = 0
    /// Of the line as it was laid out; what goes on in the next stands further in.
    private var indent = 0
    private let width: Int

    private init(width: Int) {
        self.width = max(8, width)
    }

    /// Costs one pass over the text.
    static func lines(_ sql: String, width: Int) -> [StyledText] {
        var layout = SQLLines(width: width)
        for token in SQLText.tokens(SQLFormatter.format(sql, width: max(8, width))) {
            guard layout.lines.count < limit else { break }
            layout.place(token)
        }
        layout.endLine()
        while layout.lines.first?.isEmpty == true { layout.lines.removeFirst() }
        return layout.lines
    }

    /// A token may span lines: a comment, a string, the blanks between two lines.
    private mutating func place(_ token: SQLText.Token) {
        let role = SQLText.role(token.kind)
        let parts = token.text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index > 0 { endLine() }
            let text = part.hasSuffix("\r") ? String(part.dropLast()) : String(part)
            if token.kind == .whitespace { addBlanks(text) } else { add(text, role) }
        }
    }

    private mutating func addBlanks(_ text: String) {
        guard columns > 0 || !text.isEmpty else { return }
        if columns == 0 {
            indent = min(text.utf8.count, width / 2)
            current.append(String(repeating: " ", count: indent))
            columns = indent
        } else if columns < width {
            current.append(" ")
            columns += 1
        }
    }

    private mutating func add(_ text: String, _ role: Role) {
        let length = TextWidth.width(of: text)
        if columns + length > width, columns > indent, text != ",", text != ")", text != ";" { continueLine() }
        guard columns + length > width else {
            current.append(text, role)
            columns += length
            return
        }
        // Longer than a line: a string, most likely.
        for (index, row) in TextBlock(text, wrappedTo: max(4, width - columns)).rows.enumerated() {
            guard lines.count < Self.limit else { return }
            if index > 0 { continueLine() }
            current.append(String(row.text), role)
            columns += TextWidth.width(of: String(row.text))
        }
    }

    private mutating func continueLine() {
        let first = indent
        endLine()
        let spaces = min(first + 4, width / 2)
        current.append(String(repeating: " ", count: spaces))
        (columns, indent) = (spaces, first)
    }

    private mutating func endLine() {
        lines.append(current)
        current = StyledText()
        (columns, indent) = (0, 0)
    }
}
