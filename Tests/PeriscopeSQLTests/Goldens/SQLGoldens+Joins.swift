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
        SQLGolden(
            """
            SELECT "author"."id", "author"."name", COUNT(DISTINCT "book"."id") AS "bookCount" FROM \
            "author" LEFT JOIN "book" ON "book"."authorId" = "author"."id" GROUP BY "author"."id" \
            HAVING (COUNT(DISTINCT "book"."id") > 2) ORDER BY "bookCount" DESC LIMIT 10
            """,
            shape: """
                SELECT "author"."id", "author"."name", COUNT(DISTINCT "book"."id") AS "bookCount" FROM \
                "author" LEFT JOIN "book" ON "book"."authorId" = "author"."id" GROUP BY "author"."id" \
                HAVING (COUNT(DISTINCT "book"."id") > ?) ORDER BY "bookCount" DESC LIMIT ?
                """,
            formatted: """
                SELECT
                  "author"."id",
                  "author"."name",
                  COUNT(DISTINCT "book"."id") AS "bookCount"
                FROM "author"
                LEFT JOIN "book" ON "book"."authorId" = "author"."id"
                GROUP BY "author"."id"
                HAVING (COUNT(DISTINCT "book"."id") > 2)
                ORDER BY "bookCount" DESC
                LIMIT 10
                """),
        SQLGolden(
            """
            SELECT "books"."id" AS "t0_r0", "books"."title" AS "t0_r1", "authors"."id" AS "t1_r0", \
            "authors"."name" AS "t1_r1" FROM "books" LEFT OUTER JOIN "authors" ON "authors"."id" = \
            "books"."author_id" WHERE "books"."published" = TRUE AND "authors"."country" IN ('NO', \
            'SE') ORDER BY "books"."title" ASC LIMIT 20
            """,
            shape: """
                SELECT "books"."id" AS "t0_r0", "books"."title" AS "t0_r1", "authors"."id" AS "t1_r0", \
                "authors"."name" AS "t1_r1" FROM "books" LEFT OUTER JOIN "authors" ON "authors"."id" = \
                "books"."author_id" WHERE "books"."published" = ? AND "authors"."country" IN (?) ORDER BY \
                "books"."title" ASC LIMIT ?
                """,
            formatted: """
                SELECT
                  "books"."id" AS "t0_r0",
                  "books"."title" AS "t0_r1",
                  "authors"."id" AS "t1_r0",
                  "authors"."name" AS "t1_r1"
                FROM "books"
                LEFT OUTER JOIN "authors" ON "authors"."id" = "books"."author_id"
                WHERE "books"."published" = TRUE AND "authors"."country" IN ('NO', 'SE')
                ORDER BY "books"."title" ASC
                LIMIT 20
                """),
        SQLGolden(
            """
            SELECT e.name, m.name FROM employee e LEFT JOIN employee m ON m.id = e.manager_id WHERE \
            e.salary > m.salary
            """,
            shape: """
                SELECT e.name, m.name FROM employee e LEFT JOIN employee m ON m.id = e.manager_id WHERE \
                e.salary > m.salary
                """,
            formatted: """
                SELECT e.name, m.name
                FROM employee e
                LEFT JOIN employee m ON m.id = e.manager_id
                WHERE e.salary > m.salary
                """),
        SQLGolden(
            """
            SELECT p.id, p.title, u.name AS author, c.name AS category, count(DISTINCT v.id) AS views, \
            coalesce(sum(r.stars), 0) AS stars FROM post p INNER JOIN "user" u ON u.id = p.user_id \
            INNER JOIN category c ON c.id = p.category_id LEFT JOIN view v ON v.post_id = p.id AND v.at \
            >= '2026-01-01' LEFT JOIN rating r ON r.post_id = p.id WHERE p.published_at IS NOT NULL AND \
            p.deleted_at IS NULL AND (u.role = 'editor' OR u.role = 'admin') AND c.slug IN ('news', \
            'essays', 'notes') GROUP BY p.id, u.name, c.name HAVING count(DISTINCT v.id) >= 100 ORDER \
            BY stars DESC, views DESC LIMIT 25 OFFSET 50
            """,
            shape: """
                SELECT p.id, p.title, u.name AS author, c.name AS category, count(DISTINCT v.id) AS views, \
                coalesce(sum(r.stars), ?) AS stars FROM post p INNER JOIN "user" u ON u.id = p.user_id \
                INNER JOIN category c ON c.id = p.category_id LEFT JOIN view v ON v.post_id = p.id AND v.at \
                >= ? LEFT JOIN rating r ON r.post_id = p.id WHERE p.published_at IS NOT NULL AND \
                p.deleted_at IS NULL AND (u.role = ? OR u.role = ?) AND c.slug IN (?) GROUP BY p.id, \
                u.name, c.name HAVING count(DISTINCT v.id) >= ? ORDER BY stars DESC, views DESC LIMIT ? \
                OFFSET ?
                """,
            formatted: """
                SELECT
                  p.id,
                  p.title,
                  u.name AS author,
                  c.name AS category,
                  count(DISTINCT v.id) AS views,
                  coalesce(sum(r.stars), 0) AS stars
                FROM post p
                INNER JOIN "user" u ON u.id = p.user_id
                INNER JOIN category c ON c.id = p.category_id
                LEFT JOIN view v ON v.post_id = p.id AND v.at >= '2026-01-01'
                LEFT JOIN rating r ON r.post_id = p.id
                WHERE p.published_at IS NOT NULL
                  AND p.deleted_at IS NULL
                  AND (u.role = 'editor' OR u.role = 'admin')
                  AND c.slug IN ('news', 'essays', 'notes')
                GROUP BY p.id, u.name, c.name
                HAVING count(DISTINCT v.id) >= 100
                ORDER BY stars DESC, views DESC
                LIMIT 25 OFFSET 50
                """),
        SQLGolden(
            "SELECT STRAIGHT_JOIN * FROM a JOIN b USING(id) USE INDEX (x) WHERE a.y=1",
            shape: "SELECT STRAIGHT_JOIN * FROM a JOIN b USING (id) USE INDEX(x) WHERE a.y = ?",
            formatted: """
                SELECT STRAIGHT_JOIN *
                FROM a
                JOIN b USING (id) USE INDEX (x)
                WHERE a.y = 1
                """),
        SQLGolden(
            """
            SELECT * FROM t1 JOIN (SELECT id, max(at) AS latest FROM t2 GROUP BY id HAVING max(at) > 5 \
            ORDER BY latest) m ON m.id = t1.id
            """,
            shape: """
                SELECT * FROM t1 JOIN (SELECT id, max(at) AS latest FROM t2 GROUP BY id HAVING max(at) > ? \
                ORDER BY latest) m ON m.id = t1.id
                """,
            formatted: """
                SELECT *
                FROM t1
                JOIN (
                  SELECT id, max(at) AS latest
                  FROM t2
                  GROUP BY id
                  HAVING max(at) > 5
                  ORDER BY latest
                ) m ON m.id = t1.id
                """),
        SQLGolden(
            """
            SELECT extract(year FROM at), trim(both ' ' FROM name), substring(name FROM 1 FOR 3) FROM \
            person
            """,
            shape: "SELECT extract(year FROM at), trim(both ? FROM name), substring(name FROM ? FOR ?) FROM person",
            formatted: """
                SELECT
                  extract(year FROM at),
                  trim(both ' ' FROM name),
                  substring(name FROM 1 FOR 3)
                FROM person
                """),
    ]
}
