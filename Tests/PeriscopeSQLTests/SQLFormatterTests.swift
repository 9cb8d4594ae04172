import PeriscopeSQL
import Testing

@Suite("Laying statements out")
struct SQLFormatterTests {
    @Test("A short statement of two clauses stays on its line, one of three has a line each")
    func short() {
        #expect(SQLFormatter.format("SELECT *\n  FROM book") == "SELECT * FROM book")
        #expect(
            SQLFormatter.format("SELECT * FROM book WHERE author_id = 12") == """
                SELECT *
                FROM book
                WHERE author_id = 12
                """)
    }

    @Test("What does not fit is broken, from the outside to the inside")
    func width() {
        let sql = "SELECT a FROM t WHERE b IN (SELECT c FROM u WHERE d = 1)"
        #expect(
            SQLFormatter.format(sql, width: 80) == """
                SELECT a
                FROM t
                WHERE b IN (SELECT c FROM u WHERE d = 1)
                """)
        #expect(
            SQLFormatter.format(sql, width: 30) == """
                SELECT a
                FROM t
                WHERE b IN (
                  SELECT c
                  FROM u
                  WHERE d = 1
                )
                """)
    }

    @Test(
        "No blank is put where it could change the meaning",
        arguments: [
            "SELECT a.b", "SELECT count(*)", "SELECT count (*)", "SELECT a::int", "SELECT @name, :name, $1",
            "SELECT x'00', E'x', N'x'", "SELECT _utf8'abc'", "SELECT a ?| b, a ?& b", "SELECT a->>'b'",
            "SELECT a ->> 'b'", "SELECT - -1", "SELECT a[1], a [1]", "SELECT @@version", "SELECT a @- b",
            "SELECT DATE '2026-01-01'", "SELECT 1 .x", "SELECT t . a", "SELECT \"a\".\"b\"",
        ])
    func meaning(_ sql: String) {
        #expect(SQLFormatter.format(sql) == sql)
    }

    @Test(
        "Blanks are put where people expect them, and taken away where they do not",
        arguments: [
            ("SELECT a,b FROM t", "SELECT a, b FROM t"), ("SELECT a , b", "SELECT a, b"),
            ("SELECT f( a )", "SELECT f(a)"), ("SELECT a=1", "SELECT a = 1"), ("SELECT a=-1", "SELECT a = -1"),
            ("SELECT a||b", "SELECT a || b"), ("SELECT*FROM t", "SELECT * FROM t"),
            ("SELECT a IN(1)", "SELECT a IN (1)"), ("SELECT (1)AS a", "SELECT (1) AS a"),
            ("SELECT  \t 1 ;", "SELECT 1;"), ("SELECT 'a'AS b", "SELECT 'a' AS b"), ("SELECT ?AS b", "SELECT ? AS b"),
            ("SELECT a||-b", "SELECT a ||-b"), ("SELECT a/b%c", "SELECT a / b % c"), ("\u{feff}SELECT 1", "SELECT 1"),
        ] as [(String, String)])
    func blanks(_ sql: String, _ expected: String) {
        #expect(SQLFormatter.format(sql) == expected)
    }

    @Test(
        "A comment to the line's end is followed by a line's end",
        arguments: [
            "SELECT 1 -- a\n, 2", "SELECT ( -- a\n 1)", "SELECT a -- a\n.b", "-- a\nSELECT 1", "SELECT -- a\n*",
            "SELECT 1 # a\n+ 2",
        ])
    func lineComments(_ sql: String) {
        let formatted = SQLFormatter.format(sql)
        let lines: [Substring] = formatted.split(separator: "\n" as Character)
        let rest = lines.first { $0.contains("-- a") || $0.contains("# a") }
        #expect(rest.map { $0.hasSuffix("a") } == true, "\(formatted)")
    }

    @Test("Strings that PostgreSQL joins over a line's end stay joined")
    func joinedStrings() {
        #expect(SQLFormatter.format("SELECT 'a'\n'b'") == "SELECT 'a'\n  'b'")
        #expect(SQLFormatter.format("SELECT 'a' 'b'") == "SELECT 'a' 'b'")
    }

    @Test(
        "Texts that once were laid out otherwise a second time, or read otherwise",
        arguments: [
            "SELECT a\n/* c */ FROM t WHERE /* one\ntwo */ a = 1 AND b = 2",
            "SELECT f(a JOIN b ON c, /* d */ e) FROM t",
            "/* a /* b\nSELECT 1 */ */2",
            "(SELECT a, CASE WHEN b /* c */)",
            "/* c */ SELECT DISTINCT ON (a JOIN b ON c */ d, /* e\nf */ g",
            "SELECT 'it\\'s', # o'),\n('b', 'c\n', ?, ?, ?, ?, ?) AS d",
        ])
    func regressions(_ sql: String) {
        func spoken(_ sql: String) -> [String] {
            let bytes = Array(sql.utf8)
            return SQLTokenizer.tokens(bytes).filter { $0.kind != .whitespace }.map {
                String(decoding: bytes[$0.range], as: UTF8.self)
            }
        }
        for width in [20, 40, 80] {
            let formatted = SQLFormatter.format(sql, width: width)
            #expect(spoken(formatted) == spoken(sql))
            #expect(SQLFormatter.format(formatted, width: width) == formatted)
        }
    }

    @Test("Indentation has an end", .timeLimit(.minutes(1)))
    func depth() {
        let depth = 5_000
        let nest = String(repeating: "a IN (SELECT b FROM c WHERE ", count: depth) + "1"
        let formatted = SQLFormatter.format("SELECT " + nest + String(repeating: ")", count: depth))
        let lines: [Substring] = formatted.split(separator: "\n" as Character)
        let indentation = lines.map { $0.prefix { $0 == " " }.count }.max() ?? 0
        #expect(indentation > 20 && indentation <= 40)
        #expect(SQLFormatter.format(formatted) == formatted)
        let parentheses = String(repeating: "(", count: depth) + String(repeating: ")", count: depth)
        #expect(SQLFormatter.format(parentheses) == parentheses)
    }

    @Test("No text at all stays none")
    func empty() {
        #expect(SQLFormatter.format("").isEmpty)
        #expect(SQLFormatter.format(" \n\t ").isEmpty)
        #expect(SQLFormatter.format(";") == ";")
        #expect(SQLFormatter.format("-- a\n") == "-- a")
    }
}
