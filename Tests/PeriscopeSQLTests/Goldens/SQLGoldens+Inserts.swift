extension SQLGoldens {
    /// INSERT in all forms.
    static let inserts: [SQLGolden] = [
        SQLGolden(
            "INSERT INTO book (title) VALUES ('A Wizard of Earthsea')",
            shape: "INSERT INTO book (title) VALUES (?)",
            formatted: "INSERT INTO book (title) VALUES ('A Wizard of Earthsea')"),
        SQLGolden(
            "insert into book(title,price)values(?,?)",
            shape: "INSERT INTO book (title, price) VALUES (?, ?)",
            formatted: "insert into book(title, price) values (?, ?)"),
        SQLGolden(
            "INSERT INTO book VALUES (1, 'x', NULL, TRUE, -3)",
            shape: "INSERT INTO book VALUES (?, ?, ?, ?, ?)",
            formatted: "INSERT INTO book VALUES (1, 'x', NULL, TRUE, -3)"),
        SQLGolden(
            "INSERT INTO book (id, title) VALUES (1, 'x'), (2, 'y'), (3, 'z')",
            shape: "INSERT INTO book (id, title) VALUES (?, ?)",
            formatted: "INSERT INTO book (id, title) VALUES (1, 'x'), (2, 'y'), (3, 'z')"),
        SQLGolden(
            """
            INSERT INTO "book" ("title", "authorId", "price", "publishedAt", "isbn", "pages", \
            "language") VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            shape: """
                INSERT INTO "book" ("title", "authorId", "price", "publishedAt", "isbn", "pages", \
                "language") VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            formatted: """
                INSERT INTO "book" (
                  "title", "authorId", "price", "publishedAt", "isbn", "pages", "language"
                )
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """),
        SQLGolden(
            """
            INSERT INTO book (id, title) VALUES (1, 'A Wizard of Earthsea'), (2, 'The Tombs of Atuan'), \
            (3, 'The Farthest Shore'), (4, 'Tehanu')
            """,
            shape: "INSERT INTO book (id, title) VALUES (?, ?)",
            formatted: """
                INSERT INTO book (id, title)
                VALUES
                  (1, 'A Wizard of Earthsea'),
                  (2, 'The Tombs of Atuan'),
                  (3, 'The Farthest Shore'),
                  (4, 'Tehanu')
                """),
        SQLGolden(
            "INSERT INTO t (a, b) VALUES (1, DEFAULT), (2, 3), (4, DEFAULT), (5, lower('X'))",
            shape: "INSERT INTO t (a, b) VALUES (?, DEFAULT), (?, ?), (?, lower(?))",
            formatted: "INSERT INTO t (a, b) VALUES (1, DEFAULT), (2, 3), (4, DEFAULT), (5, lower('X'))"),
        SQLGolden(
            "INSERT INTO t DEFAULT VALUES",
            shape: "INSERT INTO t DEFAULT VALUES",
            formatted: "INSERT INTO t DEFAULT VALUES"),
        SQLGolden(
            "INSERT OR REPLACE INTO cache (key, value, expires) VALUES ('a', x'00', 100)",
            shape: "INSERT OR REPLACE INTO cache (key, value, expires) VALUES (?, ?, ?)",
            formatted: "INSERT OR REPLACE INTO cache (key, value, expires) VALUES ('a', x'00', 100)"),
        SQLGolden(
            "INSERT OR IGNORE INTO tag (name) VALUES ('new')",
            shape: "INSERT OR IGNORE INTO tag (name) VALUES (?)",
            formatted: "INSERT OR IGNORE INTO tag (name) VALUES ('new')"),
        SQLGolden(
            "REPLACE INTO cache (key, value) VALUES ('a', 'b')",
            shape: "REPLACE INTO cache (key, value) VALUES (?, ?)",
            formatted: "REPLACE INTO cache (key, value) VALUES ('a', 'b')"),
        SQLGolden(
            "INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING",
            shape: "INSERT INTO t (a) VALUES (?) ON CONFLICT DO NOTHING",
            formatted: """
                INSERT INTO t (a)
                VALUES (1)
                ON CONFLICT DO NOTHING
                """),
        SQLGolden(
            "INSERT INTO t (a, b) VALUES (1, 2) ON CONFLICT (a) DO UPDATE SET b = excluded.b",
            shape: "INSERT INTO t (a, b) VALUES (?, ?) ON CONFLICT (a) DO UPDATE SET b = excluded.b",
            formatted: """
                INSERT INTO t (a, b)
                VALUES (1, 2)
                ON CONFLICT (a) DO UPDATE SET b = excluded.b
                """),
        SQLGolden(
            """
            INSERT INTO t (a, b, c) VALUES (1, 2, 3) ON CONFLICT (a) WHERE c > 0 DO UPDATE SET b = \
            excluded.b, c = t.c + 1 WHERE t.b <> excluded.b RETURNING id, b
            """,
            shape: """
                INSERT INTO t (a, b, c) VALUES (?, ?, ?) ON CONFLICT (a) WHERE c > ? DO UPDATE SET b = \
                excluded.b, c = t.c + ? WHERE t.b <> excluded.b RETURNING id, b
                """,
            formatted: """
                INSERT INTO t (a, b, c)
                VALUES (1, 2, 3)
                ON CONFLICT (a) WHERE c > 0 DO UPDATE SET b = excluded.b, c = t.c + 1
                WHERE t.b <> excluded.b
                RETURNING id, b
                """),
        SQLGolden(
            """
            INSERT INTO counter (name, hits) VALUES ('home', 1) ON DUPLICATE KEY UPDATE hits = hits + \
            VALUES(hits), seen_at = now()
            """,
            shape: """
                INSERT INTO counter (name, hits) VALUES (?, ?) ON DUPLICATE KEY UPDATE hits = hits + \
                VALUES(hits), seen_at = now()
                """,
            formatted: """
                INSERT INTO counter (name, hits)
                VALUES ('home', 1)
                ON DUPLICATE KEY UPDATE hits = hits + VALUES(hits), seen_at = now()
                """),
        SQLGolden(
            "INSERT INTO book (title) VALUES ('x') RETURNING id",
            shape: "INSERT INTO book (title) VALUES (?) RETURNING id",
            formatted: """
                INSERT INTO book (title)
                VALUES ('x')
                RETURNING id
                """),
        SQLGolden(
            "INSERT INTO archive (id, title) SELECT id, title FROM book WHERE published_at < '1970-01-01'",
            shape: "INSERT INTO archive (id, title) SELECT id, title FROM book WHERE published_at < ?",
            formatted: """
                INSERT INTO archive (id, title)
                SELECT id, title
                FROM book
                WHERE published_at < '1970-01-01'
                """),
        SQLGolden(
            "INSERT INTO t SET a = 1, b = 'x'",
            shape: "INSERT INTO t SET a = ?, b = ?",
            formatted: "INSERT INTO t SET a = 1, b = 'x'"),
        SQLGolden(
            "INSERT INTO t AS target (a, b) VALUES ((SELECT max(a) FROM t), lower('X'))",
            shape: "INSERT INTO t AS target (a, b) VALUES ((SELECT max(a) FROM t), lower(?))",
            formatted: "INSERT INTO t AS target (a, b) VALUES ((SELECT max(a) FROM t), lower('X'))"),
        SQLGolden(
            """
            INSERT INTO customer (first_name, last_name, email, street, city, postal_code, country, \
            phone, born_on, newsletter) VALUES ('Ursula', 'Le Guin', 'ursula@example.org', '3321 NW \
            Thurman Street', 'Portland', '97210', 'US', '+1 503 555 0100', '1929-10-21', TRUE) ON \
            CONFLICT (email) DO UPDATE SET first_name = excluded.first_name, last_name = \
            excluded.last_name, street = excluded.street, city = excluded.city RETURNING id, created_at
            """,
            shape: """
                INSERT INTO customer (first_name, last_name, email, street, city, postal_code, country, \
                phone, born_on, newsletter) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (email) DO \
                UPDATE SET first_name = excluded.first_name, last_name = excluded.last_name, street = \
                excluded.street, city = excluded.city RETURNING id, created_at
                """,
            formatted: """
                INSERT INTO customer (
                  first_name, last_name, email, street, city, postal_code, country,
                  phone, born_on, newsletter
                )
                VALUES (
                  'Ursula', 'Le Guin', 'ursula@example.org', '3321 NW Thurman Street',
                  'Portland', '97210', 'US', '+1 503 555 0100', '1929-10-21', TRUE
                )
                ON CONFLICT (email) DO UPDATE SET
                  first_name = excluded.first_name,
                  last_name = excluded.last_name,
                  street = excluded.street,
                  city = excluded.city
                RETURNING id, created_at
                """),
        SQLGolden(
            """
            INSERT INTO point (at, place) VALUES ('(1,2)'::point, ST_MakePoint(1.5, -2.5)), \
            ('(3,4)'::point, ST_MakePoint(3.5, 4))
            """,
            shape: "INSERT INTO point (at, place) VALUES (?::point, ST_MakePoint(?, ?))",
            formatted: """
                INSERT INTO point (at, place)
                VALUES
                  ('(1,2)'::point, ST_MakePoint(1.5, -2.5)),
                  ('(3,4)'::point, ST_MakePoint(3.5, 4))
                """),
        SQLGolden(
            "INSERT INTO t VALUES ROW(1, 2), ROW(3, 4)",
            shape: "INSERT INTO t VALUES ROW(?, ?)",
            formatted: "INSERT INTO t VALUES ROW(1, 2), ROW(3, 4)"),
    ]
}
