extension SQLGoldens {
    /// UPDATE, DELETE and MERGE.
    static let changes: [SQLGolden] = [
        SQLGolden(
            "UPDATE book SET price = 10",
            shape: "UPDATE book SET price = ?",
            formatted: "UPDATE book SET price = 10"),
        SQLGolden(
            "UPDATE book SET price = price * 1.1 WHERE id = 7",
            shape: "UPDATE book SET price = price * ? WHERE id = ?",
            formatted: """
                UPDATE book
                SET price = price * 1.1
                WHERE id = 7
                """),
        SQLGolden(
            #"UPDATE "book" SET "title"=?, "price"=? WHERE "id"=?"#,
            shape: #"UPDATE "book" SET "title" = ?, "price" = ? WHERE "id" = ?"#,
            formatted: """
                UPDATE "book"
                SET "title" = ?, "price" = ?
                WHERE "id" = ?
                """),
        SQLGolden(
            "UPDATE book SET title = NULL, sold = TRUE, price = -1 WHERE title IS NULL AND NOT sold",
            shape: "UPDATE book SET title = ?, sold = ?, price = ? WHERE title IS NULL AND NOT sold",
            formatted: """
                UPDATE book
                SET title = NULL, sold = TRUE, price = -1
                WHERE title IS NULL AND NOT sold
                """),
        SQLGolden(
            """
            UPDATE customer SET first_name = 'Ursula', last_name = 'Le Guin', street = '3321 NW Thurman \
            Street', updated_at = CURRENT_TIMESTAMP WHERE id = 4711
            """,
            shape: """
                UPDATE customer SET first_name = ?, last_name = ?, street = ?, updated_at = \
                CURRENT_TIMESTAMP WHERE id = ?
                """,
            formatted: """
                UPDATE customer
                SET
                  first_name = 'Ursula',
                  last_name = 'Le Guin',
                  street = '3321 NW Thurman Street',
                  updated_at = CURRENT_TIMESTAMP
                WHERE id = 4711
                """),
        SQLGolden(
            "UPDATE t SET (a, b) = (SELECT c, d FROM u WHERE u.id = t.id) WHERE e IN (1, 2)",
            shape: "UPDATE t SET (a, b) = (SELECT c, d FROM u WHERE u.id = t.id) WHERE e IN (?)",
            formatted: """
                UPDATE t
                SET (a, b) = (SELECT c, d FROM u WHERE u.id = t.id)
                WHERE e IN (1, 2)
                """),
        SQLGolden(
            "UPDATE t SET (a, b) = (1, 2)",
            shape: "UPDATE t SET (a, b) = (?, ?)",
            formatted: "UPDATE t SET (a, b) = (1, 2)"),
        SQLGolden(
            """
            UPDATE book SET stock = stock - d.amount FROM delivery d WHERE d.book_id = book.id \
            RETURNING book.id, stock
            """,
            shape: """
                UPDATE book SET stock = stock - d.amount FROM delivery d WHERE d.book_id = book.id \
                RETURNING book.id, stock
                """,
            formatted: """
                UPDATE book
                SET stock = stock - d.amount
                FROM delivery d
                WHERE d.book_id = book.id
                RETURNING book.id, stock
                """),
        SQLGolden(
            "UPDATE a JOIN b ON b.a_id = a.id SET a.x = b.x, a.y = 3 WHERE b.z > 4",
            shape: "UPDATE a JOIN b ON b.a_id = a.id SET a.x = b.x, a.y = ? WHERE b.z > ?",
            formatted: """
                UPDATE a
                JOIN b ON b.a_id = a.id
                SET a.x = b.x, a.y = 3
                WHERE b.z > 4
                """),
        SQLGolden(
            "UPDATE OR IGNORE tag SET name = 'x' WHERE name = 'y'",
            shape: "UPDATE OR IGNORE tag SET name = ? WHERE name = ?",
            formatted: """
                UPDATE OR IGNORE tag
                SET name = 'x'
                WHERE name = 'y'
                """),
        SQLGolden(
            """
            UPDATE book SET price = CASE id WHEN 1 THEN 10 WHEN 2 THEN 20 WHEN 3 THEN 30 END WHERE id \
            IN (1, 2, 3)
            """,
            shape: "UPDATE book SET price = CASE id WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END WHERE id IN (?)",
            formatted: """
                UPDATE book
                SET price = CASE id
                  WHEN 1 THEN 10
                  WHEN 2 THEN 20
                  WHEN 3 THEN 30
                END
                WHERE id IN (1, 2, 3)
                """),
        SQLGolden(
            "UPDATE t SET data = json_set(data, '$.a', 1, '$.b', 'x'), n = n + 1 WHERE data ->> 'k' = 'v'",
            shape: "UPDATE t SET data = json_set(data, ?, ?, ?, ?), n = n + ? WHERE data ->> ? = ?",
            formatted: """
                UPDATE t
                SET data = json_set(data, '$.a', 1, '$.b', 'x'), n = n + 1
                WHERE data ->> 'k' = 'v'
                """),
        SQLGolden(
            "DELETE FROM session",
            shape: "DELETE FROM session",
            formatted: "DELETE FROM session"),
        SQLGolden(
            "DELETE FROM session WHERE expires_at < 1700000000",
            shape: "DELETE FROM session WHERE expires_at < ?",
            formatted: "DELETE FROM session WHERE expires_at < 1700000000"),
        SQLGolden(
            "DELETE FROM loan USING book WHERE loan.book_id = book.id AND book.price > 10 RETURNING loan.id",
            shape: "DELETE FROM loan USING book WHERE loan.book_id = book.id AND book.price > ? RETURNING loan.id",
            formatted: """
                DELETE FROM loan
                USING book
                WHERE loan.book_id = book.id AND book.price > 10
                RETURNING loan.id
                """),
        SQLGolden(
            "DELETE FROM log WHERE id IN (SELECT id FROM log WHERE level = 'debug' ORDER BY at LIMIT 1000)",
            shape: "DELETE FROM log WHERE id IN (SELECT id FROM log WHERE level = ? ORDER BY at LIMIT ?)",
            formatted: """
                DELETE FROM log
                WHERE id IN (
                  SELECT id
                  FROM log
                  WHERE level = 'debug'
                  ORDER BY at
                  LIMIT 1000
                )
                """),
        SQLGolden(
            "DELETE FROM t WHERE a = 1 AND b = 2 AND c = 3",
            shape: "DELETE FROM t WHERE a = ? AND b = ? AND c = ?",
            formatted: """
                DELETE FROM t
                WHERE a = 1
                  AND b = 2
                  AND c = 3
                """),
        SQLGolden(
            """
            MERGE INTO stock s USING delivery d ON s.id = d.id WHEN MATCHED THEN UPDATE SET amount = \
            s.amount + d.amount WHEN NOT MATCHED THEN INSERT (id, amount) VALUES (d.id, d.amount)
            """,
            shape: """
                MERGE INTO stock s USING delivery d ON s.id = d.id WHEN MATCHED THEN UPDATE SET amount = \
                s.amount + d.amount WHEN NOT MATCHED THEN INSERT (id, amount) VALUES (d.id, d.amount)
                """,
            formatted: """
                MERGE INTO stock s
                USING delivery d ON s.id = d.id
                WHEN MATCHED THEN UPDATE SET amount = s.amount + d.amount
                WHEN NOT MATCHED THEN INSERT (id, amount) VALUES (d.id, d.amount)
                """),
        SQLGolden(
            "TRUNCATE TABLE log",
            shape: "TRUNCATE TABLE log",
            formatted: "TRUNCATE TABLE log"),
        SQLGolden(
            "DELETE FROM t LIMIT 10",
            shape: "DELETE FROM t LIMIT ?",
            formatted: "DELETE FROM t LIMIT 10"),
    ]
}
