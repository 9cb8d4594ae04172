import PeriscopeSQL
import Testing

@Suite("What a statement does")
struct SQLStatementKindTests {
    @Test(
        "A statement's kind is told by its first words",
        arguments: [
            ("SELECT 1", .select), ("  select 1", .select), ("-- why\nSELECT 1", .select),
            ("/* a /* b */ */ SELECT 1", .select),
            ("(SELECT 1) UNION (SELECT 2)", .select), (";;SELECT 1", .select), ("VALUES (1)", .select),
            ("TABLE t", .select),
            ("\u{feff}SELECT 1", .select),
            ("INSERT INTO t VALUES (1)", .insert), ("INSERT OR REPLACE INTO t VALUES (1)", .insert),
            ("REPLACE INTO t VALUES (1)", .replace), ("UPDATE t SET a = 1", .update), ("DELETE FROM t", .delete),
            ("BEGIN IMMEDIATE TRANSACTION", .begin), ("START TRANSACTION", .begin), ("COMMIT", .commit),
            ("END", .commit),
            ("ROLLBACK", .rollback), ("ROLLBACK TO a", .rollback), ("ABORT", .rollback), ("SAVEPOINT a", .savepoint),
            ("RELEASE SAVEPOINT a", .release), ("PRAGMA journal_mode", .pragma), ("CREATE TABLE t (a)", .ddl),
            ("ALTER TABLE t ADD b", .ddl), ("DROP INDEX i", .ddl), ("TRUNCATE t", .ddl),
            ("EXPLAIN QUERY PLAN SELECT 1", .explain),
            ("VACUUM", .other), ("", .other), ("   ", .other), ("'SELECT'", .other), ("\"select\" 1", .other),
            ("selectx", .other),
            ("WITH a AS (SELECT 1) SELECT * FROM a", .select),
            ("WITH RECURSIVE a(n) AS (VALUES (1)) SELECT n FROM a", .select),
            ("WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a", .insert),
            ("WITH a AS (SELECT 1) UPDATE t SET b = 1", .update),
            ("WITH a AS (SELECT ')' FROM x) DELETE FROM t", .delete), ("WITH a AS (SELECT 1", .other), ("WITH", .other),
        ] as [(String, SQLStatementKind)])
    func kind(_ sql: String, _ expected: SQLStatementKind) {
        #expect(SQLStatementKind.of(sql) == expected)
    }

    @Test("Only SELECT and EXPLAIN count as reading")
    func reading() {
        #expect(SQLStatementKind.allCases.filter(\.isRead) == [.select, .explain])
    }
}
