extension SQLGoldens {
    /// Common tables, UNION and its kin, VALUES.
    static let sets: [SQLGolden] = [
        SQLGolden(
            "SELECT 1 UNION SELECT 2",
            shape: "SELECT ?",
            formatted: """
                SELECT 1
                UNION
                SELECT 2
                """),
        SQLGolden(
            "SELECT id FROM book UNION ALL SELECT id FROM film",
            shape: "SELECT id FROM book UNION ALL SELECT id FROM film",
            formatted: """
                SELECT id
                FROM book
                UNION ALL
                SELECT id
                FROM film
                """),
        SQLGolden(
            """
            SELECT id FROM book WHERE a = 1 UNION ALL SELECT id FROM book WHERE a = 2 UNION ALL SELECT \
            id FROM book WHERE a = 3
            """,
            shape: "SELECT id FROM book WHERE a = ?",
            formatted: """
                SELECT id
                FROM book
                WHERE a = 1
                UNION ALL
                SELECT id
                FROM book
                WHERE a = 2
                UNION ALL
                SELECT id
                FROM book
                WHERE a = 3
                """),
        SQLGolden(
            """
            SELECT id FROM a UNION SELECT id FROM b UNION SELECT id FROM a UNION SELECT id FROM b ORDER \
            BY id LIMIT 3
            """,
            shape: "SELECT id FROM a UNION SELECT id FROM b ORDER BY id LIMIT ?",
            formatted: """
                SELECT id
                FROM a
                UNION
                SELECT id
                FROM b
                UNION
                SELECT id
                FROM a
                UNION
                SELECT id
                FROM b
                ORDER BY id
                LIMIT 3
                """),
        SQLGolden(
            "SELECT id FROM a EXCEPT SELECT id FROM a UNION SELECT id FROM a",
            shape: "SELECT id FROM a EXCEPT SELECT id FROM a UNION SELECT id FROM a",
            formatted: """
                SELECT id
                FROM a
                EXCEPT
                SELECT id
                FROM a
                UNION
                SELECT id
                FROM a
                """),
        SQLGolden(
            """
            (SELECT id FROM a WHERE x = 1 LIMIT 1) UNION ALL (SELECT id FROM a WHERE x = 2 LIMIT 1) \
            ORDER BY id
            """,
            shape: "(SELECT id FROM a WHERE x = ? LIMIT ?) ORDER BY id",
            formatted: """
                (
                  SELECT id
                  FROM a
                  WHERE x = 1
                  LIMIT 1
                )
                UNION ALL (
                  SELECT id
                  FROM a
                  WHERE x = 2
                  LIMIT 1
                )
                ORDER BY id
                """),
        SQLGolden(
            "SELECT id FROM a INTERSECT SELECT id FROM b",
            shape: "SELECT id FROM a INTERSECT SELECT id FROM b",
            formatted: """
                SELECT id
                FROM a
                INTERSECT
                SELECT id
                FROM b
                """),
        SQLGolden(
            "SELECT * FROM (SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3) AS numbers",
            shape: "SELECT * FROM (SELECT ? AS n UNION ALL SELECT ?) AS numbers",
            formatted: """
                SELECT *
                FROM (
                  SELECT 1 AS n
                  UNION ALL
                  SELECT 2
                  UNION ALL
                  SELECT 3
                ) AS numbers
                """),
        SQLGolden(
            "INSERT INTO t (a, b) SELECT 1, 'x' UNION ALL SELECT 2, 'y' UNION ALL SELECT 3, 'z'",
            shape: "INSERT INTO t (a, b) SELECT ?, ?",
            formatted: """
                INSERT INTO t (a, b)
                SELECT 1, 'x'
                UNION ALL
                SELECT 2, 'y'
                UNION ALL
                SELECT 3, 'z'
                """),
        SQLGolden(
            "WITH recent AS (SELECT * FROM loan WHERE due_at > 12) SELECT * FROM recent",
            shape: "WITH recent AS (SELECT * FROM loan WHERE due_at > ?) SELECT * FROM recent",
            formatted: """
                WITH recent AS (
                  SELECT *
                  FROM loan
                  WHERE due_at > 12
                )
                SELECT *
                FROM recent
                """),
        SQLGolden(
            """
            WITH recent AS (SELECT * FROM loan WHERE due_at > 12 ORDER BY due_at DESC), late(id, days) \
            AS MATERIALIZED (SELECT id, now() - due_at FROM recent) SELECT recent.*, late.days FROM \
            recent JOIN late ON late.id = recent.id WHERE late.days > 3
            """,
            shape: """
                WITH recent AS (SELECT * FROM loan WHERE due_at > ? ORDER BY due_at DESC), late(id, days) \
                AS MATERIALIZED (SELECT id, now() - due_at FROM recent) SELECT recent.*, late.days FROM \
                recent JOIN late ON late.id = recent.id WHERE late.days > ?
                """,
            formatted: """
                WITH recent AS (
                  SELECT *
                  FROM loan
                  WHERE due_at > 12
                  ORDER BY due_at DESC
                ),
                late(id, days) AS MATERIALIZED (SELECT id, now() - due_at FROM recent)
                SELECT recent.*, late.days
                FROM recent
                JOIN late ON late.id = recent.id
                WHERE late.days > 3
                """),
        SQLGolden(
            """
            WITH RECURSIVE counter(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM counter WHERE n < 10) \
            SELECT n FROM counter
            """,
            shape: """
                WITH RECURSIVE counter(n) AS (VALUES (?) UNION ALL SELECT n + ? FROM counter WHERE n < ?) \
                SELECT n FROM counter
                """,
            formatted: """
                WITH RECURSIVE counter(n) AS (
                  VALUES (1)
                  UNION ALL
                  SELECT n + 1
                  FROM counter
                  WHERE n < 10
                )
                SELECT n
                FROM counter
                """),
        SQLGolden(
            """
            WITH RECURSIVE tree AS (SELECT id, parent_id, name, 0 AS depth FROM category WHERE \
            parent_id IS NULL UNION ALL SELECT c.id, c.parent_id, c.name, tree.depth + 1 FROM category \
            c JOIN tree ON tree.id = c.parent_id) SELECT * FROM tree ORDER BY depth, name
            """,
            shape: """
                WITH RECURSIVE tree AS (SELECT id, parent_id, name, ? AS depth FROM category WHERE \
                parent_id IS NULL UNION ALL SELECT c.id, c.parent_id, c.name, tree.depth + ? FROM category \
                c JOIN tree ON tree.id = c.parent_id) SELECT * FROM tree ORDER BY depth, name
                """,
            formatted: """
                WITH RECURSIVE tree AS (
                  SELECT id, parent_id, name, 0 AS depth
                  FROM category
                  WHERE parent_id IS NULL
                  UNION ALL
                  SELECT c.id, c.parent_id, c.name, tree.depth + 1
                  FROM category c
                  JOIN tree ON tree.id = c.parent_id
                )
                SELECT *
                FROM tree
                ORDER BY depth, name
                """),
        SQLGolden(
            """
            WITH doomed AS (SELECT id FROM session WHERE expires_at < 100) DELETE FROM session WHERE id \
            IN (SELECT id FROM doomed)
            """,
            shape: """
                WITH doomed AS (SELECT id FROM session WHERE expires_at < ?) DELETE FROM session WHERE id \
                IN (SELECT id FROM doomed)
                """,
            formatted: """
                WITH doomed AS (
                  SELECT id
                  FROM session
                  WHERE expires_at < 100
                )
                DELETE FROM session
                WHERE id IN (SELECT id FROM doomed)
                """),
        SQLGolden(
            """
            WITH moved AS (DELETE FROM queue WHERE id = 7 RETURNING *) INSERT INTO archive SELECT * \
            FROM moved
            """,
            shape: """
                WITH moved AS (DELETE FROM queue WHERE id = ? RETURNING *) INSERT INTO archive SELECT * \
                FROM moved
                """,
            formatted: """
                WITH moved AS (
                  DELETE FROM queue
                  WHERE id = 7
                  RETURNING *
                )
                INSERT INTO archive
                SELECT *
                FROM moved
                """),
        SQLGolden(
            "WITH a AS NOT MATERIALIZED (SELECT 1), b AS (SELECT 2) SELECT * FROM a, b",
            shape: "WITH a AS NOT MATERIALIZED (SELECT ?), b AS (SELECT ?) SELECT * FROM a, b",
            formatted: """
                WITH a AS NOT MATERIALIZED (SELECT 1),
                b AS (SELECT 2)
                SELECT *
                FROM a, b
                """),
        SQLGolden(
            """
            WITH totals AS (SELECT author_id, sum(price) AS total FROM book WHERE published_at >= \
            '2020-01-01' GROUP BY author_id), ranked AS (SELECT author_id, total, rank() OVER (ORDER BY \
            total DESC) AS place FROM totals) SELECT a.name, r.total, r.place FROM ranked r JOIN author \
            a ON a.id = r.author_id WHERE r.place <= 10 ORDER BY r.place
            """,
            shape: """
                WITH totals AS (SELECT author_id, sum(price) AS total FROM book WHERE published_at >= ? \
                GROUP BY author_id), ranked AS (SELECT author_id, total, rank() OVER (ORDER BY total DESC) \
                AS place FROM totals) SELECT a.name, r.total, r.place FROM ranked r JOIN author a ON a.id = \
                r.author_id WHERE r.place <= ? ORDER BY r.place
                """,
            formatted: """
                WITH totals AS (
                  SELECT author_id, sum(price) AS total
                  FROM book
                  WHERE published_at >= '2020-01-01'
                  GROUP BY author_id
                ),
                ranked AS (
                  SELECT author_id, total, rank() OVER (ORDER BY total DESC) AS place
                  FROM totals
                )
                SELECT a.name, r.total, r.place
                FROM ranked r
                JOIN author a ON a.id = r.author_id
                WHERE r.place <= 10
                ORDER BY r.place
                """),
        SQLGolden(
            """
            SELECT a FROM t WHERE b = 1 UNION SELECT a FROM u WHERE b = 2 INTERSECT SELECT a FROM v \
            WHERE b IN (SELECT b FROM w UNION SELECT b FROM w)
            """,
            shape: """
                SELECT a FROM t WHERE b = ? UNION SELECT a FROM u WHERE b = ? INTERSECT SELECT a FROM v \
                WHERE b IN (SELECT b FROM w)
                """,
            formatted: """
                SELECT a
                FROM t
                WHERE b = 1
                UNION
                SELECT a
                FROM u
                WHERE b = 2
                INTERSECT
                SELECT a
                FROM v
                WHERE b IN (
                  SELECT b
                  FROM w
                  UNION
                  SELECT b
                  FROM w
                )
                """),
        SQLGolden(
            "VALUES (1), (2) UNION ALL VALUES (3)",
            shape: "VALUES (?)",
            formatted: """
                VALUES (1), (2)
                UNION ALL
                VALUES (3)
                """),
        SQLGolden(
            "SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v(id, name)",
            shape: "SELECT * FROM (VALUES (?, ?)) AS v(id, name)",
            formatted: "SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v(id, name)"),
    ]
}
