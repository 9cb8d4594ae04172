import PeriscopeSQL
import Testing

@Suite("Any bytes at all")
struct SQLRobustnessTests {
    private func expectTiling(_ bytes: [UInt8], _ sourceLocation: SourceLocation = #_sourceLocation) {
        let tokens = SQLTokenizer.tokens(bytes)
        var end = 0
        var isTiled = true
        for token in tokens {
            isTiled = isTiled && token.range.lowerBound == end && !token.range.isEmpty
            end = token.range.upperBound
        }
        #expect(isTiled && end == bytes.count, "\(bytes)", sourceLocation: sourceLocation)
    }

    private func expectOrder(_ sql: String, _ sourceLocation: SourceLocation = #_sourceLocation) {
        let sites = SQLColumns.match(sql)
        let tokens = SQLTokenizer.tokens(sql)
        let parameters = tokens.filter { $0.kind == .parameter }.map(\.range)
        #expect(sites.filter(\.isParameter).map(\.range) == parameters, "\(sql)", sourceLocation: sourceLocation)
        let isOrdered = zip(sites, sites.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound }
        #expect(isOrdered, "\(sql)", sourceLocation: sourceLocation)
        #expect(SQLPlaceholders.numbers(sql).count == parameters.count)
        _ = SQLStatementKind.of(sql)
        _ = SQLValues.align(sql: sql, expanded: sql)
    }

    @Test("Every cut of every statement is tiled by its tokens, and every placeholder is a site")
    func cuts() {
        for statement in SQLCorpus.statements {
            let bytes = Array(statement.utf8)
            for length in 0...bytes.count {
                expectTiling(Array(bytes.prefix(length)))
                expectOrder(String(decoding: bytes.prefix(length), as: UTF8.self))
            }
        }
    }

    @Test("Random bytes are tiled by their tokens", arguments: 1...8)
    func randomBytes(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<150 {
            let bytes = (0..<random.below(80)).map { _ in UInt8(truncatingIfNeeded: random.next() >> 20) }
            expectTiling(bytes)
            expectOrder(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test("Mixed pieces of statements are tiled by their tokens", arguments: 1...8)
    func mixtures(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let bytes = Array(SQLCorpus.statements.joined(separator: "\n").utf8)
        for _ in 0..<100 {
            var mixture: [UInt8] = []
            for _ in 0..<random.below(12) {
                let start = random.below(bytes.count)
                mixture += bytes[start..<min(bytes.count, start + random.below(24))]
            }
            expectTiling(mixture)
            expectOrder(String(decoding: mixture, as: UTF8.self))
        }
    }

    /// A quadratic reading of these would take minutes; a linear one takes a fraction of a second each.
    @Test(
        "Long hostile texts are read in linear time", .timeLimit(.minutes(1)),
        arguments: [
            "(", "((?,", "?,", "(1,(", ")", "[", "[a", "a[", "]", "'", "\"", "`", "$", "$$", "$a", "$a$b", "$a$ ", "/*",
            "/* */", "*/",
            "/* /* */", "--\n", "-", "#", "\\'", "'\\'a", "?", "? ", "a ? ", ":a", "@", "a.", "a=", "a=(?,", "(a,b)=(",
            "a IN (",
            "CASE ", "CASE a WHEN ? THEN ", "SELECT ?,", "SELECT (", "VALUES (?,", "INSERT INTO t (a) VALUES (?),",
            "WITH a(b) AS (",
            "x BETWEEN ? AND ", "a = ? AND ", "f(", "f(a,'$.b',", "x'0", "0x", "1e", "1.", "e'\\", "U&'", "\u{e9}", ";",
            "NOT ", "->>'a'",
        ])
    func linear(_ piece: String) {
        let sql = String(repeating: piece, count: 65_536 / piece.utf8.count)
        expectTiling(Array(sql.utf8))
        expectOrder(sql)
    }

    @Test("A deep nest of parentheses keeps its column", .timeLimit(.minutes(1)))
    func depth() {
        let depth = 20_000
        let sql =
            "a = " + String(repeating: "(", count: depth) + "?" + String(repeating: ")", count: depth) + " AND b = ?"
        #expect(SQLColumns.match(sql).map(\.column) == ["a", "b"])
        let pairs = String(repeating: "x = (1, ", count: depth) + "?" + String(repeating: ")", count: depth)
        #expect(SQLColumns.match(pairs).allSatisfy { $0.column == "x" })
    }

    @Test("A long list keeps its columns", .timeLimit(.minutes(1)))
    func length() {
        let rows = String(repeating: "(?,?),", count: 8_000) + "(?,?)"
        let sites = SQLColumns.match("INSERT INTO t (a, b) VALUES " + rows)
        #expect(sites.count == 16_002)
        #expect(sites.enumerated().allSatisfy { $0.element.column == ($0.offset.isMultiple(of: 2) ? "a" : "b") })
        let list = SQLColumns.match("SELECT * FROM t WHERE (a, b) IN (" + rows + ")")
        #expect(list.map(\.column) == sites.map(\.column))
    }
}
