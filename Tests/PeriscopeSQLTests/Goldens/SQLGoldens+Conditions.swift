extension SQLGoldens {
    /// Conditions, and the values in them in every form.
    static let conditions: [SQLGolden] = [
        SQLGolden(
            "SELECT * FROM book WHERE price = -1 AND discount = +0.5 AND stock = - 3",
            shape: "SELECT * FROM book WHERE price = ? AND discount = ? AND stock = ?",
            formatted: """
                SELECT *
                FROM book
                WHERE price = -1
                  AND discount = +0.5
                  AND stock = - 3
                """),
        SQLGolden(
            "SELECT * FROM t WHERE a = 1 - 2 AND b = a - -3 AND c = (4) -5",
            shape: "SELECT * FROM t WHERE a = ? - ? AND b = a - ? AND c = (?) - ?",
            formatted: """
                SELECT *
                FROM t
                WHERE a = 1 - 2
                  AND b = a - -3
                  AND c = (4) - 5
                """),
        SQLGolden(
            "SELECT * FROM t WHERE a IN (1, 2, 3)",
            shape: "SELECT * FROM t WHERE a IN (?)",
            formatted: """
                SELECT *
                FROM t
                WHERE a IN (1, 2, 3)
                """),
        SQLGolden(
            "SELECT * FROM t WHERE a IN (?)",
            shape: "SELECT * FROM t WHERE a IN (?)",
            formatted: """
                SELECT *
                FROM t
                WHERE a IN (?)
                """),
        SQLGolden(
            "SELECT * FROM t WHERE a NOT IN ('x', 'y') AND b IN (-1, ?, :c, NULL)",
            shape: "SELECT * FROM t WHERE a NOT IN (?) AND b IN (?)",
            formatted: """
                SELECT *
                FROM t
                WHERE a NOT IN ('x', 'y') AND b IN (-1, ?, :c, NULL)
                """),
        SQLGolden(
            "SELECT * FROM t WHERE (a, b) IN ((1, 2), (3, 4), (5, 6))",
            shape: "SELECT * FROM t WHERE (a, b) IN ((?, ?))",
            formatted: """
                SELECT *
                FROM t
                WHERE (a, b) IN ((1, 2), (3, 4), (5, 6))
                """),
        SQLGolden(
            "SELECT * FROM t WHERE a IN ()",
            shape: "SELECT * FROM t WHERE a IN ()",
            formatted: """
                SELECT *
                FROM t
                WHERE a IN ()
                """),
        SQLGolden(
            "SELECT * FROM t WHERE a IN (1, b, 2, lower('X'), 3)",
            shape: "SELECT * FROM t WHERE a IN (?, b, lower(?))",
            formatted: """
                SELECT *
                FROM t
                WHERE a IN (1, b, 2, lower('X'), 3)
                """),
        SQLGolden(
            "SELECT * FROM t WHERE a IN (SELECT b FROM u WHERE c = 3)",
            shape: "SELECT * FROM t WHERE a IN (SELECT b FROM u WHERE c = ?)",
            formatted: """
                SELECT *
                FROM t
                WHERE a IN (SELECT b FROM u WHERE c = 3)
                """),
        SQLGolden(
            """
            SELECT * FROM book WHERE id IN (101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, \
            113, 114, 115, 116, 117, 118)
            """,
            shape: "SELECT * FROM book WHERE id IN (?)",
            formatted: """
                SELECT *
                FROM book
                WHERE id IN (
                  101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115,
                  116, 117, 118
                )
                """),
        SQLGolden(
            """
            SELECT * FROM t WHERE a IS NULL AND b IS NOT NULL AND c IS TRUE AND d IS NOT FALSE AND e = \
            TRUE AND f = NULL
            """,
            shape: """
                SELECT * FROM t WHERE a IS NULL AND b IS NOT NULL AND c IS TRUE AND d IS NOT FALSE AND e = \
                ? AND f = ?
                """,
            formatted: """
                SELECT *
                FROM t
                WHERE a IS NULL
                  AND b IS NOT NULL
                  AND c IS TRUE
                  AND d IS NOT FALSE
                  AND e = TRUE
                  AND f = NULL
                """),
        SQLGolden(
            """
            SELECT * FROM t WHERE a IS ? AND b IS NOT ? AND c IS NOT DISTINCT FROM 7 AND d IS DISTINCT \
            FROM NULL
            """,
            shape: """
                SELECT * FROM t WHERE a IS ? AND b IS NOT ? AND c IS NOT DISTINCT FROM ? AND d IS DISTINCT \
                FROM ?
                """,
            formatted: """
                SELECT *
                FROM t
                WHERE a IS ?
                  AND b IS NOT ?
                  AND c IS NOT DISTINCT FROM 7
                  AND d IS DISTINCT FROM NULL
                """),
        SQLGolden(
            "SELECT * FROM t WHERE a BETWEEN 1 AND 10 AND b NOT BETWEEN ? AND ?",
            shape: "SELECT * FROM t WHERE a BETWEEN ? AND ? AND b NOT BETWEEN ? AND ?",
            formatted: """
                SELECT *
                FROM t
                WHERE a BETWEEN 1 AND 10 AND b NOT BETWEEN ? AND ?
                """),
        SQLGolden(
            "SELECT * FROM t WHERE a BETWEEN 1 AND 10 OR b BETWEEN -5 AND +5 OR c LIKE 'x%'",
            shape: "SELECT * FROM t WHERE a BETWEEN ? AND ? OR b BETWEEN ? AND ? OR c LIKE ?",
            formatted: """
                SELECT *
                FROM t
                WHERE a BETWEEN 1 AND 10
                  OR b BETWEEN -5 AND +5
                  OR c LIKE 'x%'
                """),
        SQLGolden(
            #"SELECT * FROM t WHERE name LIKE '%50\%%' ESCAPE '\'"#,
            shape: "SELECT * FROM t WHERE name LIKE ? ESCAPE ?",
            formatted: #"""
                SELECT *
                FROM t
                WHERE name LIKE '%50\%%' ESCAPE '\'
                """#),
        SQLGolden(
            "SELECT * FROM t WHERE NOT (a = 1 OR b = 2) AND NOT c",
            shape: "SELECT * FROM t WHERE NOT (a = ? OR b = ?) AND NOT c",
            formatted: """
                SELECT *
                FROM t
                WHERE NOT (a = 1 OR b = 2) AND NOT c
                """),
        SQLGolden(
            "SELECT * FROM t WHERE (a = 1 OR b = 2) AND (c = 3 OR d = 4)",
            shape: "SELECT * FROM t WHERE (a = ? OR b = ?) AND (c = ? OR d = ?)",
            formatted: """
                SELECT *
                FROM t
                WHERE (a = 1 OR b = 2) AND (c = 3 OR d = 4)
                """),
        SQLGolden(
            """
            SELECT * FROM t WHERE (customer.country = 'NO' OR customer.country = 'SE' OR \
            customer.country = 'DK' OR customer.country = 'FI') AND customer.active = 1
            """,
            shape: """
                SELECT * FROM t WHERE (customer.country = ? OR customer.country = ? OR customer.country = ? \
                OR customer.country = ?) AND customer.active = ?
                """,
            formatted: """
                SELECT *
                FROM t
                WHERE (
                    customer.country = 'NO'
                    OR customer.country = 'SE'
                    OR customer.country = 'DK'
                    OR customer.country = 'FI'
                  )
                  AND customer.active = 1
                """),
        SQLGolden(
            #"SELECT * FROM t WHERE a = 'it''s' OR b = "it""s" OR c = `it``s`"#,
            shape: #"SELECT * FROM t WHERE a = ? OR b = "it""s" OR c = `it``s`"#,
            formatted: """
                SELECT *
                FROM t
                WHERE a = 'it''s'
                  OR b = "it""s"
                  OR c = `it``s`
                """),
        SQLGolden(
            #"SELECT * FROM t WHERE a = E'it\'s' AND b = N'x' AND c = B'01' AND d = U&'\0041'"#,
            shape: "SELECT * FROM t WHERE a = ? AND b = ? AND c = ? AND d = ?",
            formatted: #"""
                SELECT *
                FROM t
                WHERE a = E'it\'s'
                  AND b = N'x'
                  AND c = B'01'
                  AND d = U&'\0041'
                """#),
        SQLGolden(
            "SELECT * FROM t WHERE a = $$it's$$ AND b = $tag$it's $$ $tag$",
            shape: "SELECT * FROM t WHERE a = ? AND b = ?",
            formatted: """
                SELECT *
                FROM t
                WHERE a = $$it's$$ AND b = $tag$it's $$ $tag$
                """),
        SQLGolden(
            "SELECT * FROM t WHERE a = x'0aff' OR a = X'' OR a = 0xFF OR a = 0b01 OR a = 0o17",
            shape: "SELECT * FROM t WHERE a = ? OR a = ? OR a = ? OR a = ? OR a = ?",
            formatted: """
                SELECT *
                FROM t
                WHERE a = x'0aff'
                  OR a = X''
                  OR a = 0xFF
                  OR a = 0b01
                  OR a = 0o17
                """),
        SQLGolden(
            "SELECT * FROM t WHERE a > 1e3 AND a < 1.5E-3 AND a <> .5 AND a != 1. AND a >= 1_000_000",
            shape: "SELECT * FROM t WHERE a > ? AND a < ? AND a <> ? AND a != ? AND a >= ?",
            formatted: """
                SELECT *
                FROM t
                WHERE a > 1e3
                  AND a < 1.5E-3
                  AND a <> .5
                  AND a != 1.
                  AND a >= 1_000_000
                """),
        SQLGolden(
            "SELECT * FROM t WHERE a = ? AND b = ?2 AND c = :name AND d = @name AND e = $name AND f = $1",
            shape: "SELECT * FROM t WHERE a = ? AND b = ? AND c = ? AND d = ? AND e = ? AND f = ?",
            formatted: """
                SELECT *
                FROM t
                WHERE a = ?
                  AND b = ?2
                  AND c = :name
                  AND d = @name
                  AND e = $name
                  AND f = $1
                """),
        SQLGolden(
            """
            SELECT * FROM t WHERE day = DATE '2026-01-01' AND age > INTERVAL '1 day' AND at < now() - \
            INTERVAL 3 DAY
            """,
            shape: "SELECT * FROM t WHERE day = DATE ? AND age > INTERVAL ? AND at < now() - INTERVAL ? DAY",
            formatted: """
                SELECT *
                FROM t
                WHERE day = DATE '2026-01-01'
                  AND age > INTERVAL '1 day'
                  AND at < now() - INTERVAL 3 DAY
                """),
        SQLGolden(
            "SELECT * FROM t WHERE a = ANY(ARRAY[1,2,3]) AND b = ANY ($1) AND c = ALL(SELECT d FROM u)",
            shape: "SELECT * FROM t WHERE a = ANY(ARRAY[?]) AND b = ANY(?) AND c = ALL (SELECT d FROM u)",
            formatted: """
                SELECT *
                FROM t
                WHERE a = ANY(ARRAY[1, 2, 3])
                  AND b = ANY ($1)
                  AND c = ALL(SELECT d FROM u)
                """),
        SQLGolden(
            "SELECT * FROM t WHERE tags[1] = 'x' AND tags[1:2] = ARRAY['a','b'] AND m[1][2] = 3",
            shape: "SELECT * FROM t WHERE tags[?] = ? AND tags[?:?] = ARRAY[?] AND m[?][?] = ?",
            formatted: """
                SELECT *
                FROM t
                WHERE tags[1] = 'x'
                  AND tags[1:2] = ARRAY['a', 'b']
                  AND m[1][2] = 3
                """),
        SQLGolden(
            """
            SELECT data->'a'->>'b', data #>> '{a,b}' FROM t WHERE data @> '{"a":1}' AND data ? 'k' AND \
            data ?| array['a','b']
            """,
            shape: "SELECT data -> ? ->> ?, data #>> ? FROM t WHERE data @> ? AND data ? ? AND data ?| array[?]",
            formatted: """
                SELECT data->'a'->>'b', data #>> '{a,b}'
                FROM t
                WHERE data @> '{"a":1}'
                  AND data ? 'k'
                  AND data ?| array['a', 'b']
                """),
        SQLGolden(
            "SELECT * FROM t WHERE a=1 AND b<>2 AND c||'x'='yx' AND d>=-1",
            shape: "SELECT * FROM t WHERE a = ? AND b <> ? AND c || ? = ? AND d >= ?",
            formatted: """
                SELECT *
                FROM t
                WHERE a = 1
                  AND b <> 2
                  AND c || 'x' = 'yx'
                  AND d >= -1
                """),
        SQLGolden(
            "SELECT * FROM t WHERE a & 4 = 4 AND b | 1 > 0 AND ~c = -1 AND d << 2 < 100 AND e % 2 = 0",
            shape: "SELECT * FROM t WHERE a & ? = ? AND b | ? > ? AND ~c = ? AND d << ? < ? AND e % ? = ?",
            formatted: """
                SELECT *
                FROM t
                WHERE a & 4 = 4
                  AND b | 1 > 0
                  AND ~c = -1
                  AND d << 2 < 100
                  AND e % 2 = 0
                """),
        SQLGolden(
            """
            SELECT * FROM person WHERE name ~* '^u' AND name !~ 'k$' AND email ILIKE 'u%' AND city \
            SIMILAR TO '(a|b)%'
            """,
            shape: "SELECT * FROM person WHERE name ~* ? AND name !~ ? AND email ILIKE ? AND city SIMILAR TO ?",
            formatted: """
                SELECT *
                FROM person
                WHERE name ~* '^u'
                  AND name !~ 'k$'
                  AND email ILIKE 'u%'
                  AND city SIMILAR TO '(a|b)%'
                """),
        SQLGolden(
            """
            SELECT * FROM t WHERE a = 'x' COLLATE NOCASE AND b MATCH 'wizard' AND c GLOB '*.txt' AND d \
            REGEXP '^a'
            """,
            shape: "SELECT * FROM t WHERE a = ? COLLATE NOCASE AND b MATCH ? AND c GLOB ? AND d REGEXP ?",
            formatted: """
                SELECT *
                FROM t
                WHERE a = 'x' COLLATE NOCASE
                  AND b MATCH 'wizard'
                  AND c GLOB '*.txt'
                  AND d REGEXP '^a'
                """),
        SQLGolden(
            "SELECT * FROM t WHERE a = 1 OR (b = 2 AND (c = 3 OR (d = 4 AND (e = 5 OR f = 6))))",
            shape: "SELECT * FROM t WHERE a = ? OR (b = ? AND (c = ? OR (d = ? AND (e = ? OR f = ?))))",
            formatted: """
                SELECT *
                FROM t
                WHERE a = 1 OR (b = 2 AND (c = 3 OR (d = 4 AND (e = 5 OR f = 6))))
                """),
        SQLGolden(
            """
            SELECT * FROM event WHERE type = 'login' AND at >= '2026-01-01' AND at < '2026-02-01' AND \
            user_id = 42 AND (ip LIKE '10.%' OR ip LIKE '192.168.%') AND deleted_at IS NULL
            """,
            shape: """
                SELECT * FROM event WHERE type = ? AND at >= ? AND at < ? AND user_id = ? AND (ip LIKE ? OR \
                ip LIKE ?) AND deleted_at IS NULL
                """,
            formatted: """
                SELECT *
                FROM event
                WHERE type = 'login'
                  AND at >= '2026-01-01'
                  AND at < '2026-02-01'
                  AND user_id = 42
                  AND (ip LIKE '10.%' OR ip LIKE '192.168.%')
                  AND deleted_at IS NULL
                """),
    ]
}
