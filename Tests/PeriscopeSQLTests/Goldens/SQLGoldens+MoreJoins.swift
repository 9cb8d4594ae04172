extension SQLGoldens {
    /// Joins and questions within questions.
    static let moreJoins: [SQLGolden] = [
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
        SQLGolden(
            "SELECT * FROM a JOIN b ON a.x = b.x, c JOIN d ON c.y = d.y",
            shape: "SELECT * FROM a JOIN b ON a.x = b.x, c JOIN d ON c.y = d.y",
            formatted: """
                SELECT *
                FROM a
                JOIN b ON a.x = b.x, c
                JOIN d ON c.y = d.y
                """),
        SQLGolden(
            """
            SELECT b.id, b.title, CASE WHEN b.price < 10 THEN 'cheap' WHEN b.price BETWEEN 10 AND 20 \
            THEN 'fair' ELSE 'dear' END AS label, (SELECT json_group_array(json_object('id', t.id, \
            'name', t.name)) FROM tag t JOIN book_tag bt ON bt.tag_id = t.id WHERE bt.book_id = b.id) \
            AS tags FROM book b JOIN author a ON a.id = b.author_id LEFT JOIN (SELECT book_id, count(*) \
            AS n, max(due_at) AS due FROM loan WHERE returned_at IS NULL AND due_at > 1700000000 GROUP \
            BY book_id) l ON l.book_id = b.id WHERE (b.title LIKE '%sea%' OR b.subtitle LIKE '%sea%' OR \
            a.name LIKE '%sea%' OR EXISTS (SELECT 1 FROM alias WHERE alias.author_id = a.id AND \
            alias.name LIKE '%sea%')) AND b.deleted_at IS NULL AND b.language IN ('en', 'no') ORDER BY \
            coalesce(l.n, 0) DESC, CASE WHEN b.title LIKE 'sea%' THEN 0 ELSE 1 END, b.title COLLATE \
            NOCASE LIMIT 25 OFFSET 50
            """,
            shape: """
                SELECT b.id, b.title, CASE WHEN b.price < ? THEN ? WHEN b.price BETWEEN ? AND ? THEN ? ELSE \
                ? END AS label, (SELECT json_group_array(json_object(?, t.id, ?, t.name)) FROM tag t JOIN \
                book_tag bt ON bt.tag_id = t.id WHERE bt.book_id = b.id) AS tags FROM book b JOIN author a \
                ON a.id = b.author_id LEFT JOIN (SELECT book_id, count(*) AS n, max(due_at) AS due FROM \
                loan WHERE returned_at IS NULL AND due_at > ? GROUP BY book_id) l ON l.book_id = b.id WHERE \
                (b.title LIKE ? OR b.subtitle LIKE ? OR a.name LIKE ? OR EXISTS (SELECT ? FROM alias WHERE \
                alias.author_id = a.id AND alias.name LIKE ?)) AND b.deleted_at IS NULL AND b.language IN \
                (?) ORDER BY coalesce(l.n, ?) DESC, CASE WHEN b.title LIKE ? THEN ? ELSE ? END, b.title \
                COLLATE NOCASE LIMIT ? OFFSET ?
                """,
            formatted: """
                SELECT
                  b.id,
                  b.title,
                  CASE
                    WHEN b.price < 10 THEN 'cheap'
                    WHEN b.price BETWEEN 10 AND 20 THEN 'fair'
                    ELSE 'dear'
                  END AS label,
                  (
                    SELECT json_group_array(json_object('id', t.id, 'name', t.name))
                    FROM tag t
                    JOIN book_tag bt ON bt.tag_id = t.id
                    WHERE bt.book_id = b.id
                  ) AS tags
                FROM book b
                JOIN author a ON a.id = b.author_id
                LEFT JOIN (
                  SELECT book_id, count(*) AS n, max(due_at) AS due
                  FROM loan
                  WHERE returned_at IS NULL AND due_at > 1700000000
                  GROUP BY book_id
                ) l ON l.book_id = b.id
                WHERE (
                    b.title LIKE '%sea%'
                    OR b.subtitle LIKE '%sea%'
                    OR a.name LIKE '%sea%'
                    OR EXISTS (
                      SELECT 1
                      FROM alias
                      WHERE alias.author_id = a.id AND alias.name LIKE '%sea%'
                    )
                  )
                  AND b.deleted_at IS NULL
                  AND b.language IN ('en', 'no')
                ORDER BY
                  coalesce(l.n, 0) DESC,
                  CASE WHEN b.title LIKE 'sea%' THEN 0 ELSE 1 END,
                  b.title COLLATE NOCASE
                LIMIT 25 OFFSET 50
                """),
    ]
}
