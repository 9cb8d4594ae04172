import PeriscopeSQL
import Testing

/// Each site as `text=column`, or `text` alone.
func sites(_ sql: String) -> [String] {
    let bytes = Array(sql.utf8)
    return SQLColumns.match(sql).map { site in
        let text = String(decoding: bytes[site.range], as: UTF8.self)
        return site.column.map { text + "=" + $0 } ?? text
    }
}

@Suite("Which column a value belongs to")
struct SQLColumnsTests {
    @Test(
        "A value that is compared with a column belongs to it",
        arguments: [
            ("SELECT * FROM t WHERE a = ?", ["?=a"]),
            ("SELECT * FROM t WHERE ? = a", ["?=a"]),
            ("WHERE a == 1 AND b <> 2 OR c != 3", ["1=a", "2=b", "3=c"]),
            ("WHERE a < 1 AND b > 2 AND c <= 3 AND d >= 4 AND e <=> 5", ["1=a", "2=b", "3=c", "4=d", "5=e"]),
            ("WHERE NOT a = 1", ["1=a"]),
            ("WHERE a=-1", ["1=a"]),
            ("WHERE a LIKE 'x%'", ["'x%'=a"]),
            ("WHERE a NOT LIKE ?", ["?=a"]),
            (
                "WHERE a ILIKE $1 AND b GLOB $2 AND c REGEXP $3 AND d MATCH $4 AND e RLIKE $5",
                ["$1=a", "$2=b", "$3=c", "$4=d", "$5=e"]
            ),
            ("WHERE a SIMILAR TO ?", ["?=a"]),
            ("WHERE a ~* 'x' AND b !~ 'y' AND c @> '{}'", ["'x'=a", "'y'=b", "'{}'=c"]),
            ("WHERE a LIKE '%' || ? || '%' ESCAPE '\\' AND b = 1", ["'%'=a", "?=a", "'%'=a", "'\\'", "1=b"]),
            ("WHERE a IS ? AND b IS NOT ?", ["?=a", "?=b"]),
            ("WHERE a IS DISTINCT FROM ? AND b IS NOT DISTINCT FROM ?", ["?=a", "?=b"]),
            ("WHERE a IS NULL AND b = TRUE AND c = ?", ["?=c"]),
            ("WHERE a IN (?, ?, 3)", ["?=a", "?=a", "3=a"]),
            ("WHERE a NOT IN (?)", ["?=a"]),
            ("WHERE ? IN (a, b)", ["?=a"]),
            ("WHERE a IN ()", []),
            ("WHERE a BETWEEN ? AND ? AND b = ?", ["?=a", "?=a", "?=b"]),
            ("WHERE a NOT BETWEEN 1 AND 2 OR b BETWEEN 3 AND 4", ["1=a", "2=a", "3=b", "4=b"]),
            ("WHERE ? BETWEEN a AND b", ["?=a"]),
            ("WHERE (a BETWEEN ? AND ?) AND b = ?", ["?=a", "?=a", "?=b"]),
            ("WHERE a BETWEEN lower(?) AND (SELECT max(x) FROM y WHERE z = ? AND w = ?)", ["?=a", "?=z", "?=w"]),
        ] as [(String, [String])])
    func comparison(_ sql: String, _ expected: [String]) {
        #expect(sites(sql) == expected)
    }

