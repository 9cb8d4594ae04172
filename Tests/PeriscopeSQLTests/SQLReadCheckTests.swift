import PeriscopeSQL
import Testing

@Suite("Which statements only read")
struct SQLReadCheckTests {
    @Test(
        "What only reads is let through",
        arguments: [
            "SELECT 1", "select * from book", "SELECT * FROM book WHERE id = ?;", "  SELECT 1 ; ; -- done",
            "-- why\nSELECT 1", "/* a */ SELECT /* b */ 1 /* c */", "VALUES (1), (2)", "(SELECT 1) UNION (SELECT 2)",
            "((SELECT 1))", "SELECT 1 UNION ALL SELECT 2 EXCEPT SELECT 3",
            "WITH a AS (SELECT 1) SELECT * FROM a",
            "WITH RECURSIVE a(n) AS (VALUES (1) UNION SELECT n FROM a) SELECT n FROM a",
            "WITH a AS (SELECT 1), b AS MATERIALIZED (SELECT 2), c AS NOT MATERIALIZED (VALUES (3)) SELECT * FROM a, b, c",
            "WITH a AS (WITH b AS (SELECT 1) SELECT * FROM b) SELECT * FROM a",
            "WITH recursive AS (SELECT 1) SELECT * FROM recursive",
            "SELECT * FROM (WITH a AS (SELECT 1) SELECT * FROM a)", "SELECT 'a; DROP TABLE b'", "SELECT 'it''s; fine'",
            "SELECT \"a;b\", [c d], `e f` FROM t", "SELECT a FROM t WHERE b LIKE '%50\\%%' ESCAPE '\\' AND c = 1",
            "SELECT $1::int, :a, @b, ?3", "SELECT data ->> 'k', tags[1] FROM t WHERE data @> '{}'",
            "SELECT replace(a, 'x', 'y'), REPLACE (b, 'x', 'y') FROM t", "SELECT count(*) FROM \"insert\"",
            "SELECT t.delete, t.update, t.\"into\" FROM t", "SELECT 'DELETE FROM t', 'PRAGMA x'",
            "SELECT updated_at, deleted, inserts, intox FROM t", "SELECT substring(a FROM 1 FOR 2) FROM t",
            "SELECT * FROM pragma_table_info('book')", "SELECT name FROM main.pragma_index_list('t')",
            "SELECT größe FROM café WHERE naïve = '☃'", "SELECT sleep FROM diary WHERE benchmark = 1",
            "SELECT CASE WHEN a THEN 1 ELSE 2 END, row_number() OVER (PARTITION BY b ORDER BY c) FROM t",
            "SELECT * FROM t WHERE a IN (SELECT b FROM u) AND EXISTS (SELECT 1) ORDER BY 1 LIMIT 2 OFFSET 3",
            "SELECT lower(name), random(), randomblob(4), last_insert_rowid() FROM t", "SELECT X'00', 1e3, 0x1F, .5",
            "SELECT a -- ; DROP TABLE t\nFROM t",
        ])
    func reads(_ sql: String) {
        #expect(SQLReadCheck.problem(with: sql) == nil)
    }

