import PeriscopeSQL
import Screen

/// SQL on several lines: a line a clause, subqueries indented, long lines broken.
///
/// No token is changed.
struct SQLLayout {
    private var lines: [StyledText] = []
    private var current = StyledText()
    private var columns = 0
    private let width: Int
    /// For each open parenthesis, whether a subquery is inside.
    private var parentheses: [Bool] = []
    private var isAfterBetween = false
    private var lastWord = ""

    private static let clauses: Set<String> = [
        "SELECT", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "UNION", "EXCEPT", "INTERSECT", "VALUES",
        "SET", "RETURNING", "WINDOW", "ON CONFLICT",
    ]
    private static let joins: Set<String> = ["JOIN", "LEFT", "RIGHT", "INNER", "CROSS", "FULL", "NATURAL"]
    private static let conditions: Set<String> = ["AND", "OR", "ON", "USING"]
    private static let maximumIndent = 20

    private init(width: Int) {
        self.width = max(8, width)
    }

    /// Costs one pass over the tokens.
    static func lines(_ sql: String, width: Int) -> [StyledText] {
        var layout = SQLLayout(width: width)
        let tokens = SQLText.tokens(sql)
        var hadSpace = false
        for (index, token) in tokens.enumerated() {
            if token.kind == .whitespace {
                hadSpace = true
                continue
            }
            let next = tokens[(index + 1)...].first { $0.kind != .whitespace && $0.kind != .comment }
            layout.place(token, afterSpace: hadSpace, next: next)
            hadSpace = false
        }
        layout.breakLine()
        return layout.lines
    }

    private var isInSubquery: Bool { parentheses.last ?? true }
    private var depth: Int { parentheses.count { $0 } }

    private mutating func place(_ token: SQLText.Token, afterSpace: Bool, next: SQLText.Token?) {
        let word = token.kind == .keyword ? token.text.uppercased() : ""
        if token.text == ")" { closeParenthesis() }
        if let indent = breakIndent(word) { startLine(indent: indent) }
        append(token, afterSpace: afterSpace)
        if token.kind == .comment, token.text.hasPrefix("--") { breakLine() }
        if token.text == "(" {
            let inner = next?.text.uppercased()
            parentheses.append(inner == "SELECT" || inner == "WITH" || inner == "VALUES")
        }
        if !word.isEmpty {
            isAfterBetween = word == "BETWEEN" || (isAfterBetween && word != "AND")
            lastWord = word
        } else if token.kind != .comment {
            lastWord = ""
        }
    }

    private mutating func closeParenthesis() {
        guard let wasSubquery = parentheses.popLast(), wasSubquery else { return }
        startLine(indent: depth * 2)
    }

    /// How far a word that begins a line is indented; nil for a word that does not.
    private func breakIndent(_ word: String) -> Int? {
        guard isInSubquery, !word.isEmpty else { return nil }
        let base = min(depth * 2, Self.maximumIndent)
        if Self.clauses.contains(word) {
            // INSERT … ON CONFLICT DO UPDATE SET, DELETE FROM and the like stay together.
            return lastWord == "DELETE" || lastWord == "DISTINCT" && word == "FROM" ? nil : base
        }
        if Self.joins.contains(word) { return Self.joins.contains(lastWord) || lastWord == "OUTER" ? nil : base }
        if word == "AND", isAfterBetween { return nil }
        return Self.conditions.contains(word) ? base + 2 : nil
    }

    private mutating func startLine(indent: Int) {
        breakLine()
        let spaces = min(indent, width / 2)
        current.append(String(repeating: " ", count: spaces))
        columns = spaces
    }

    private mutating func append(_ token: SQLText.Token, afterSpace: Bool) {
        let tokenWidth = TextWidth.width(of: token.text)
        let hasText = current.runs.contains { !$0.text.allSatisfy { $0 == " " } }
        if hasText, columns + tokenWidth + 1 > width, token.text != ",", token.text != ";" {
            startLine(indent: min(depth * 2 + 4, Self.maximumIndent))
        } else if hasText, afterSpace {
            current.append(" ")
            columns += 1
        }
        appendCut(token, tokenWidth)
    }

    /// A token that is longer than a line, a string most likely, goes on in the next.
    private mutating func appendCut(_ token: SQLText.Token, _ tokenWidth: Int) {
        let role = SQLText.role(token.kind)
        guard columns + tokenWidth > width else {
            current.append(token.text, role)
            columns += tokenWidth
            return
        }
        let rows = TextBlock(token.text, wrappedTo: max(4, width - columns)).rows
        for (index, row) in rows.enumerated() {
            if index > 0 { breakLine() }
            current.append(String(row.text), role)
            columns = TextWidth.width(of: String(row.text))
        }
    }

    private mutating func breakLine() {
        defer { columns = 0 }
        guard current.runs.contains(where: { !$0.text.allSatisfy { $0 == " " } }) else {
            current = StyledText()
            return
        }
        lines.append(current)
        current = StyledText()
    }
}