    @Test(
        "Functions, casts and parentheses do not part a value from its column",
        arguments: [
            ("WHERE lower(email) = ?", ["?=email"]),
            ("WHERE email = lower(?)", ["?=email"]),
            ("WHERE lower(trim(u.email)) = lower(trim(?))", ["?=email"]),
            ("WHERE pg_catalog.lower(email) = ?", ["?=email"]),
            ("WHERE CAST(a AS text) = ?", ["?=a"]),
            ("WHERE a = CAST(? AS integer)", ["?=a"]),
            ("WHERE CAST(? AS integer) = a", ["?=a"]),
            ("WHERE a::text = ?", ["?=a"]),
            ("WHERE a = $1::uuid AND $2::int = b", ["$1=a", "$2=b"]),
            ("WHERE ((a)) = ((?))", ["?=a"]),
            ("WHERE ((((a = ?))))", ["?=a"]),
            ("WHERE (a, b) = (?, ?)", ["?=a", "?=b"]),
            ("WHERE (a, b) > (?, ?) AND c = ?", ["?=a", "?=b", "?=c"]),
            ("WHERE (?, ?) = (a, b)", ["?=a", "?=b"]),
            ("WHERE (a, ?) = (?, b)", ["?=b", "?=a"]),
            ("WHERE ROW(a, b) = ROW(?, ?)", ["?=a", "?=b"]),
            ("WHERE (a, b) IN ((?, ?), (3, 4))", ["?=a", "?=b", "3=a", "4=b"]),
            ("WHERE (a, b) IN ((?, ?))", ["?=a", "?=b"]),
            ("WHERE (a, b) IN (VALUES (?, ?), (?, ?))", ["?=a", "?=b", "?=a", "?=b"]),
            ("WHERE a = ANY($1)", ["$1=a"]),
            ("WHERE a = ANY(ARRAY[?, ?])", ["?=a", "?=a"]),
            ("WHERE tags[1] = ?", ["1", "?=tags"]),
            ("WHERE email = ? COLLATE NOCASE", ["?=email"]),
            ("WHERE ? COLLATE NOCASE = email", ["?=email"]),
            ("WHERE created > date '2020-01-01'", ["'2020-01-01'=created"]),
            ("WHERE date '2020-01-01' < created", ["'2020-01-01'=created"]),
            ("WHERE a + ? = b", ["?=b"]),
            ("WHERE a = CASE WHEN b = 1 THEN ? ELSE ? END AND c = 2", ["1=b", "?=a", "?=a", "2=c"]),
            ("WHERE CASE WHEN b = 1 THEN password ELSE '' END = ?", ["1=b", "''", "?=password"]),
            ("SELECT CASE status WHEN ? THEN 'x' END FROM t WHERE a = ?", ["?=status", "'x'", "?=a"]),
            ("WHERE a = (SELECT id FROM t WHERE b = ? LIMIT 1)", ["?=b", "1"]),
            ("WHERE (SELECT password FROM t WHERE id = ?) = ?", ["?=id", "?=password"]),
            ("WHERE a IN (SELECT b FROM t WHERE c = ? LIMIT ?)", ["?=c", "?"]),
            ("WHERE EXISTS (SELECT 1 FROM t WHERE t.a = ?) AND b = ?", ["1", "?=a", "?=b"]),
            ("WHERE data ->> 'password' = ?", ["'password'", "?=password"]),
            ("WHERE data->>'$.card.number' = 'x'", ["'$.card.number'", "'x'=number"]),
            ("SELECT count(*) FILTER (WHERE a = ?) FROM t", ["?=a"]),
            ("SELECT if(a = ?, 1, 2), b FROM t", ["?=a", "1", "2"]),
            ("WHERE BINARY password = ? AND a = 1 XOR b = 2", ["?=password", "1=a", "2=b"]),
            ("ALTER USER x WITH PASSWORD 'y'", ["'y'=PASSWORD"]),
            ("PRAGMA key = 'y'", ["'y'=key"]),
            ("CALL login(name => ?, password := ?)", ["?=name", "?=password"]),
            ("WHERE password = crypt(?, password)", ["?=password"]),
            ("WHERE a = ? ORDER BY b = ? DESC LIMIT ?", ["?=a", "?=b", "?"]),
            ("WHERE (a = ? OR (b = ? AND NOT (c IN (?)))) AND d = ?", ["?=a", "?=b", "?=c", "?=d"]),
            ("WHERE lower(key) = ? AND (key) = ?", ["?=key", "?=key"]),
            (
                "SELECT sum(x) OVER (ORDER BY y ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t WHERE a = ?",
                ["1", "?=a"]
            ),
            ("WHERE json_extract(data, '$.user.password') = ?", ["'$.user.password'", "?=password"]),
            (
                "UPDATE t SET data = json_set(data, '$.token', ?, '$.\"pin\"', 3, '$.tags[0]', 'x')",
                ["'$.token'", "?=token", "'$.\"pin\"'", "3=pin", "'$.tags[0]'", "'x'=tags"]
            ),
            ("WHERE match(a, b) against (? IN NATURAL LANGUAGE MODE) AND c = 1", ["?=a", "1=c"]),
            (
                "SELECT DISTINCT a FROM t JOIN u ON t.id = u.id AND u.b = ? WHERE c = ? GROUP BY d HAVING count(*) > 3",
                ["?=b", "?=c", "3"]
            ),
            ("SELECT id FROM (SELECT ? AS id FROM t WHERE a = ?) WHERE b = ?", ["?", "?=a", "?=b"]),
            ("WHERE a = ? -- ', b = ?\n AND c = '--'", ["?=a", "'--'=c"]),
            ("WHERE a = $tag$it's$tag$ AND b = E'it\\'s'", ["$tag$it's$tag$=a", "E'it\\'s'=b"]),
            ("WHERE a = 'it\\'s' AND b = 'Bob\\'s'", ["'it\\'s'=a", "'Bob\\'s'=b"]),
        ] as [(String, [String])])
    func through(_ sql: String, _ expected: [String]) {
        #expect(sites(sql) == expected)
    }

