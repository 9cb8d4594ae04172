extension SQLGoldens {
    /// Windows, aggregates, CASE and functions.
    static let windows: [SQLGolden] = [
        SQLGolden(
            "SELECT row_number() OVER (ORDER BY price) FROM book",
            shape: "SELECT row_number() OVER (ORDER BY price) FROM book",
            formatted: "SELECT row_number() OVER (ORDER BY price) FROM book"),
        SQLGolden(
            """
            SELECT title, rank() OVER (PARTITION BY author_id ORDER BY price DESC) AS place FROM book \
            WHERE price > 5
            """,
            shape: """
                SELECT title, rank() OVER (PARTITION BY author_id ORDER BY price DESC) AS place FROM book \
                WHERE price > ?
                """,
            formatted: """
                SELECT title, rank() OVER (PARTITION BY author_id ORDER BY price DESC) AS place
                FROM book
                WHERE price > 5
                """),
        SQLGolden(
            """
            SELECT title, sum(price) OVER (PARTITION BY author_id, language ORDER BY published_at DESC \
            NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS running FROM book
            """,
            shape: """
                SELECT title, sum(price) OVER (PARTITION BY author_id, language ORDER BY published_at DESC \
                NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS running FROM book
                """,
            formatted: """
                SELECT
                  title,
                  sum(price) OVER (
                    PARTITION BY author_id, language
                    ORDER BY published_at DESC NULLS LAST
                    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                  ) AS running
                FROM book
                """),
        SQLGolden(
            """
            SELECT avg(price) OVER w, max(price) OVER w FROM book WINDOW w AS (PARTITION BY author_id \
            ORDER BY id)
            """,
            shape: """
                SELECT avg(price) OVER w, max(price) OVER w FROM book WINDOW w AS (PARTITION BY author_id \
                ORDER BY id)
                """,
            formatted: """
                SELECT avg(price) OVER w, max(price) OVER w
                FROM book
                WINDOW w AS (PARTITION BY author_id ORDER BY id)
                """),
        SQLGolden(
            "SELECT sum(x) OVER (ORDER BY y RANGE BETWEEN 1 PRECEDING AND 2 FOLLOWING EXCLUDE TIES) FROM t",
            shape: "SELECT sum(x) OVER (ORDER BY y RANGE BETWEEN ? PRECEDING AND ? FOLLOWING EXCLUDE TIES) FROM t",
            formatted: """
                SELECT sum(x) OVER (
                  ORDER BY y
                  RANGE BETWEEN 1 PRECEDING AND 2 FOLLOWING EXCLUDE TIES
                )
                FROM t
                """),
        SQLGolden(
            "SELECT avg(x) OVER (ROWS 3 PRECEDING), lag(x, 1, 0) OVER (ORDER BY y) FROM t",
            shape: "SELECT avg(x) OVER (ROWS ? PRECEDING), lag(x, ?, ?) OVER (ORDER BY y) FROM t",
            formatted: "SELECT avg(x) OVER (ROWS 3 PRECEDING), lag(x, 1, 0) OVER (ORDER BY y) FROM t"),
        SQLGolden(
            """
            SELECT count(*) FILTER (WHERE price > 20) AS dear, count(*) FILTER (WHERE price <= 20) AS \
            cheap FROM book
            """,
            shape: """
                SELECT count(*) FILTER (WHERE price > ?) AS dear, count(*) FILTER (WHERE price <= ?) AS \
                cheap FROM book
                """,
            formatted: """
                SELECT
                  count(*) FILTER (WHERE price > 20) AS dear,
                  count(*) FILTER (WHERE price <= 20) AS cheap
                FROM book
                """),
        SQLGolden(
            "SELECT CASE WHEN price > 20 THEN 'dear' ELSE 'cheap' END FROM book",
            shape: "SELECT CASE WHEN price > ? THEN ? ELSE ? END FROM book",
            formatted: "SELECT CASE WHEN price > 20 THEN 'dear' ELSE 'cheap' END FROM book"),
        SQLGolden(
            """
            SELECT CASE status WHEN 1 THEN 'new' WHEN 2 THEN 'paid' WHEN 3 THEN 'sent' ELSE NULL END AS \
            state FROM purchase WHERE id = 7
            """,
            shape: """
                SELECT CASE status WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? ELSE ? END AS state FROM \
                purchase WHERE id = ?
                """,
            formatted: """
                SELECT CASE status
                  WHEN 1 THEN 'new'
                  WHEN 2 THEN 'paid'
                  WHEN 3 THEN 'sent'
                  ELSE NULL
                END AS state
                FROM purchase
                WHERE id = 7
                """),
        SQLGolden(
            """
            SELECT id, CASE WHEN a = 1 AND b = 2 THEN CASE c WHEN 3 THEN 'x' ELSE 'y' END WHEN a \
            BETWEEN 4 AND 5 THEN 'z' END AS kind FROM t WHERE CASE WHEN d THEN 1 ELSE 0 END = 1
            """,
            shape: """
                SELECT id, CASE WHEN a = ? AND b = ? THEN CASE c WHEN ? THEN ? ELSE ? END WHEN a BETWEEN ? \
                AND ? THEN ? END AS kind FROM t WHERE CASE WHEN d THEN ? ELSE ? END = ?
                """,
            formatted: """
                SELECT
                  id,
                  CASE
                    WHEN a = 1 AND b = 2 THEN CASE c WHEN 3 THEN 'x' ELSE 'y' END
                    WHEN a BETWEEN 4 AND 5 THEN 'z'
                  END AS kind
                FROM t
                WHERE CASE WHEN d THEN 1 ELSE 0 END = 1
                """),
        SQLGolden(
            """
            SELECT sum(CASE WHEN state = 'paid' THEN amount ELSE 0 END) AS paid, sum(CASE WHEN state = \
            'open' THEN amount ELSE 0 END) AS open_amount, sum(CASE WHEN state IN ('void', 'refunded') \
            THEN -amount ELSE 0 END) AS lost FROM invoice
            """,
            shape: """
                SELECT sum(CASE WHEN state = ? THEN amount ELSE ? END) AS paid, sum(CASE WHEN state = ? \
                THEN amount ELSE ? END) AS open_amount, sum(CASE WHEN state IN (?) THEN -amount ELSE ? END) \
                AS lost FROM invoice
                """,
            formatted: """
                SELECT
                  sum(CASE WHEN state = 'paid' THEN amount ELSE 0 END) AS paid,
                  sum(CASE WHEN state = 'open' THEN amount ELSE 0 END) AS open_amount,
                  sum(CASE WHEN state IN ('void', 'refunded') THEN -amount ELSE 0 END) AS lost
                FROM invoice
                """),
        SQLGolden(
            "SELECT group_concat(name, ', ') FROM author",
            shape: "SELECT group_concat(name, ?) FROM author",
            formatted: "SELECT group_concat(name, ', ') FROM author"),
        SQLGolden(
            "SELECT string_agg(DISTINCT name, ', ' ORDER BY name DESC) FROM author",
            shape: "SELECT string_agg(DISTINCT name, ? ORDER BY name DESC) FROM author",
            formatted: "SELECT string_agg(DISTINCT name, ', ' ORDER BY name DESC) FROM author"),
        SQLGolden(
            "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY duration) FROM request",
            shape: "SELECT percentile_cont(?) WITHIN GROUP (ORDER BY duration) FROM request",
            formatted: "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY duration) FROM request"),
        SQLGolden(
            "SELECT country, city, count(*) FROM customer GROUP BY ROLLUP (country, city)",
            shape: "SELECT country, city, count(*) FROM customer GROUP BY ROLLUP(country, city)",
            formatted: """
                SELECT country, city, count(*)
                FROM customer
                GROUP BY ROLLUP (country, city)
                """),
        SQLGolden(
            """
            SELECT json_object('id', id, 'title', title, 'price', price, 'author', json_object('id', \
            author_id, 'name', author_name), 'tags', json_array('a', 'b')) FROM book_view
            """,
            shape: """
                SELECT json_object(?, id, ?, title, ?, price, ?, json_object(?, author_id, ?, author_name), \
                ?, json_array(?, ?)) FROM book_view
                """,
            formatted: """
                SELECT json_object(
                  'id', id, 'title', title, 'price', price, 'author',
                  json_object('id', author_id, 'name', author_name), 'tags',
                  json_array('a', 'b')
                )
                FROM book_view
                """),
        SQLGolden(
            """
            SELECT first_value(price) OVER (PARTITION BY author_id ORDER BY published_at GROUPS BETWEEN \
            CURRENT ROW AND UNBOUNDED FOLLOWING) AS price, ntile(4) OVER quarters FROM book WINDOW \
            quarters AS (ORDER BY price), others AS (quarters ROWS UNBOUNDED PRECEDING)
            """,
            shape: """
                SELECT first_value(price) OVER (PARTITION BY author_id ORDER BY published_at GROUPS BETWEEN \
                CURRENT ROW AND UNBOUNDED FOLLOWING) AS price, ntile(?) OVER quarters FROM book WINDOW \
                quarters AS (ORDER BY price), others AS (quarters ROWS UNBOUNDED PRECEDING)
                """,
            formatted: """
                SELECT
                  first_value(price) OVER (
                    PARTITION BY author_id
                    ORDER BY published_at
                    GROUPS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
                  ) AS price,
                  ntile(4) OVER quarters
                FROM book
                WINDOW
                  quarters AS (ORDER BY price),
                  others AS (quarters ROWS UNBOUNDED PRECEDING)
                """),
        SQLGolden(
            """
            SELECT replace(name, 'a', 'b'), left(name, 3), right(name, 3), if(a, 1, 2), glob('a*', \
            name), like('b%', name) FROM t
            """,
            shape: """
                SELECT replace(name, ?, ?), left(name, ?), right(name, ?), if(a, ?, ?), glob(?, name), \
                like(?, name) FROM t
                """,
            formatted: """
                SELECT replace(name, 'a', 'b'), left(name, 3), right(name, 3), if(a, 1, 2),
                  glob('a*', name), like('b%', name)
                FROM t
                """),
    ]
}
