/// The statements of the seed.
///
/// Numbers that look random come from the row number through the "minimal standard" generator of Park and Miller
/// (multiplier 48271, modulus 2^31 - 1), one step a column.
extension Seed {
    static let authorsSQL = """
        WITH RECURSIVE row(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM row WHERE i < ?),
        dice AS (SELECT i, (i * 48271 * 48271) % 2147483647 AS a FROM row)
        INSERT INTO author (id, name, country, born)
        SELECT i,
               (SELECT text FROM first_name WHERE id = i % 40) || ' ' ||
               (SELECT text FROM last_name WHERE id = (i / 40 + i * 7) % 37),
               (SELECT text FROM country WHERE id = a % 17),
               1900 + a / 17 % 95
        FROM dice
        """

    static let booksSQL = """
        WITH RECURSIVE row(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM row WHERE i < ?),
        first AS (SELECT i, (i * 48271 * 48271) % 2147483647 AS a FROM row),
        second AS (SELECT i, a, (a * 48271) % 2147483647 AS b FROM first),
        dice AS MATERIALIZED (SELECT i, a, b, (b * 48271) % 2147483647 AS c FROM second)
        INSERT INTO book (id, author_id, title, genre, blurb, published, price_cents, stock)
        SELECT i,
               1 + c % ?,
               CASE a % 4
                   WHEN 0 THEN 'The ' || adjective.text || ' ' || noun.text
                   WHEN 1 THEN CASE WHEN noun.text GLOB '[AEIO]*' THEN 'An ' ELSE 'A ' END || noun.text || ' in ' || place.text
                   WHEN 2 THEN 'The ' || noun.text || ' of ' || place.text
                   ELSE adjective.text || ' ' || noun.text
               END,
               (SELECT text FROM genre WHERE id = c / 600 % 10),
               setting.text || ' ' || event.text,
               1950 + b / 31 % 75,
               499 + c / 1000 % 30 * 100,
               a / 7 % 40
        FROM dice
        JOIN adjective ON adjective.id = a / 4 % 31
        JOIN noun ON noun.id = b % 37
        JOIN place ON place.id = c / 7 % 19
        JOIN setting ON setting.id = a / 124 % 11
        JOIN event ON event.id = b / 37 % 13
        """

    static let customersSQL = """
        WITH RECURSIVE row(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM row WHERE i < ? - 1),
        owner AS (SELECT i, i % ? AS account_id FROM row)
        INSERT INTO customer (id, name, email, password_hash, city)
        SELECT i + 1,
               CASE WHEN i = account.id THEN account.name ELSE
                   (SELECT text FROM first_name WHERE id = i % 40) || ' ' ||
                   (SELECT text FROM last_name WHERE id = (i / 40 + i * 11) % 37) END,
               CASE WHEN i = account.id THEN account.email ELSE 'reader' || i || '@example.com' END,
               account.hash,
               (SELECT text FROM city WHERE id = (i * 48271) % 2147483647 % 19)
        FROM owner JOIN account ON account.id = account_id
        """

    /// Half of the reviews go to all books alike, half mostly to the first ones: bestsellers.
    static let reviewsSQL = """
        WITH RECURSIVE row(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM row WHERE i < ?),
        first AS (SELECT i, (i * 48271 * 48271) % 2147483647 AS a FROM row),
        second AS (SELECT i, a, (a * 48271) % 2147483647 AS b FROM first),
        dice AS (SELECT i, a, b, (b * 48271) % 2147483647 AS c FROM second)
        INSERT INTO review (id, book_id, customer_id, rating, written_on, body)
        SELECT i,
               1 + CASE a % 2 WHEN 0 THEN b % books.n ELSE (b % books.n) * (c % books.n) / books.n END,
               1 + c % customers.n,
               CASE WHEN b / 4000 % 10 < 7 THEN 4 + a / 2 % 2 ELSE 1 + a / 2 % 4 END,
               date(1672531200 + i * 315, 'unixepoch'),
               opening.text || ' The ' || aspect.text || ' is ' || verdict.text || '. ' ||
               remark.text || ' ' || closing.text
        FROM dice
        CROSS JOIN (SELECT ? AS n) AS books
        CROSS JOIN (SELECT ? AS n) AS customers
        CROSS JOIN opening ON opening.id = a / 8 % 23
        CROSS JOIN aspect ON aspect.id = b / 7 % 19
        CROSS JOIN verdict ON verdict.id = c / 2000 % 29
        CROSS JOIN remark ON remark.id = a / 184 % 17
        CROSS JOIN closing ON closing.id = b / 133 % 19
        """

    /// Three years of orders, one about every twenty-six minutes.
    static let purchasesSQL = """
        WITH RECURSIVE row(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM row WHERE i < ?),
        dice AS (SELECT i, (i * 48271 * 48271) % 2147483647 AS a FROM row)
        INSERT INTO purchase (id, customer_id, placed_at, card_last_four)
        SELECT i, 1 + a % ?, datetime(1672531200 + i * 1577, 'unixepoch'), printf('%04d', a / 2000 % 10000)
        FROM dice
        """

    /// One to six lines an order: 3.5 in the mean, so about 210,000.
    static let orderLinesSQL = """
        WITH RECURSIVE slot(k) AS (VALUES (1) UNION ALL SELECT k + 1 FROM slot WHERE k < 6),
        line AS (
            SELECT purchase.id AS purchase_id, ((purchase.id * 6 + k) * 48271 * 48271) % 2147483647 AS a
            FROM purchase CROSS JOIN slot
            WHERE k <= 1 + (purchase.id * 48271) % 2147483647 % 6),
        dice AS (SELECT purchase_id, a, (a * 48271) % 2147483647 AS b FROM line),
        choice AS (SELECT purchase_id, a, 1 + (a % books.n) * (b % books.n) / books.n * (b / 4000 % 100) / 100 AS book_id
                   FROM dice CROSS JOIN (SELECT ? AS n) AS books)
        INSERT INTO order_line (purchase_id, book_id, quantity, price_cents)
        SELECT purchase_id, book_id, 1 + (a / 4000 % 10) / 8, (SELECT price_cents FROM book WHERE id = book_id)
        FROM choice
        """
}
