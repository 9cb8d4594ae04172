import PeriscopeSQL
import Testing

@Suite("Shapes of statements")
struct SQLFingerprintTests {
    @Test(
        "Alike statements have one shape",
        arguments: [
            ("SELECT * FROM t WHERE a = 1", "select *\nfrom t where a=2 -- two"),
            ("SELECT * FROM t WHERE a = 'x'", "SELECT * FROM t WHERE a = ?"),
            ("SELECT * FROM t WHERE a = -1", "SELECT * FROM t WHERE a = + 1"),
            ("SELECT * FROM t WHERE a = NULL", "SELECT * FROM t WHERE a = true"),
            ("SELECT * FROM t WHERE a IN (1)", "SELECT * FROM t WHERE a IN (1, 2, ?, :a, NULL, -3)"),
            ("INSERT INTO t (a) VALUES (1)", "INSERT INTO t(a) VALUES(1),(2),(3);"),
            ("SELECT a FROM t LIMIT 1", "SELECT a FROM t LIMIT ?;;"),
            ("SELECT 1 UNION ALL SELECT 2", "SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3"),
            ("SELECT count(*) FROM t", "SELECT count ( * ) FROM t /* hint */"),
            ("SELECT 'a' 'b'", "SELECT 'ab'"),
            ("SELECT a FROM t WHERE b = ANY(ARRAY[1])", "SELECT a FROM t WHERE b = ANY(ARRAY[1, 2, 3])"),
            (
                "SELECT key FROM t WHERE nulls = 1 ORDER BY a NULLS LAST",
                "select key from t where nulls = 2 order by a nulls last"
            ),
        ] as [(String, String)])
    func alike(_ one: String, _ other: String) {
        #expect(SQLFingerprint.of(one) == SQLFingerprint.of(other))
        #expect(SQLFingerprint.of(one).hash == SQLFingerprint.of(other).hash)
    }

    @Test(
        "Unlike statements have two",
        arguments: [
            ("SELECT * FROM t WHERE a = 1", "SELECT * FROM t WHERE b = 1"),
            ("SELECT * FROM t WHERE a = 1", "SELECT * FROM T WHERE a = 1"),
            ("SELECT * FROM t WHERE a = 1", "SELECT * FROM t WHERE \"a\" = 1"),
            ("SELECT * FROM t WHERE a = NULL", "SELECT * FROM t WHERE a IS NULL"),
            ("SELECT * FROM t WHERE a IS NULL", "SELECT * FROM t WHERE a IS NOT NULL"),
            ("SELECT a FROM t", "SELECT Key FROM t"), ("SELECT key FROM t", "SELECT Key FROM t"),
            ("SELECT a - 1 FROM t", "SELECT a, -1 FROM t"),
            ("SELECT a FROM t WHERE a IN (1)", "SELECT a FROM t WHERE a IN ()"),
            ("INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (1, 2)"),
            ("SELECT f(1)", "SELECT f(1, 2)"),
            ("SELECT 1 UNION SELECT a", "SELECT 1 UNION SELECT b"),
            ("SELECT 1; SELECT a", "SELECT 1"),
        ] as [(String, String)])
    func unlike(_ one: String, _ other: String) {
        #expect(SQLFingerprint.of(one) != SQLFingerprint.of(other))
    }

    @Test(
        "NULL, TRUE and FALSE are folded where they are values",
        arguments: [
            ("a = NULL", "a = ?"), ("a IS NULL", "a IS NULL"), ("a IS NOT NULL", "a IS NOT NULL"),
            ("a IS TRUE", "a IS TRUE"), ("a IS NOT FALSE", "a IS NOT FALSE"), ("NOT TRUE", "NOT ?"),
            ("a ISNULL", "a ISNULL"), ("a NOTNULL", "a NOTNULL"), ("f(null, false)", "f(?, ?)"),
            ("CASE WHEN true THEN NULL ELSE false END", "CASE WHEN ? THEN ? ELSE ? END"),
            ("a IS NOT DISTINCT FROM NULL", "a IS NOT DISTINCT FROM ?"),
        ] as [(String, String)])
    func words(_ sql: String, _ expected: String) {
        #expect(SQLFingerprint.of("SELECT " + sql).text == "SELECT " + expected)
    }

    @Test(
        "A sign goes with its number where it belongs to it alone",
        arguments: [
            ("-1", "?"), ("+1", "?"), ("- 1", "?"), ("- -1", "?"), ("-+-1", "?"), ("a-1", "a - ?"),
            ("a - -1", "a - ?"),
            ("(a)-1", "(a) - ?"), ("f(-1, +2)", "f(?, ?)"), ("-a", "-a"), ("-(1)", "-(?)"), ("~-1", "~?"),
            ("1 -1", "? - ?"), ("CASE WHEN a THEN -1 END -1", "CASE WHEN a THEN ? END - ?"), ("-?", "?"),
            ("a[-1]", "a[?]"), ("a BETWEEN -1 AND -2", "a BETWEEN ? AND ?"), ("a * -1", "a * ?"),
        ] as [(String, String)])
    func signs(_ sql: String, _ expected: String) {
        #expect(SQLFingerprint.of("SELECT " + sql).text == "SELECT " + expected)
    }

    @Test("A hash is of the text, and the same in every run")
    func hash() {
        let shape = SQLFingerprint.of("SELECT * FROM book WHERE author_id = 12")
        #expect(shape.text == "SELECT * FROM book WHERE author_id = ?")
        #expect(shape.hash == 0x500d_7c84_3fe5_b266)
        #expect(SQLFingerprint.of("").text.isEmpty)
    }

    @Test("Bytes that are no UTF-8 are repaired in the text")
    func invalid() {
        let bytes: [UInt8] = Array("SELECT ".utf8) + [0xff] + Array(" FROM t WHERE a = '".utf8) + [0xfe, 0x27]
        let shape = bytes.withUnsafeBufferPointer { SQLFingerprint.of($0) }
        #expect(shape.text == "SELECT \u{fffd} FROM t WHERE a = ?")
    }

    @Test("A long list is as short as a short one", .timeLimit(.minutes(1)))
    func longLists() {
        let numbers = (1...20_000).map(String.init).joined(separator: ", ")
        #expect(SQLFingerprint.of("SELECT * FROM t WHERE a IN (\(numbers))").text == "SELECT * FROM t WHERE a IN (?)")
        let rows = (1...10_000).map { "(\($0), 'x\($0)')" }.joined(separator: ",")
        #expect(SQLFingerprint.of("INSERT INTO t (a, b) VALUES \(rows)").text == "INSERT INTO t (a, b) VALUES (?, ?)")
        let arms = (1...5_000).map { "SELECT \($0)" }.joined(separator: " UNION ALL ")
        #expect(SQLFingerprint.of(arms).text == "SELECT ?")
        #expect(SQLFingerprint.of("SELECT " + String(repeating: "- ", count: 20_000) + "1").text == "SELECT ?")
    }
}