    @Test(
        "What does not is refused with a sentence that says why",
        arguments: [
            ("UPDATE t SET a = 1", "This is an UPDATE."), ("insert into t values (1)", "This is an INSERT."),
            ("DELETE FROM t", "This is a DELETE."), ("REPLACE INTO t VALUES (1)", "This is a REPLACE."),
            ("MERGE INTO t USING s ON a = b WHEN MATCHED THEN DELETE", "This is a MERGE."),
            ("PRAGMA journal_mode = DELETE", "This is a PRAGMA."), ("ATTACH 'x' AS y", "This is an ATTACH."),
            ("DETACH y", "This is a DETACH."), ("VACUUM", "This is a VACUUM."), ("BEGIN", "This is a BEGIN."),
            ("COMMIT", "This is a COMMIT."), ("EXPLAIN SELECT 1", "This is an EXPLAIN."),
            ("EXPLAIN QUERY PLAN SELECT 1", "This is an EXPLAIN."), ("CREATE TABLE t (a)", "This is a CREATE."),
            ("DROP TABLE t", "This is a DROP."), ("ANALYZE", "This is an ANALYZE."), ("REINDEX", "This is a REINDEX."),
            ("CALL f()", "This is a CALL."), ("DO $$ BEGIN END $$", "This is a DO."),
            ("COPY t TO 'x'", "This is a COPY."),
            ("SET a = 1", "This is a SET."), ("TABLE t", "This is a TABLE."), ("SHOW TABLES", "This is a SHOW."),
            ("", "no statement"), ("  ;; -- nothing", "no statement"), ("42", "does not begin"),
            ("'SELECT 1'", "does not begin"),
            ("SELECT 1; SELECT 2", "more than one"), ("SELECT 1; DROP TABLE t", "more than one"),
            ("SELECT 1;;SELECT 2", "more than one"), ("SELECT 1 --\n; DROP TABLE t", "more than one"),
            ("SELECT 1 /* ; */; DELETE FROM t", "more than one"), ("; SELECT 1; x", "more than one"),
            ("WITH a AS (SELECT 1) DELETE FROM t", "a DELETE in it"),
            ("WITH a AS (SELECT 1) INSERT INTO t SELECT 1", "an INSERT in it"),
            ("WITH a AS (SELECT 1) UPDATE t SET b = 1", "an UPDATE in it"),
            ("WITH a AS (DELETE FROM t RETURNING *) SELECT * FROM a", "a DELETE in it"),
            ("WITH a AS (SELECT 1), b AS (INSERT INTO t VALUES (1) RETURNING *) SELECT 1", "an INSERT in it"),
            ("WITH a AS (SELECT 1) REPLACE INTO t VALUES (1)", "a REPLACE in it"),
            ("WITH a AS (SELECT 1) MERGE INTO t USING a ON b", "a MERGE in it"),
            ("SELECT * FROM (DELETE FROM t RETURNING *)", "a DELETE in it"), ("WITH a AS (SELECT 1)", "its WITH"),
            ("WITH a AS (VACUUM) SELECT 1", "its WITH"), ("WITH a (SELECT 1) SELECT 1", "its WITH"),
            ("WITH a AS (SELECT 1) TABLE a", "its WITH"),
            ("SELECT a INTO b FROM t", "INTO"), ("SELECT a FROM t INTO OUTFILE '/tmp/x'", "INTO"),
            ("SELECT * FROM t FOR UPDATE", "locks rows"), ("SELECT * FROM t FOR SHARE", "locks rows"),
            ("SELECT * FROM t FOR NO KEY UPDATE SKIP LOCKED", "locks rows"),
            ("SELECT * FROM t FOR KEY SHARE", "locks rows"),
            ("SELECT * FROM t LOCK IN SHARE MODE", "locks rows"), ("SELECT @a := 1", "assigns"),
            ("SELECT load_extension('x')", "function load_extension"),
            ("SELECT LOAD_EXTENSION ('x')", "function load_extension"),
            ("SELECT \"load_extension\" /* */ ('x')", "function load_extension"),
            ("SELECT [writefile]('x', 'y')", "function writefile"), ("SELECT `edit`('x')", "function edit"),
            ("SELECT fts3_tokenizer('a', x'00')", "function fts3_tokenizer"),
            ("SELECT pg_sleep(10)", "function pg_sleep"),
            ("SELECT pg_catalog.pg_sleep_for('1 s')", "function pg_sleep_for"),
            ("SELECT nextval('s')", "function nextval"),
            ("SELECT setval('s', 1)", "function setval"), ("SELECT set_config('a', 'b', false)", "function set_config"),
            ("SELECT lo_import('/etc/passwd')", "function lo_import"),
            ("SELECT * FROM dblink('a', 'b') AS t(x int)", "function dblink"),
            ("SELECT dblink_exec('DROP TABLE t')", "function dblink_exec"),
            ("SELECT pg_read_file('x')", "function pg_read_file"),
            ("SELECT pg_terminate_backend(1)", "function pg_terminate_backend"),
            ("SELECT query_to_xml('DELETE FROM t', true, true, '')", "function query_to_xml"),
            ("SELECT sleep(5)", "function sleep"), ("SELECT get_lock('a', 1)", "function get_lock"),
            ("SELECT benchmark(1000, md5('a'))", "function benchmark"),
            ("SELECT load_file('/etc/passwd')", "function load_file"),
            ("SELECT 1 FROM t WHERE a = (SELECT 2 WHERE sleep(1))", "function sleep"),
            ("SELECT U&\"pg\\005fsleep\"(1)", "Unicode escapes"),
            ("SELECT * FROM pragma_journal_mode", "PRAGMA journal_mode"),
            ("SELECT * FROM \"pragma_user_version\"", "PRAGMA user_version"),
            ("SELECT * FROM Pragma_Optimize()", "PRAGMA optimize"),
            ("SELECT 'open", "string is not closed"), ("SELECT \"open", "name is not closed"),
            ("SELECT 1 /* open", "comment is not closed"),
            ("SELECT $$open", "string is not closed"), ("SELECT x'00", "string is not closed"),
            ("SELECT '", "string is not closed"),
            ("SELECT 1\u{0}; DROP TABLE t", "NUL"), ("SELECT '\u{0}'", "NUL"),
            ("SELECT /*!50000 sleep(1), */ 1", "/*!"), ("SELECT 1 /*M! , 2 */", "/*!"), ("/*!SELECT*/ 1", "/*!"),
        ] as [(String, String)])
    func refused(_ sql: String, _ reason: String) {
        let problem = SQLReadCheck.problem(with: sql)
        #expect(problem?.contains(reason) == true, "\(sql): \(problem ?? "let through")")
        #expect(problem?.last == ".", "\(problem ?? "")")
    }

