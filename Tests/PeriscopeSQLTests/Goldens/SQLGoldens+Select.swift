extension SQLGoldens {
    /// Plain questions: columns, tables, order, limits.
    static let select: [SQLGolden] = [
        SQLGolden(
            "SELECT 1",
            shape: "SELECT ?",
            formatted: "SELECT 1"),
        SQLGolden(
            "select * from book",
            shape: "SELECT * FROM book",
            formatted: "select * from book"),
        SQLGolden(
            "SELECT * FROM book WHERE author_id = 12",
            shape: "SELECT * FROM book WHERE author_id = ?",
            formatted: """
                SELECT *
                FROM book
                WHERE author_id = 12
                """),
        SQLGolden(
            "SELECT * FROM book WHERE author_id = ?",
            shape: "SELECT * FROM book WHERE author_id = ?",
            formatted: """
                SELECT *
                FROM book
                WHERE author_id = ?
                """),
        SQLGolden(
            #"SELECT "id", "title" FROM "book" WHERE "id" = ?1;"#,
            shape: #"SELECT "id", "title" FROM "book" WHERE "id" = ?"#,
            formatted: """
                SELECT "id", "title"
                FROM "book"
                WHERE "id" = ?1;
                """),
        SQLGolden(
            "SELECT id, title FROM book ORDER BY title LIMIT 50",
            shape: "SELECT id, title FROM book ORDER BY title LIMIT ?",
            formatted: """
                SELECT id, title
                FROM book
                ORDER BY title
                LIMIT 50
                """),
        SQLGolden(
            "SELECT id, title FROM book ORDER BY title DESC, id LIMIT 50 OFFSET 100",
            shape: "SELECT id, title FROM book ORDER BY title DESC, id LIMIT ? OFFSET ?",
            formatted: """
                SELECT id, title
                FROM book
                ORDER BY title DESC, id
                LIMIT 50 OFFSET 100
                """),
        SQLGolden(
            "SELECT id FROM book LIMIT 20, 10",
            shape: "SELECT id FROM book LIMIT ?, ?",
            formatted: """
                SELECT id
                FROM book
                LIMIT 20, 10
                """),
        SQLGolden(
            "SELECT DISTINCT country FROM author",
            shape: "SELECT DISTINCT country FROM author",
            formatted: "SELECT DISTINCT country FROM author"),
        SQLGolden(
            "SELECT DISTINCT ON (author_id) author_id, title FROM book ORDER BY author_id, published_at DESC",
            shape: "SELECT DISTINCT ON (author_id) author_id, title FROM book ORDER BY author_id, published_at DESC",
            formatted: """
                SELECT DISTINCT ON (author_id) author_id, title
                FROM book
                ORDER BY author_id, published_at DESC
                """),
        SQLGolden(
            "SELECT count(*) FROM book",
            shape: "SELECT count(*) FROM book",
            formatted: "SELECT count(*) FROM book"),
        SQLGolden(
            "SELECT COUNT(*), MAX(price), MIN(price) FROM book WHERE price IS NOT NULL",
            shape: "SELECT COUNT(*), MAX(price), MIN(price) FROM book WHERE price IS NOT NULL",
            formatted: """
                SELECT COUNT(*), MAX(price), MIN(price)
                FROM book
                WHERE price IS NOT NULL
                """),
        SQLGolden(
            "SELECT a.* , b.title t FROM author a , book b WHERE a.id=b.author_id",
            shape: "SELECT a.*, b.title t FROM author a, book b WHERE a.id = b.author_id",
            formatted: """
                SELECT a.*, b.title t
                FROM author a, book b
                WHERE a.id = b.author_id
                """),
        SQLGolden(
            """
            SELECT author_id, count(*) AS books FROM book GROUP BY author_id HAVING count(*) > 3 ORDER \
            BY books DESC
            """,
            shape: """
                SELECT author_id, count(*) AS books FROM book GROUP BY author_id HAVING count(*) > ? ORDER \
                BY books DESC
                """,
            formatted: """
                SELECT author_id, count(*) AS books
                FROM book
                GROUP BY author_id
                HAVING count(*) > 3
                ORDER BY books DESC
                """),
        SQLGolden(
            "SELECT key, value FROM settings WHERE key = 'theme'",
            shape: "SELECT key, value FROM settings WHERE key = ?",
            formatted: """
                SELECT key, value
                FROM settings
                WHERE key = 'theme'
                """),
        SQLGolden(
            """
            SELECT "book"."id", "book"."title", "book"."author_id", "book"."price", \
            "book"."published_at", "book"."isbn", "book"."pages" FROM "book" WHERE "book"."author_id" = \
            7
            """,
            shape: """
                SELECT "book"."id", "book"."title", "book"."author_id", "book"."price", \
                "book"."published_at", "book"."isbn", "book"."pages" FROM "book" WHERE "book"."author_id" = \
                ?
                """,
            formatted: """
                SELECT "book"."id", "book"."title", "book"."author_id", "book"."price",
                  "book"."published_at", "book"."isbn", "book"."pages"
                FROM "book"
                WHERE "book"."author_id" = 7
                """),
        SQLGolden(
            "SELECT `users`.* FROM `users` WHERE `users`.`email` = 'a@example.org' LIMIT 1",
            shape: "SELECT `users`.* FROM `users` WHERE `users`.`email` = ? LIMIT ?",
            formatted: """
                SELECT `users`.*
                FROM `users`
                WHERE `users`.`email` = 'a@example.org'
                LIMIT 1
                """),
        SQLGolden(
            "SELECT [Order Id], [Total] FROM [Orders] WHERE [Total] > 100",
            shape: "SELECT [Order Id], [Total] FROM [Orders] WHERE [Total] > ?",
            formatted: """
                SELECT [Order Id], [Total]
                FROM [Orders]
                WHERE [Total] > 100
                """),
        SQLGolden(
            """
            SELECT t0.id AS id1, t0.title AS title2, t0.price AS price3, t0.author_id AS author4, \
            t0.pages AS pages5 FROM book t0 WHERE t0.id = $1
            """,
            shape: """
                SELECT t0.id AS id1, t0.title AS title2, t0.price AS price3, t0.author_id AS author4, \
                t0.pages AS pages5 FROM book t0 WHERE t0.id = ?
                """,
            formatted: """
                SELECT
                  t0.id AS id1,
                  t0.title AS title2,
                  t0.price AS price3,
                  t0.author_id AS author4,
                  t0.pages AS pages5
                FROM book t0
                WHERE t0.id = $1
                """),
        SQLGolden(
            "SELECT upper(name), length(name), name || ', ' || country FROM author WHERE length(name) > 10",
            shape: "SELECT upper(name), length(name), name || ? || country FROM author WHERE length(name) > ?",
            formatted: """
                SELECT upper(name), length(name), name || ', ' || country
                FROM author
                WHERE length(name) > 10
                """),
        SQLGolden(
            """
            SELECT coalesce(nickname, first_name || ' ' || last_name, 'somebody without a name') AS \
            shown_name, lower(trim(email)) AS email FROM customer WHERE id = 4711
            """,
            shape: """
                SELECT coalesce(nickname, first_name || ? || last_name, ?) AS shown_name, \
                lower(trim(email)) AS email FROM customer WHERE id = ?
                """,
            formatted: """
                SELECT
                  coalesce(
                    nickname,
                    first_name || ' ' || last_name,
                    'somebody without a name'
                  ) AS shown_name,
                  lower(trim(email)) AS email
                FROM customer
                WHERE id = 4711
                """),
        SQLGolden(
            "VALUES (1, 'one'), (2, 'two'), (3, 'three')",
            shape: "VALUES (?, ?)",
            formatted: "VALUES (1, 'one'), (2, 'two'), (3, 'three')"),
        SQLGolden(
            "TABLE book",
            shape: "TABLE book",
            formatted: "TABLE book"),
        SQLGolden(
            "SELECT * FROM book INDEXED BY book_by_author WHERE author_id = 3",
            shape: "SELECT * FROM book INDEXED BY book_by_author WHERE author_id = ?",
            formatted: """
                SELECT *
                FROM book INDEXED BY book_by_author
                WHERE author_id = 3
                """),
        SQLGolden(
            "SELECT id FROM book FETCH FIRST 10 ROWS ONLY",
            shape: "SELECT id FROM book FETCH FIRST ? ROWS ONLY",
            formatted: """
                SELECT id
                FROM book
                FETCH FIRST 10 ROWS ONLY
                """),
        SQLGolden(
            "SELECT * FROM account WHERE id = 9 FOR UPDATE SKIP LOCKED",
            shape: "SELECT * FROM account WHERE id = ? FOR UPDATE SKIP LOCKED",
            formatted: """
                SELECT *
                FROM account
                WHERE id = 9
                FOR UPDATE SKIP LOCKED
                """),
        SQLGolden(
            "SELECT * FROM search('wizard', 10) AS s(id, rank) ORDER BY rank",
            shape: "SELECT * FROM search(?, ?) AS s(id, rank) ORDER BY rank",
            formatted: """
                SELECT *
                FROM search('wizard', 10) AS s(id, rank)
                ORDER BY rank
                """),
        SQLGolden(
            "SELECT first, last, action, row FROM query ORDER BY first NULLS LAST",
            shape: "SELECT first, last, action, row FROM query ORDER BY first NULLS LAST",
            formatted: """
                SELECT first, last, action, row
                FROM query
                ORDER BY first NULLS LAST
                """),
        SQLGolden(
            "SELECT CAST(price AS INTEGER), price::numeric(10,2), CAST('7' AS varchar(20)) FROM book",
            shape: "SELECT CAST(price AS INTEGER), price::numeric(?, ?), CAST(? AS varchar(?)) FROM book",
            formatted: """
                SELECT CAST(price AS INTEGER), price::numeric(10, 2), CAST('7' AS varchar(20))
                FROM book
                """),
        SQLGolden(
            "SELECT current_timestamp, current_date - 1, strftime('%Y', 'now')",
            shape: "SELECT CURRENT_TIMESTAMP, CURRENT_DATE - ?, strftime(?, ?)",
            formatted: "SELECT current_timestamp, current_date - 1, strftime('%Y', 'now')"),
        SQLGolden(
            "SELECT EXISTS(SELECT 1 FROM book WHERE isbn = '0-395-27653-4')",
            shape: "SELECT EXISTS (SELECT ? FROM book WHERE isbn = ?)",
            formatted: "SELECT EXISTS (SELECT 1 FROM book WHERE isbn = '0-395-27653-4')"),
        SQLGolden(
            """
            SELECT all_time_best.title FROM (SELECT title, price FROM book ORDER BY price DESC LIMIT 5) \
            all_time_best WHERE all_time_best.price < 100
            """,
            shape: """
                SELECT all_time_best.title FROM (SELECT title, price FROM book ORDER BY price DESC LIMIT ?) \
                all_time_best WHERE all_time_best.price < ?
                """,
            formatted: """
                SELECT all_time_best.title
                FROM (
                  SELECT title, price
                  FROM book
                  ORDER BY price DESC
                  LIMIT 5
                ) all_time_best
                WHERE all_time_best.price < 100
                """),
    ]
}
