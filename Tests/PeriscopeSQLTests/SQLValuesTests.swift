import PeriscopeSQL
import Testing

/// Pairs of statement and expanded text as SQLite 3.40 wrote them, and cases that it would not write.
@Suite("Values in expanded SQL")
struct SQLValuesTests {
    @Test(
        "Each placeholder gets its literal",
        arguments: [
            (
                "select ?, ?, ?, ?", "select 1, -5, NULL, 'it''s ?'",
                [
                    .init(kind: .integer, text: "1"), .init(kind: .integer, text: "-5"), .init(kind: .null, text: ""),
                    .init(kind: .text, text: "it's ?"),
                ]
            ),
            (
                "select ?1, ?3, ?2, ?1 -- tail ?\n", "select 1.5, x'0aff', 1.0e+20, 1.5 -- tail ?\n",
                [
                    .init(kind: .real, text: "1.5"), .init(kind: .blob, text: "x'0aff'"),
                    .init(kind: .real, text: "1.0e+20"),
                    .init(kind: .real, text: "1.5"),
                ]
            ),
            (
                "  select :a || ':a' /* ? */, @b, $c, \"?\" ; ", "  select 'x' || ':a' /* ? */, 0.0, Inf, \"?\" ;",
                [.init(kind: .text, text: "x"), .init(kind: .real, text: "0.0"), .init(kind: .real, text: "Inf")]
            ),
            ("select ?", "select 1.0e-300", [.init(kind: .real, text: "1.0e-300")]),
            ("select ?", "select -Inf", [.init(kind: .real, text: "-Inf")]),
            ("select ?", "select ''", [.init(kind: .text, text: "")]),
            ("select ?", "select x''", [.init(kind: .blob, text: "x''")]),
            ("select ?", "select zeroblob(10)", [.init(kind: .other, text: "zeroblob(10)")]),
            ("select ?", "select '\u{e9}\n'", [.init(kind: .text, text: "\u{e9}\n")]),
            (
                "select ?+?-?", "select 1+-1--9223372036854775808",
                [
                    .init(kind: .integer, text: "1"), .init(kind: .integer, text: "-1"),
                    .init(kind: .integer, text: "-9223372036854775808"),
                ]
            ),
            ("select ?||'b'", "select 'a'||'b'", [.init(kind: .text, text: "a")]),
            ("select -?", "select --1", [.init(kind: .integer, text: "-1")]),
            ("select $a::b(c)", "select 3", [.init(kind: .integer, text: "3")]),
            ("select $a$b$c$", "select 1", [.init(kind: .integer, text: "1")]),
            ("select /* /* */ ?", "select /* /* */ 1", [.init(kind: .integer, text: "1")]),
            ("select [?], `?`, x'00', ?", "select [?], `?`, x'00', 7", [.init(kind: .integer, text: "7")]),
            ("select a[?] from t where b=?", "select a[?] from t where b=2", [.init(kind: .integer, text: "2")]),
            (
                "select ? where 1 in(?)", "select 12345678901234.5 where 1 in('''''')",
                [.init(kind: .real, text: "12345678901234.5"), .init(kind: .text, text: "''")]
            ),
            ("select ?5, ?", "select 5, 6", [.init(kind: .integer, text: "5"), .init(kind: .integer, text: "6")]),
            ("select 'a\\', ?", "select 'a\\', 'b\\'", [.init(kind: .text, text: "b\\")]),
            ("select ?", "select '?, ? -- /*'", [.init(kind: .text, text: "?, ? -- /*")]),
            ("select 1", "select 1", []),
            ("", "", []),
            ("select ?", " select 1;\n", [.init(kind: .integer, text: "1")]),
        ] as [(String, String, [SQLLiteral])])
    func aligned(_ sql: String, _ expanded: String, _ expected: [SQLLiteral]) {
        #expect(SQLValues.align(sql: sql, expanded: expanded) == expected)
    }

    @Test(
        "What cannot be aligned with certainty gives nothing",
        arguments: [
            ("select ?", "select"), ("select ?", "select "), ("select ?", "select 'a"), ("select ?", "select 'a''"),
            ("select ?", "select x'0a"), ("select ?", "select x'0'"), ("select ?", "select x'zz'"),
            ("select ?", "select NUL"),
            ("select ?", "select ?"), ("select ?", "select a"), ("select ?", "select 1 2"), ("select ?", "select 1."),
            ("select ?", "select 1.0e"), ("select ?", "select -"), ("select ?", "select zeroblob()"),
            ("select ?, ?", "select 1"), ("select ?, ?", "select 1, 2, 3"), ("select ?", "SELECT 1"),
            ("select ? from t", "select 1 from"), ("select ?", "-- select ?\n"), ("select 1", "select 2"),
            ("select ?", "select 'abc'/*+12 bytes*/"), ("select ?'b'", "select 'a''b'"), ("select ?e5", "select 12e5"),
            ("select ?.5", "select 1.5"), ("select ?", ""), ("", "select 1"),
        ] as [(String, String)])
    func unaligned(_ sql: String, _ expanded: String) {
        #expect(SQLValues.align(sql: sql, expanded: expanded) == nil)
    }

    @Test("Any text and blob comes back as it was bound")
    func roundTrip() {
        var random = SeededGenerator(seed: 11)
        let pieces = [
            "'", "?", "--", "/*", "*/", "\"", "\\", "x'", ":a", "$1", ",", ";", " ", "\u{e9}", "NULL", "1", "\n",
        ]
        for _ in 0..<500 {
            let values = (0..<3).map { _ in
                (0..<random.below(8)).map { _ in pieces[random.below(pieces.count)] }.joined()
            }
            let literals = values.map {
                "'" + $0.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
            }
            let sql = "INSERT INTO t(a, b, c) VALUES (?, :b, 'x?') -- ?\n ON CONFLICT DO UPDATE SET c = $c"
            let expanded =
                "INSERT INTO t(a, b, c) VALUES (\(literals[0]), \(literals[1]), 'x?') -- ?\n"
                + " ON CONFLICT DO UPDATE SET c = \(literals[2])"
            #expect(SQLValues.align(sql: sql, expanded: expanded)?.map(\.text) == values)
        }
    }

    @Test(
        "Placeholders are numbered as drivers number them",
        arguments: [
            ("SELECT ?, ?", [1, 2]), ("SELECT ?2, ?, ?1", [2, 3, 1]), ("SELECT $2, $1, $2", [2, 1, 2]),
            ("SELECT :a, :b, :a, ?", [1, 2, 1, 3]), ("SELECT '?' -- ?", []), ("SELECT @a, :a, $a", [1, 2, 3]),
            ("SELECT ?99999999999999999999, ?65535, ?", [0, 65_535, 0]), ("SELECT ?0", [0]),
        ] as [(String, [Int])])
    func numbers(_ sql: String, _ expected: [Int]) {
        #expect(SQLPlaceholders.numbers(sql) == expected)
    }
}