    @Test(
        "Columns are named without table and quotes",
        arguments: [
            ("WHERE t.password = ?", ["?=password"]),
            ("WHERE main.t.password = ?", ["?=password"]),
            ("WHERE \"t\".\"password\" = ?", ["?=password"]),
            ("WHERE [t].[password] = ?", ["?=password"]),
            ("WHERE `t`.`password` = ?", ["?=password"]),
            ("WHERE `password` = ?", ["?=password"]),
            ("WHERE \"pass\"\"word\" = ?", ["?=pass\"word"]),
            ("WHERE t . password = ?", ["?=password"]),
            ("WHERE t.key = ? AND key = ? AND action IN (?)", ["?=key", "?=key", "?=action"]),
            ("WHERE t.select = ?", ["?=select"]),
            ("WHERE \u{e9}t\u{e9} = ?", ["?=\u{e9}t\u{e9}"]),
            ("WHERE t.2fa = ?", ["?=2fa"]),
            ("WHERE PassWord=?", ["?=PassWord"]),
        ] as [(String, [String])])
    func names(_ sql: String, _ expected: [String]) {
        #expect(sites(sql) == expected)
    }

    @Test(
        "A value that is assigned to a column belongs to it",
        arguments: [
            ("UPDATE t SET a = ?, b = 'x' WHERE id = 7", ["?=a", "'x'=b", "7=id"]),
            ("UPDATE t SET a = a + ?, b = lower(?)", ["?=a", "?=b"]),
            ("UPDATE t SET (a, b) = (?, ?) WHERE c = ?", ["?=a", "?=b", "?=c"]),
            ("UPDATE t SET (a, b) = (SELECT ?, ? FROM u WHERE d = ?)", ["?=a", "?=b", "?=d"]),
            ("UPDATE \"t\" SET \"password\"=?1 WHERE \"id\"=?2", ["?1=password", "?2=id"]),
            (
                "INSERT INTO t (a, b) VALUES (?, ?) ON CONFLICT (a) DO UPDATE SET b = ?, c = excluded.c WHERE d = ?",
                ["?=a", "?=b", "?=b", "?=d"]
            ),
            ("INSERT INTO t (a) VALUES (?) ON DUPLICATE KEY UPDATE a = VALUES(a), b = ?", ["?=a", "?=b"]),
            ("INSERT INTO t SET a = ?, b = ?", ["?=a", "?=b"]),
            ("UPDATE t SET a = ? RETURNING b, 1", ["?=a", "1"]),
        ] as [(String, [String])])
    func assignment(_ sql: String, _ expected: [String]) {
        #expect(sites(sql) == expected)
    }

    @Test(
        "A value that is inserted belongs to the column of its position",
        arguments: [
            ("INSERT INTO t (a, b) VALUES (?, ?)", ["?=a", "?=b"]),
            ("INSERT INTO t(a,b)VALUES(?,?),(?,?)", ["?=a", "?=b", "?=a", "?=b"]),
            ("INSERT INTO t (a) VALUES (?), (?)", ["?=a", "?=a"]),
            ("INSERT INTO s.t (\"a\", [b], `c`) VALUES (1, x'ff', 'z')", ["1=a", "x'ff'=b", "'z'=c"]),
            ("INSERT INTO t ('a', 'b') VALUES (1, 2)", ["1=a", "2=b"]),
            ("INSERT INTO t (key, value) VALUES (?, ?)", ["?=key", "?=value"]),
            ("INSERT INTO t AS x (a, b) VALUES (?, ?)", ["?=a", "?=b"]),
            ("INSERT t (a) VALUES (?)", ["?=a"]),
            ("INSERT OR REPLACE INTO t (a, b) VALUES (NULL, ?)", ["?=b"]),
            ("REPLACE INTO t (a) VALUES (?)", ["?=a"]),
            ("INSERT INTO t (a, b) VALUES (lower(?), (SELECT id FROM u WHERE c = ?))", ["?=a", "?=c"]),
            ("INSERT INTO t (a, b) VALUES (CASE WHEN 1 = ? THEN ? END, ? + 1)", ["1=a", "?=a", "?=a", "?=b", "1=b"]),
            ("INSERT INTO t (a, b) VALUES (DEFAULT, ?), (?, -2)", ["?=b", "?=a", "2=b"]),
            ("INSERT INTO t (a) VALUES (?, ?)", ["?=a", "?"]),
            ("INSERT INTO t VALUES (?, ?)", ["?", "?"]),
            ("INSERT INTO t DEFAULT VALUES", []),
            ("INSERT INTO t (a, b) SELECT ?, c FROM u WHERE d = ?", ["?=a", "?=d"]),
            ("INSERT INTO t (a, b) SELECT x, lower(?) FROM u UNION ALL SELECT 1, 2", ["?=b", "1=a", "2=b"]),
            ("INSERT INTO t (a, b) (SELECT ?, ?)", ["?=a", "?=b"]),
            ("INSERT INTO t (a) WITH c AS (SELECT ?) SELECT ? FROM c", ["?", "?=a"]),
            ("WITH c AS (SELECT ? AS x) INSERT INTO t (a) SELECT x FROM c WHERE x = ?", ["?", "?=x"]),
            ("INSERT INTO t (a, b) VALUES (?, ?) RETURNING id, 5", ["?=a", "?=b", "5"]),
            ("INSERT INTO t (a) VALUES (?); INSERT INTO u (b) VALUES (?); SELECT ?", ["?=a", "?=b", "?"]),
            ("INSERT INTO t (a) VALUES ROW(?), ROW(?)", ["?=a", "?=a"]),
            (
                "MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN UPDATE SET b = ? "
                    + "WHEN NOT MATCHED THEN INSERT (a, b) VALUES (?, ?)",
                ["?=b", "?=a", "?=b"]
            ),
        ] as [(String, [String])])
    func insertion(_ sql: String, _ expected: [String]) {
        #expect(sites(sql) == expected)
    }

