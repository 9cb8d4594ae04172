import PeriscopeSQL
import Testing

@Suite("Shapes, layouts and checks of any text")
struct SQLStressTests {
    private static let corpus = Array(SQLGoldens.all.map(\.sql).joined(separator: "\n").utf8)

    private func tokens(_ bytes: [UInt8]) -> [(SQLTokenKind, ArraySlice<UInt8>)] {
        SQLTokenizer.tokens(bytes).filter { $0.kind != .whitespace }.map { ($0.kind, bytes[$0.range]) }
    }

    /// All that must hold of every text.
    private func expectSense(_ text: String, width: Int) {
        let bytes = Array(text.utf8)
        #expect(SQLTokenizer.steps(bytes) <= 2 * bytes.count, "\(text)")
        let formatted = SQLFormatter.format(text, width: width)
        #expect(tokens(Array(formatted.utf8)).elementsEqual(tokens(bytes), by: ==), "\(text)")
        #expect(SQLFormatter.format(formatted, width: width) == formatted, "\(text)")
        #expect(SQLFingerprint.of(text) == SQLFingerprint.of(formatted), "\(text)")
        _ = SQLReadCheck.problem(with: text)
    }

    @Test("Random bytes are read, folded and laid out", arguments: 1...6)
    func randomBytes(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let bytes = (0..<random.below(120)).map { _ in UInt8(truncatingIfNeeded: random.next() >> 20) }
            #expect(SQLTokenizer.steps(bytes) <= 2 * bytes.count, "\(bytes)")
            bytes.withUnsafeBufferPointer { bytes in
                _ = SQLFingerprint.of(bytes)
                _ = SQLFormatter.format(bytes)
                _ = SQLReadCheck.problem(with: bytes)
            }
        }
    }

    @Test("Random marks and words are read, folded and laid out", arguments: 1...6)
    func randomMarks(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "(", ")", "[", "]", ",", ";", "'", "\"", "`", "\\", "--", "#", "/*", "*/", "\n", " ", "?", "$", "$$", "$a$",
            ":", "@",
            "-", "+", "*", "=", "|", ".", "1", "x'", "E'", "a", "é", "SELECT", "FROM", "WHERE", "AND", "CASE", "END",
            "VALUES",
            "UNION", "WITH", "IN", "INSERT", "BETWEEN", "BEGIN", "CREATE", "JOIN", "ON", "NULL", "ARRAY",
        ]
        for round in 0..<120 {
            let text = (0..<random.below(40)).map { _ in pieces[random.below(pieces.count)] }
            expectStability(text.joined(separator: round.isMultiple(of: 2) ? " " : ""))
        }
    }

    /// What must hold of texts that are no SQL: one may be doubtful in another way once its blanks are others.
    private func expectStability(_ text: String) {
        let bytes = Array(text.utf8)
        #expect(SQLTokenizer.steps(bytes) <= 2 * bytes.count, "\(text)")
        let formatted = SQLFormatter.format(text, width: 40)
        #expect(tokens(Array(formatted.utf8)).elementsEqual(tokens(bytes), by: ==), "\(text)")
        _ = SQLFingerprint.of(text)
        _ = SQLReadCheck.problem(with: text)
    }

    @Test("Every cut of a few statements is read, folded and laid out")
    func cuts() {
        for golden in SQLGoldens.all where golden.sql.utf8.count < 400 && golden.sql.hash(modulo: 9) == 0 {
            let bytes = Array(golden.sql.utf8)
            for length in stride(from: 0, through: bytes.count, by: 3) {
                expectSense(String(decoding: bytes.prefix(length), as: UTF8.self), width: 80)
                expectSense(String(decoding: bytes.suffix(length), as: UTF8.self), width: 40)
            }
        }
    }

    @Test("Spliced statements are read, folded and laid out", arguments: 1...8)
    func splices(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for round in 0..<80 {
            var splice: [UInt8] = []
            for _ in 0...random.below(8) {
                let start = random.below(Self.corpus.count)
                splice += Self.corpus[start..<min(Self.corpus.count, start + random.below(60))]
            }
            expectSense(String(decoding: splice, as: UTF8.self), width: [20, 40, 80][round % 3])
        }
    }

    @Test("Statements with comments anywhere are read, folded and laid out", arguments: 1...4)
    func comments(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let comments = [
            "/* c */", "-- c\n", "\n-- c\n", "\n/* c */\n", "/* c */\n", "\n/* c */", "/* a\nb */", "# c\n",
        ]
        for golden in SQLGoldens.all where golden.shape.utf8.count < 300 && !golden.sql.contains("'c'\n") {
            let words: [Substring] = golden.sql.split(separator: " " as Character, omittingEmptySubsequences: false)
            let text = words.map { word in
                random.below(6) == 0 ? word + " " + comments[random.below(comments.count)] : String(word)
            }
            expectSense(text.joined(separator: " "), width: [20, 40, 80][random.below(3)])
        }
    }

    /// A quadratic way would take minutes.
    @Test(
        "Long hostile texts take linear time", .timeLimit(.minutes(2)),
        arguments: [
            "(", ")", "((1,", "(1,(", "[", "]", "a[", "'", "\"", "`", "$$", "$a", "/*", "*/", "/* */", "--\n", "#",
            "\\'", "'\\'a",
            "?", "a ? ", "- ", "-", "0x", ",", ";", "CASE ", "CASE WHEN ", "END ", "SELECT ", "SELECT (", "FROM ",
            "WHERE ",
            "a AND ", "UNION ", "SELECT 1 UNION ", "VALUES (1),", "VALUES ", "IN (", "IN (1,", "ARRAY[1,",
            "WITH a AS (",
            "a IN (SELECT b FROM c WHERE ", "BETWEEN ", "BEGIN ", "CREATE TRIGGER a BEGIN ", "JOIN a ON ", "a -- b\n",
            "'a'\n", "a.", "f(", "a,\n-- b\n", "0xffz ", "[/*/* */", "ON CONFLICT ",
        ])
    func hostile(_ piece: String) {
        let text = String(repeating: piece, count: 16_384 / piece.utf8.count)
        let bytes = Array(text.utf8)
        #expect(SQLTokenizer.steps(bytes) <= 2 * bytes.count)
        let formatted = SQLFormatter.format(text)
        #expect(tokens(Array(formatted.utf8)).elementsEqual(tokens(bytes), by: ==))
        _ = SQLFingerprint.of(text)
        _ = SQLReadCheck.problem(with: text)
    }

    @Test("A text that is read twice takes no more than twice its bytes")
    func steps() {
        let first = "SELECT 'it\\'s' FROM t WHERE a = 'b'"
        #expect(SQLTokenizer.steps(first.utf8) > first.utf8.count)
        #expect(SQLTokenizer.steps(first.utf8) <= 2 * first.utf8.count)
        let plain = "SELECT a, b FROM t WHERE c = 'd' AND e = 0x12"
        #expect(SQLTokenizer.steps(plain.utf8) == plain.utf8.count)
    }
}

extension String {
    /// A number that is the same in every run.
    fileprivate func hash(modulo number: UInt64) -> UInt64 {
        SQLFingerprint(text: self).hash % number
    }
}
