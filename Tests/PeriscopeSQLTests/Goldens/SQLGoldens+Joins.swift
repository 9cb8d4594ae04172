extension SQLGoldens {
    /// Joins and questions within questions.
    static let joins: [SQLGolden] = [
        SQLGolden(
            "SELECT b.title, a.name FROM book b JOIN author a ON a.id = b.author_id",
            shape: "SELECT b.title, a.name FROM book b JOIN author a ON a.id = b.author_id",
            formatted: """
                SELECT b.title, a.name
                FROM book b
                JOIN author a ON a.id = b.author_id
                """),
        SQLGolden(
            """
            SELECT b.title, a.name FROM book AS b INNER JOIN author AS a ON a.id = b.author_id WHERE \
            b.price > 20
            """,
            shape: """
                SELECT b.title, a.name FROM book AS b INNER JOIN author AS a ON a.id = b.author_id WHERE \
                b.price > ?
                """,
            formatted: """
                SELECT b.title, a.name
                FROM book AS b
                INNER JOIN author AS a ON a.id = b.author_id
                WHERE b.price > 20
                """),
        SQLGolden(
            """
            SELECT a.name, count(b.id) FROM author a LEFT OUTER JOIN book b ON b.author_id = a.id AND \
            b.deleted_at IS NULL GROUP BY a.id
            """,
            shape: """
                SELECT a.name, count(b.id) FROM author a LEFT OUTER JOIN book b ON b.author_id = a.id AND \
                b.deleted_at IS NULL GROUP BY a.id
                """,
            formatted: """
                SELECT a.name, count(b.id)
                FROM author a
                LEFT OUTER JOIN book b ON b.author_id = a.id AND b.deleted_at IS NULL
                GROUP BY a.id
                """),
        SQLGolden(
            """
            SELECT * FROM author LEFT JOIN book ON book.author_id = author.id AND book.price > 10 AND \
            book.language = 'en' RIGHT JOIN loan USING (book_id)
            """,
            shape: """
                SELECT * FROM author LEFT JOIN book ON book.author_id = author.id AND book.price > ? AND \
                book.language = ? RIGHT JOIN loan USING (book_id)
                """,
            formatted: """
                SELECT *
                FROM author
                LEFT JOIN book
                  ON book.author_id = author.id
                  AND book.price > 10
                  AND book.language = 'en'
                RIGHT JOIN loan USING (book_id)
                """),
        SQLGolden(
            "SELECT * FROM a NATURAL JOIN b CROSS JOIN c FULL OUTER JOIN d ON d.x = c.x",
            shape: "SELECT * FROM a NATURAL JOIN b CROSS JOIN c FULL OUTER JOIN d ON d.x = c.x",
            formatted: """
                SELECT *
                FROM a
                NATURAL JOIN b
                CROSS JOIN c
                FULL OUTER JOIN d ON d.x = c.x
                """),
        SQLGolden(
            "SELECT * FROM a, b, c WHERE a.id = b.a_id AND b.id = c.b_id",
            shape: "SELECT * FROM a, b, c WHERE a.id = b.a_id AND b.id = c.b_id",
            formatted: """
                SELECT *
                FROM a, b, c
                WHERE a.id = b.a_id AND b.id = c.b_id
                """),
        SQLGolden(
            """
            SELECT * FROM book b JOIN LATERAL (SELECT * FROM loan WHERE loan.book_id = b.id ORDER BY \
            due_at DESC LIMIT 1) l ON true
            """,
            shape: """
                SELECT * FROM book b JOIN LATERAL (SELECT * FROM loan WHERE loan.book_id = b.id ORDER BY \
                due_at DESC LIMIT ?) l ON ?
                """,
            formatted: """
                SELECT *
                FROM book b
                JOIN LATERAL (
                  SELECT *
                  FROM loan
                  WHERE loan.book_id = b.id
                  ORDER BY due_at DESC
                  LIMIT 1
                ) l ON true
                """),
        SQLGolden(
            "SELECT * FROM (a JOIN b ON a.x = b.x) JOIN c ON c.y = b.y",
            shape: "SELECT * FROM (a JOIN b ON a.x = b.x) JOIN c ON c.y = b.y",
            formatted: """
                SELECT *
                FROM (a JOIN b ON a.x = b.x)
                JOIN c ON c.y = b.y
                """),
        SQLGolden(
            "SELECT * FROM book WHERE author_id IN (SELECT id FROM author WHERE country = 'NO')",
            shape: "SELECT * FROM book WHERE author_id IN (SELECT id FROM author WHERE country = ?)",
            formatted: """
                SELECT *
                FROM book
                WHERE author_id IN (SELECT id FROM author WHERE country = 'NO')
                """),
        SQLGolden(
            """
            SELECT * FROM book WHERE author_id IN (SELECT id FROM author WHERE country = 'NO' AND born \
            > 1900 AND died IS NULL ORDER BY name)
            """,
            shape: """
                SELECT * FROM book WHERE author_id IN (SELECT id FROM author WHERE country = ? AND born > ? \
                AND died IS NULL ORDER BY name)
                """,
            formatted: """
                SELECT *
                FROM book
                WHERE author_id IN (
                  SELECT id
                  FROM author
                  WHERE country = 'NO'
                    AND born > 1900
                    AND died IS NULL
                  ORDER BY name
                )
                """),
        SQLGolden(
            """
            SELECT * FROM author a WHERE EXISTS (SELECT 1 FROM book b WHERE b.author_id = a.id AND \
            b.price > 20)
            """,
            shape: """
                SELECT * FROM author a WHERE EXISTS (SELECT ? FROM book b WHERE b.author_id = a.id AND \
                b.price > ?)
                """,
            formatted: """
                SELECT *
                FROM author a
                WHERE EXISTS (SELECT 1 FROM book b WHERE b.author_id = a.id AND b.price > 20)
                """),
        SQLGolden(
            """
            SELECT * FROM author a WHERE NOT EXISTS (SELECT 1 FROM book b LEFT JOIN loan l ON l.book_id \
            = b.id WHERE b.author_id = a.id AND l.returned_at IS NULL)
            """,
            shape: """
                SELECT * FROM author a WHERE NOT EXISTS (SELECT ? FROM book b LEFT JOIN loan l ON l.book_id \
                = b.id WHERE b.author_id = a.id AND l.returned_at IS NULL)
                """,
            formatted: """
                SELECT *
                FROM author a
                WHERE NOT EXISTS (
                  SELECT 1
                  FROM book b
                  LEFT JOIN loan l ON l.book_id = b.id
                  WHERE b.author_id = a.id AND l.returned_at IS NULL
                )
                """),
        SQLGolden(
            "SELECT title, (SELECT name FROM author WHERE author.id = book.author_id) AS author FROM book",
            shape: "SELECT title, (SELECT name FROM author WHERE author.id = book.author_id) AS author FROM book",
            formatted: """
                SELECT
                  title,
                  (SELECT name FROM author WHERE author.id = book.author_id) AS author
                FROM book
                """),
        SQLGolden(
            """
            SELECT title, (SELECT count(*) FROM loan WHERE loan.book_id = book.id AND loan.returned_at \
            IS NULL) AS lent, price FROM book WHERE price > (SELECT avg(price) FROM book)
            """,
            shape: """
                SELECT title, (SELECT count(*) FROM loan WHERE loan.book_id = book.id AND loan.returned_at \
                IS NULL) AS lent, price FROM book WHERE price > (SELECT avg(price) FROM book)
                """,
            formatted: """
                SELECT
                  title,
                  (
                    SELECT count(*)
                    FROM loan
                    WHERE loan.book_id = book.id AND loan.returned_at IS NULL
                  ) AS lent,
                  price
                FROM book
                WHERE price > (SELECT avg(price) FROM book)
                """),
        SQLGolden(
            """
            SELECT author, total FROM (SELECT author_id AS author, sum(price) AS total FROM book GROUP \
            BY author_id) AS sums WHERE total > 100
            """,
            shape: """
                SELECT author, total FROM (SELECT author_id AS author, sum(price) AS total FROM book GROUP \
                BY author_id) AS sums WHERE total > ?
                """,
            formatted: """
                SELECT author, total
                FROM (
                  SELECT author_id AS author, sum(price) AS total
                  FROM book
                  GROUP BY author_id
                ) AS sums
                WHERE total > 100
                """),
        SQLGolden(
            """
            SELECT x.id FROM (SELECT y.id FROM (SELECT z.id FROM (SELECT id FROM t WHERE a = 1) z WHERE \
            z.id > 2) y WHERE y.id > 3) x WHERE x.id > 4
            """,
            shape: """
                SELECT x.id FROM (SELECT y.id FROM (SELECT z.id FROM (SELECT id FROM t WHERE a = ?) z WHERE \
                z.id > ?) y WHERE y.id > ?) x WHERE x.id > ?
                """,
            formatted: """
                SELECT x.id
                FROM (
                  SELECT y.id
                  FROM (SELECT z.id FROM (SELECT id FROM t WHERE a = 1) z WHERE z.id > 2) y
                  WHERE y.id > 3
                ) x
                WHERE x.id > 4
                """),
    ]
}
