import PeriscopeHistory
import PeriscopeUI
import PeriscopeWire
import Testing

@Suite("SQL to take away")
struct SQLWithValuesTests {
    private func query(_ sql: String, _ values: [ValueRecord], system: String = "sqlite") -> QueryRecord {
        QueryRecord(sql: sql, values: values, system: system)
    }

    static let values: [(value: ValueRecord, system: String, literal: String)] = [
        (ValueRecord(kind: .integer, text: "-7"), "sqlite", "-7"),
        (ValueRecord(kind: .real, text: "1.5e-3"), "sqlite", "1.5e-3"),
        (ValueRecord(kind: .real, text: "1; DROP TABLE book"), "sqlite", "'1; DROP TABLE book'"),
        (ValueRecord(kind: .null, text: ""), "sqlite", "NULL"),
        (ValueRecord(kind: .text, text: "7"), "sqlite", "'7'"),
        (ValueRecord(kind: .other, text: "7"), "sqlite", "7"),
        (ValueRecord(kind: .other, text: "O'Brien"), "sqlite", "'O''Brien'"),
        (ValueRecord(kind: .text, text: "'\u{301}; DROP"), "sqlite", "'''\u{301}; DROP'"),
        (ValueRecord(kind: .text, text: "a\u{0}b"), "sqlite", "('a'||char(0)||'b')"),
        (ValueRecord(kind: .text, text: "\u{1B}"), "postgresql", "chr(27)"),
        (ValueRecord(kind: .text, text: "a\nb"), "sqlite", "'a\nb'"),
        (ValueRecord(kind: .text, text: "\\'"), "mysql", "'\\\\'''"),
        (ValueRecord(kind: .blob, text: "x'0AFF'"), "sqlite", "x'0AFF'"),
        (ValueRecord(kind: .blob, text: "x'0AFF'"), "postgresql", "'\\x0AFF'::bytea"),
        (ValueRecord(kind: .blob, text: "x'0A'); DROP TABLE book --"), "sqlite", "x'0A'"),
        (ValueRecord(kind: .text, text: "[redacted]", mask: 9), "sqlite", "[redacted]"),
        (ValueRecord(kind: .other, text: "[redacted]"), "sqlite", "[redacted]"),
        (
            ValueRecord(kind: .text, text: "long", truncatedBytes: 12), "sqlite",
            "'long' /* and 12 bytes that were not captured */"
        ),
    ]

    @Test(
        "A value never runs into the word beside it",
        arguments: [
            ("SELECT 1 LIMIT?", "SELECT 1 LIMIT 10"), ("SELECT 1 WHERE a=?AND b", "SELECT 1 WHERE a=10 AND b"),
            ("SELECT ?+?", "SELECT 10+10"), ("SELECT(?)", "SELECT(10)"), ("SELECT ?,?", "SELECT 10,10"),
        ])
    func neighbours(sql: String, expected: String) {
        let ten = ValueRecord(kind: .integer, text: "10")
        #expect(SQLWithValues.inlined(query(sql, [ten, ten])) == expected)
    }

    @Test("A string never becomes one of another kind by the word before it")
    func prefixes() {
        let text = ValueRecord(kind: .text, text: "0A")
        #expect(SQLWithValues.inlined(query("SELECT x?", [text])) == "SELECT x '0A'")
    }

    @Test("A value stands in the text as SQL writes it, and a mask as a mask", arguments: values)
    func literals(value: ValueRecord, system: String, literal: String) {
        let text = SQLWithValues.inlined(query("SELECT ?", [value], system: system))
        #expect(text == "SELECT " + literal)
    }

    @Test("A negative number makes no comment of a minus before it")
    func minus() {
        let text = SQLWithValues.inlined(query("SELECT 1 -?", [ValueRecord(kind: .integer, text: "-7")]))
        #expect(text == "SELECT 1 - -7")
    }

    @Test("Below the text each value is a comment that ends where its line ends")
    func parameters() {
        let values = [ValueRecord(kind: .integer, text: "7"), ValueRecord(kind: .text, text: "a'\nDROP TABLE book;\r")]
        #expect(
            SQLWithValues.withParameters(query("SELECT ?, ?", values))
                == "SELECT ?, ?\n-- 1: 7\n-- 2: ('a''\\nDROP TABLE book;'||char(13))")
    }

    @Test("What was not captured is said")
    func cut() {
        let query = QueryRecord(
            sql: "SELECT ? FROM boo", sqlTruncatedBytes: 40, values: [ValueRecord(kind: .integer, text: "7")],
            omittedValues: 3)
        #expect(
            SQLWithValues.inlined(query)
                == "SELECT 7 FROM boo\n-- 40 more bytes were not captured\n-- 3 more values were not captured")
    }

    @Test(
        "The plan is asked for in the database's own words",
        arguments: [
            ("sqlite", "SELECT 1", "EXPLAIN QUERY PLAN SELECT 1;"), ("postgresql", "SELECT 1", "EXPLAIN SELECT 1;"),
            ("sqlite", "SELECT 1 -- one", "EXPLAIN QUERY PLAN SELECT 1 -- one\n;"),
        ])
    func plans(system: String, sql: String, text: String) {
        #expect(SQLWithValues.explained(query(sql, [], system: system)) == text)
    }
}
