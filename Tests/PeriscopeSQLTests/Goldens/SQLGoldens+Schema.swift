extension SQLGoldens {
    /// What makes, changes and looks at the schema, transactions, more than one statement.
    static let schema: [SQLGolden] = [
        SQLGolden(
            "CREATE TABLE t (a, b)",
            shape: "CREATE TABLE t (a, b)",
            formatted: "CREATE TABLE t (a, b)"),
        SQLGolden(
            """
            CREATE TABLE book (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL, price \
            NUMERIC(10,2) DEFAULT 0)
            """,
            shape: """
                CREATE TABLE book (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL, price \
                NUMERIC(?, ?) DEFAULT ?)
                """,
            formatted: """
                CREATE TABLE book (
                  id INTEGER PRIMARY KEY AUTOINCREMENT,
                  title TEXT NOT NULL,
                  price NUMERIC(10, 2) DEFAULT 0
                )
                """),
        SQLGolden(
            """
            CREATE TABLE IF NOT EXISTS "book" ("id" INTEGER PRIMARY KEY, "title" TEXT NOT NULL DEFAULT \
            'untitled', "sold" BOOLEAN NOT NULL DEFAULT FALSE, "note" TEXT NULL, "authorId" INTEGER NOT \
            NULL REFERENCES "author"("id") ON DELETE SET NULL ON UPDATE CASCADE, UNIQUE ("title", \
            "authorId"), CHECK (length("title") > 0))
            """,
            shape: """
                CREATE TABLE IF NOT EXISTS "book" ("id" INTEGER PRIMARY KEY, "title" TEXT NOT NULL DEFAULT \
                ?, "sold" BOOLEAN NOT NULL DEFAULT FALSE, "note" TEXT NULL, "authorId" INTEGER NOT NULL \
                REFERENCES "author"("id") ON DELETE SET NULL ON UPDATE CASCADE, UNIQUE ("title", \
                "authorId"), CHECK (length("title") > ?))
                """,
            formatted: """
                CREATE TABLE IF NOT EXISTS "book" (
                  "id" INTEGER PRIMARY KEY,
                  "title" TEXT NOT NULL DEFAULT 'untitled',
                  "sold" BOOLEAN NOT NULL DEFAULT FALSE,
                  "note" TEXT NULL,
                  "authorId" INTEGER NOT NULL REFERENCES "author"("id") ON DELETE SET NULL ON UPDATE \
                CASCADE,
                  UNIQUE ("title", "authorId"),
                  CHECK (length("title") > 0)
                )
                """),
        SQLGolden(
            "CREATE TEMPORARY TABLE top AS SELECT * FROM book ORDER BY price DESC LIMIT 10",
            shape: "CREATE TEMPORARY TABLE top AS SELECT * FROM book ORDER BY price DESC LIMIT ?",
            formatted: """
                CREATE TEMPORARY TABLE top AS
                SELECT *
                FROM book
                ORDER BY price DESC
                LIMIT 10
                """),
        SQLGolden(
            "CREATE TABLE kv (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID",
            shape: "CREATE TABLE kv (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID",
            formatted: "CREATE TABLE kv (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID"),
        SQLGolden(
            "CREATE UNIQUE INDEX IF NOT EXISTS book_by_isbn ON book (isbn)",
            shape: "CREATE UNIQUE INDEX IF NOT EXISTS book_by_isbn ON book (isbn)",
            formatted: "CREATE UNIQUE INDEX IF NOT EXISTS book_by_isbn ON book (isbn)"),
        SQLGolden(
            "CREATE INDEX book_by_author ON book (author_id, lower(title) DESC) WHERE price > 0",
            shape: "CREATE INDEX book_by_author ON book (author_id, lower(title) DESC) WHERE price > ?",
            formatted: """
                CREATE INDEX book_by_author ON book (author_id, lower(title) DESC)
                WHERE price > 0
                """),
        SQLGolden(
            "CREATE VIEW late AS SELECT * FROM loan WHERE due_at < 12",
            shape: "CREATE VIEW late AS SELECT * FROM loan WHERE due_at < ?",
            formatted: """
                CREATE VIEW late AS
                SELECT *
                FROM loan
                WHERE due_at < 12
                """),
        SQLGolden(
            "CREATE VIRTUAL TABLE book_search USING fts5(title, body, content='book')",
            shape: "CREATE VIRTUAL TABLE book_search USING fts5(title, body, content = ?)",
            formatted: "CREATE VIRTUAL TABLE book_search USING fts5(title, body, content = 'book')"),
        SQLGolden(
            """
            CREATE TRIGGER book_added AFTER INSERT ON book BEGIN UPDATE author SET books = books + 1 \
            WHERE id = new.author_id; INSERT INTO log (what, at) VALUES ('book', 5); END
            """,
            shape: """
                CREATE TRIGGER book_added AFTER INSERT ON book BEGIN UPDATE author SET books = books + ? \
                WHERE id = new.author_id; INSERT INTO log (what, at) VALUES (?, ?); END
                """,
            formatted: """
                CREATE TRIGGER book_added AFTER INSERT ON book
                BEGIN
                  UPDATE author
                  SET books = books + 1
                  WHERE id = new.author_id;
                  INSERT INTO log (what, at) VALUES ('book', 5);
                END
                """),
        SQLGolden(
            """
            CREATE TRIGGER t BEFORE UPDATE OF price ON book FOR EACH ROW WHEN new.price < 0 BEGIN \
            SELECT RAISE(ABORT, 'a price is not negative'); END
            """,
            shape: """
                CREATE TRIGGER t BEFORE UPDATE OF price ON book FOR EACH ROW WHEN new.price < ? BEGIN \
                SELECT RAISE(ABORT, ?); END
                """,
            formatted: """
                CREATE TRIGGER t BEFORE UPDATE OF price ON book FOR EACH ROW WHEN new.price < 0
                BEGIN
                  SELECT RAISE(ABORT, 'a price is not negative');
                END
                """),
        SQLGolden(
            "ALTER TABLE book ADD COLUMN pages INTEGER DEFAULT 0",
            shape: "ALTER TABLE book ADD COLUMN pages INTEGER DEFAULT ?",
            formatted: "ALTER TABLE book ADD COLUMN pages INTEGER DEFAULT 0"),
        SQLGolden(
            "ALTER TABLE book RENAME TO tome",
            shape: "ALTER TABLE book RENAME TO tome",
            formatted: "ALTER TABLE book RENAME TO tome"),
        SQLGolden(
            "ALTER TABLE book RENAME COLUMN title TO name",
            shape: "ALTER TABLE book RENAME COLUMN title TO name",
            formatted: "ALTER TABLE book RENAME COLUMN title TO name"),
        SQLGolden(
            "DROP TABLE IF EXISTS book",
            shape: "DROP TABLE IF EXISTS book",
            formatted: "DROP TABLE IF EXISTS book"),
        SQLGolden(
            "BEGIN IMMEDIATE TRANSACTION",
            shape: "BEGIN IMMEDIATE TRANSACTION",
            formatted: "BEGIN IMMEDIATE TRANSACTION"),
        SQLGolden(
            "COMMIT",
            shape: "COMMIT",
            formatted: "COMMIT"),
        SQLGolden(
            "ROLLBACK TO SAVEPOINT a",
            shape: "ROLLBACK TO SAVEPOINT a",
            formatted: "ROLLBACK TO SAVEPOINT a"),
        SQLGolden(
            "PRAGMA foreign_keys = ON",
            shape: "PRAGMA foreign_keys = ON",
            formatted: "PRAGMA foreign_keys = ON"),
        SQLGolden(
            #"PRAGMA table_info("book")"#,
            shape: #"PRAGMA table_info("book")"#,
            formatted: #"PRAGMA table_info("book")"#),
        SQLGolden(
            "EXPLAIN QUERY PLAN SELECT * FROM book WHERE id = 3",
            shape: "EXPLAIN QUERY PLAN SELECT * FROM book WHERE id = ?",
            formatted: """
                EXPLAIN QUERY PLAN
                SELECT *
                FROM book
                WHERE id = 3
                """),
        SQLGolden(
            "EXPLAIN DELETE FROM book",
            shape: "EXPLAIN DELETE FROM book",
            formatted: "EXPLAIN DELETE FROM book"),
        SQLGolden(
            "ATTACH DATABASE 'other.sqlite' AS other",
            shape: "ATTACH DATABASE ? AS other",
            formatted: "ATTACH DATABASE 'other.sqlite' AS other"),
        SQLGolden(
            "VACUUM INTO 'copy.sqlite'",
            shape: "VACUUM INTO ?",
            formatted: "VACUUM INTO 'copy.sqlite'"),
        SQLGolden(
            "SET search_path TO shop, public",
            shape: "SET search_path TO shop, public",
            formatted: "SET search_path TO shop, public"),
        SQLGolden(
            "GRANT SELECT, INSERT ON book TO reader",
            shape: "GRANT SELECT, INSERT ON book TO reader",
            formatted: "GRANT SELECT, INSERT ON book TO reader"),
        SQLGolden(
            "SELECT 1; SELECT * FROM book WHERE id = 2;",
            shape: "SELECT ?; SELECT * FROM book WHERE id = ?",
            formatted: """
                SELECT 1;
                SELECT *
                FROM book
                WHERE id = 2;
                """),
        SQLGolden(
            "CALL refresh_totals(2026, 'all')",
            shape: "CALL refresh_totals(?, ?)",
            formatted: "CALL refresh_totals(2026, 'all')"),
    ]
}