    @Test(
        "What one database reads in another way is refused",
        arguments: [
            "SELECT 1 /* /* */ ; DROP TABLE t /* */ */", "SELECT $a$ ; DROP TABLE t; $a$",
            "SELECT a # b; DROP TABLE t", "SELECT 1 --1; DROP TABLE t", "SELECT 'a\\'; DROP TABLE t; -- '",
            "SELECT 'it\\'s; x'", "SELECT \"a\\\"; DROP TABLE t; --\"", "SELECT a[1; DROP TABLE t; --]",
            "SELECT [a'b]; DROP TABLE t --']", "SELECT `; DROP TABLE t; --`", "SELECT E'\\'; DROP TABLE t; --'",
            "WITH a AS (SELECT 1)\u{feff}DELETE FROM t", "SELECT 1 /* /* */ INTO t /* */ */",
            "SELECT # pg_sleep(1)\n 1", "SELECT '\\'', sleep(1), '\\''",
        ])
    func hidden(_ sql: String) {
        #expect(SQLReadCheck.problem(with: sql) != nil)
    }

    @Test("No statement of the corpus that changes something is let through")
    func corpus() {
        for golden in SQLGoldens.all {
            let kind = SQLStatementKind.of(golden.sql)
            if kind != .select { #expect(SQLReadCheck.problem(with: golden.sql) != nil, "\(golden.sql)") }
        }
        let read = SQLGoldens.select.filter { SQLReadCheck.problem(with: $0.sql) == nil }
        #expect(read.count >= SQLGoldens.select.count - 2, "all but TABLE and FOR UPDATE")
    }

    @Test("A statement put behind any other is refused, whatever stands between")
    func appended() {
        for golden in SQLGoldens.all where SQLReadCheck.problem(with: golden.sql) == nil {
            for between in [";", " ; ", ";\n", "; -- \n", ";/**/", "\n;\n"] {
                #expect(SQLReadCheck.problem(with: golden.sql + "\n" + between + "DROP TABLE book") != nil)
            }
        }
    }

    /// Tables that each name the one before twice.
    private static func doubling(_ levels: Int, _ body: (String) -> String) -> String {
        let tables = (1..<levels).map { "c\($0) AS (\(body("c\($0 - 1)")))" }
        return "WITH c0 AS (SELECT 1), \(tables.joined(separator: ", ")) SELECT * FROM c\(levels - 1)"
    }

    @Test("A WITH whose tables double at each level is refused before a database copies it a million times")
    func doubled() {
        let bodies: [@Sendable (String) -> String] = [
            { "SELECT 1 FROM \($0), \($0)" }, { "SELECT 1 FROM \($0) JOIN \($0)" },
            { "SELECT 1.FROM '\($0)', [\($0)]" },
            { "SELECT 1 FROM (\"\($0)\" JOIN ((`\($0.uppercased())`)))" }, { "SELECT 1 IN \($0) OR 2 IN \($0)" },
            { "SELECT (SELECT 1 FROM \($0)), * FROM \($0)" }, { "SELECT 1 FROM t JOIN u ON 1, \($0), \($0)" },
            { "SELECT * FROM \($0) UNION ALL SELECT * FROM \($0)" },
            { "WITH d AS (SELECT 1 FROM \($0)), e AS (SELECT * FROM \($0)) SELECT * FROM d, e" },
            { "WITH window AS (SELECT 1) SELECT 1 FROM window, \($0), \($0)" },
        ]
        for body in bodies {
            let problem = SQLReadCheck.problem(with: Self.doubling(20, body))
            #expect(problem?.contains("copies") == true, "\(body("c")): \(problem ?? "let through")")
            #expect(SQLReadCheck.problem(with: Self.doubling(6, body)) == nil, "\(body("c"))")
        }
        let deep = Self.doubling(200) { "SELECT 1 FROM \($0), \($0)" }
        #expect(SQLReadCheck.problem(with: deep)?.contains("copies") == true)
        let many = (0..<300).map { "c\($0) AS (SELECT 1)" }.joined(separator: ", ")
        #expect(SQLReadCheck.problem(with: "WITH \(many) SELECT 1")?.contains("300 tables") == true)
        let long = "WITH a AS (SELECT \(String(repeating: "1, ", count: 5_000))1) SELECT 1 FROM "
        let longer = SQLReadCheck.problem(with: long + String(repeating: "a, ", count: 20) + "a")
        #expect(longer?.contains("copies") == true)
        let circle = "WITH a AS (SELECT * FROM b), b AS (SELECT * FROM a) SELECT 1 FROM a"
        #expect(SQLReadCheck.problem(with: circle)?.contains("circle") == true)
    }

    @Test(
        "A WITH whose tables' names are also columns', aliases or other tables' is let through",
        arguments: [
            "WITH sums AS (SELECT count(*) AS n, x FROM t), n AS (SELECT sums.n, n FROM sums) SELECT 1",
            "WITH a AS (WITH b AS (SELECT 1) SELECT * FROM b), b AS (SELECT * FROM a) SELECT a.x, b.a FROM a, b",
            "WITH a AS (SELECT * FROM (WITH a AS (SELECT 1) SELECT * FROM a)) SELECT * FROM a, (SELECT a FROM a)",
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT * FROM n a, n b, n c",
            "WITH a AS (SELECT x, y FROM t ORDER BY a, b), b AS (SELECT a FROM a GROUP BY b, a) SELECT * FROM b",
        ])
    func named(_ sql: String) {
        #expect(SQLReadCheck.problem(with: sql) == nil)
    }
}