    @Test(
        "Rows that are named behind or before get the columns of their names",
        arguments: [
            ("WITH c(a, b) AS (VALUES (?, ?), (?, ?)) SELECT 1", ["?=a", "?=b", "?=a", "?=b", "1"]),
            ("WITH c(a) AS MATERIALIZED (SELECT ?) SELECT 1", ["?=a", "1"]),
            ("WITH c(a, b) AS (SELECT ?, ? FROM t WHERE x = ?) SELECT 1", ["?=a", "?=b", "?=x", "1"]),
            ("WITH c AS (SELECT ?) SELECT 1", ["?", "1"]),
            (
                "UPDATE t SET p = v.p FROM (VALUES ($1, $2), ($3, $4)) AS v(id, p) WHERE t.id = v.id",
                ["$1=id", "$2=p", "$3=id", "$4=p"]
            ),
            ("SELECT * FROM (VALUES ($1)) v(a)", ["$1=a"]),
        ] as [(String, [String])])
    func namedRows(_ sql: String, _ expected: [String]) {
        #expect(sites(sql) == expected)
    }

    @Test(
        "A double-quoted word counts as a string only where SQLite and MySQL may take it for one",
        arguments: [
            ("WHERE password = \"hunter2\"", ["\"hunter2\"=password"]),
            ("WHERE \"password\" = ?", ["?=password"]),
            ("WHERE \"a\".\"x\" = \"b\".\"y\"", []),
            ("WHERE a IN (\"x\", \"y\")", ["\"x\"=a", "\"y\"=a"]),
            ("UPDATE t SET a = \"x\", b = \"n\" + 1", ["\"x\"=a", "1=b"]),
            ("INSERT INTO t (a, b) VALUES (\"x\", \"f\"(1))", ["\"x\"=a", "1=b"]),
            ("SELECT \"a\" FROM \"t\" ORDER BY \"b\"", []),
        ] as [(String, [String])])
    func doubleQuotes(_ sql: String, _ expected: [String]) {
        #expect(sites(sql) == expected)
    }

    @Test(
        "A value that meets no column has none",
        arguments: [
            ("SELECT ?", ["?"]), ("SELECT 1, 'x', x'00', NULL", ["1", "'x'", "x'00'"]),
            ("SELECT a FROM t LIMIT ? OFFSET ?", ["?", "?"]),
            ("SELECT a FROM t ORDER BY 1", ["1"]),
            ("SELECT f(?) FROM t WHERE a = b", ["?"]),
            ("SELECT a = 1 AS x, ? FROM t", ["1=a", "?"]),
            ("-- a = ?\nSELECT 1 /* b = 'x' */", ["1"]),
            ("INSERT INTO t SET a = (?), b = 1", ["?=a", "1=b"]),
            ("INSERT INTO t PARTITION (p0) (a) VALUES (?)", ["?=a"]),
            ("", []), (")))", []), ("? = ?", ["?", "?"]),
        ] as [(String, [String])])
    func none(_ sql: String, _ expected: [String]) {
        #expect(sites(sql) == expected)
    }

    @Test("Placeholders of every form are told from literals")
    func parameters() {
        let sites = SQLColumns.match("SELECT ?, ?1, $2, :a, @b, $c, 1, 'x', x'00'")
        #expect(sites.map(\.isParameter) == [true, true, true, true, true, true, false, false, false])
    }
}
