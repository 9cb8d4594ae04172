import PeriscopeSQL
import Testing

/// Each token but for white space, with its text.
private func tokens(_ sql: String) -> [(kind: SQLTokenKind, text: String)] {
    let bytes = Array(sql.utf8)
    return SQLTokenizer.tokens(sql).filter { $0.kind != .whitespace }.map { token in
        (token.kind, String(decoding: bytes[token.range], as: UTF8.self))
    }
}

@Suite("The golden corpus")
struct SQLGoldenTests {
    @Test("Every statement has its shape")
    func shapes() {
        #expect(SQLGoldens.all.count >= 200)
        for golden in SQLGoldens.all {
            #expect(SQLFingerprint.of(golden.sql).text == golden.shape, "\(golden.sql)")
        }
    }

    @Test("Every statement is laid out as a person likes it")
    func layouts() {
        for golden in SQLGoldens.all {
            #expect(SQLFormatter.format(golden.sql) == golden.formatted, "\(golden.sql)")
        }
    }

    @Test("Laying out changes no token", arguments: [20, 40, 80, 120, 1_000])
    func tokensStay(_ width: Int) {
        for golden in SQLGoldens.all {
            let formatted = SQLFormatter.format(golden.sql, width: width)
            #expect(tokens(formatted).elementsEqual(tokens(golden.sql), by: ==), "\(golden.sql)")
        }
    }

    @Test("Laying out twice is laying out once", arguments: [20, 40, 80, 120, 1_000])
    func idempotence(_ width: Int) {
        for golden in SQLGoldens.all {
            let formatted = SQLFormatter.format(golden.sql, width: width)
            #expect(SQLFormatter.format(formatted, width: width) == formatted, "\(golden.sql)")
        }
    }

    @Test("No line ends in a blank, and no line is empty but in a string or a comment")
    func tidyLines() {
        for golden in SQLGoldens.all where !golden.sql.contains("\n\n") {
            for line in golden.formatted.split(separator: "\n", omittingEmptySubsequences: false) {
                #expect(!line.isEmpty && line.last != " ", "\(golden.sql)")
            }
        }
    }

    @Test("No literal survives in a shape")
    func literals() {
        for golden in SQLGoldens.all {
            for token in tokens(golden.shape) {
                switch token.kind {
                case .string, .number, .blob, .comment: Issue.record("\(token.text) survives in \(golden.shape)")
                case .parameter: #expect(token.text == "?", "\(golden.shape)")
                default: break
                }
            }
        }
    }

    @Test("Every name survives in a shape, as it is written")
    func names() {
        func names(_ sql: String) -> Set<String> {
            Set(tokens(sql).filter { $0.kind == .identifier || $0.kind == .quotedIdentifier }.map(\.text))
        }
        for golden in SQLGoldens.all {
            #expect(names(golden.shape) == names(golden.sql), "\(golden.sql)")
        }
    }

    @Test("Every keyword survives in a shape, but for NULL, TRUE and FALSE")
    func keywords() {
        func keywords(_ sql: String) -> Set<String> {
            Set(tokens(sql).filter { $0.kind == .keyword }.map { $0.text.uppercased() })
                .subtracting(["NULL", "TRUE", "FALSE", "UNION", "ALL"])
        }
        for golden in SQLGoldens.all {
            #expect(keywords(golden.shape) == keywords(golden.sql), "\(golden.sql)")
        }
    }

    @Test("White space and layout do not change a shape", arguments: [20, 80])
    func whiteSpace(_ width: Int) {
        for golden in SQLGoldens.all {
            #expect(SQLFingerprint.of(SQLFormatter.format(golden.sql, width: width)).text == golden.shape)
        }
    }

    @Test("The case of keywords does not change a shape")
    func keywordCase() {
        let words: Set = [
            "SELECT", "FROM", "WHERE", "AND", "OR", "NOT", "IN", "IS", "NULL", "JOIN", "LEFT", "ON", "AS", "ORDER",
            "GROUP", "BY", "LIMIT", "OFFSET", "INSERT", "INTO", "VALUES", "UPDATE", "SET", "DELETE", "UNION", "ALL",
            "WITH", "CASE", "WHEN", "THEN", "ELSE", "END", "BETWEEN", "LIKE", "EXISTS", "HAVING", "DISTINCT", "CREATE",
            "TABLE", "CONFLICT", "DO", "NOTHING", "OVER", "PARTITION", "DESC", "ASC", "NULLS", "RETURNING", "USING",
        ]
        for golden in SQLGoldens.all where !golden.sql.contains("order by first") {
            let changed = rewritten(golden.sql) { kind, text in
                kind == .keyword && words.contains(text.uppercased()) ? text.lowercased() : text
            }
            #expect(SQLFingerprint.of(changed).text == golden.shape, "\(changed)")
        }
    }

    @Test("Other literals have the same shape", arguments: 1...4)
    func otherLiterals(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let strings = ["''", "'x'", "'it''s'", "'-- no'", "'(1, 2)'", "'?'"]
        let numbers = ["7", "1.5", "2e10", "0xff", "?", "?12", ":other", "@other", "x'00ff'"]
        // In `[1:2]` a name would make another thing of the colon.
        for golden in SQLGoldens.all where !golden.sql.contains("[1:2]") {
            let changed = rewritten(golden.sql) { kind, text in
                switch kind {
                case .string: strings[random.below(strings.count)]
                case .number, .blob, .parameter: numbers[random.below(numbers.count)]
                default: text
                }
            }
            #expect(SQLFingerprint.of(changed).text == golden.shape, "\(changed)")
        }
    }

    /// The text with other tokens; what stands behind a dot stays.
    private func rewritten(_ sql: String, _ change: (SQLTokenKind, String) -> String) -> String {
        let bytes = Array(sql.utf8)
        var result = ""
        var isBehindDot = false
        for token in SQLTokenizer.tokens(sql) {
            let text = String(decoding: bytes[token.range], as: UTF8.self)
            result += isBehindDot ? text : change(token.kind, text)
            isBehindDot = text == "."
        }
        return result
    }
}
