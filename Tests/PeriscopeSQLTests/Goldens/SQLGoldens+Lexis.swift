extension SQLGoldens {
    /// Comments, quotes, white space and odd texts.
    static let lexis: [SQLGolden] = [
        SQLGolden(
            "SELECT 1 -- one",
            shape: "SELECT ?",
            formatted: "SELECT 1 -- one"),
        SQLGolden(
            """
            -- all books
            SELECT * FROM book
            """,
            shape: "SELECT * FROM book",
            formatted: """
                -- all books
                SELECT * FROM book
                """),
        SQLGolden(
            """
            SELECT id, -- its number
            title -- its name
            FROM book -- the table
            WHERE id = 3 -- one of them
            """,
            shape: "SELECT id, title FROM book WHERE id = ?",
            formatted: """
                SELECT
                  id, -- its number
                  title -- its name
                FROM book -- the table
                WHERE id = 3 -- one of them
                """),
        SQLGolden(
            "/* shop:list */ SELECT * FROM book WHERE id = 3",
            shape: "SELECT * FROM book WHERE id = ?",
            formatted: """
                /* shop:list */ SELECT *
                FROM book
                WHERE id = 3
                """),
        SQLGolden(
            "SELECT /* inline */ a, b /* behind */, /* before */ c FROM t",
            shape: "SELECT a, b, c FROM t",
            formatted: "SELECT /* inline */ a, b /* behind */, /* before */ c FROM t"),
        SQLGolden(
            """
            SELECT a /* one
            two */ FROM t
            """,
            shape: "SELECT a FROM t",
            formatted: """
                SELECT a /* one
                two */ FROM t
                """),
        SQLGolden(
            """
            SELECT * FROM t
            -- only these
            WHERE a = 1
            -- and these
            AND b = 2
            """,
            shape: "SELECT * FROM t WHERE a = ? AND b = ?",
            formatted: """
                SELECT *
                FROM t
                -- only these
                WHERE a = 1
                  -- and these
                  AND b = 2
                """),
        SQLGolden(
            """
            SELECT a # MySQL's
            FROM t WHERE b = 1
            """,
            shape: "SELECT a FROM t WHERE b = ?",
            formatted: """
                SELECT a # MySQL's
                FROM t
                WHERE b = 1
                """),
        SQLGolden(
            "SELECT /* outer /* inner */ outer */ 1",
            shape: "SELECT ?",
            formatted: "SELECT /* outer /* inner */ outer */ 1"),
        SQLGolden(
            """
            SELECT 1; -- first
            -- second
            SELECT 2
            """,
            shape: "SELECT ?; SELECT ?",
            formatted: """
                SELECT 1; -- first
                -- second
                SELECT 2
                """),
        SQLGolden(
            """
            SELECT   *
            	FROM  book

               WHERE id=1
            """,
            shape: "SELECT * FROM book WHERE id = ?",
            formatted: """
                SELECT *
                FROM book
                WHERE id = 1
                """),
        SQLGolden(
            "SELECT count (*), max( price ) , min(price ) FROM book",
            shape: "SELECT count(*), max(price), min(price) FROM book",
            formatted: "SELECT count (*), max(price), min(price) FROM book"),
        SQLGolden(
            #"SELECT "a"."b" . "c", t . x FROM s . t"#,
            shape: #"SELECT "a"."b"."c", t.x FROM s.t"#,
            formatted: #"SELECT "a"."b" . "c", t . x FROM s . t"#),
        SQLGolden(
            """
            SELECT 'a' 'b', 'c'
            'd' FROM t
            """,
            shape: "SELECT ?, ? FROM t",
            formatted: """
                SELECT 'a' 'b', 'c'
                  'd'
                FROM t
                """),
        SQLGolden(
            #"SELECT 'a;b', "c;d" FROM t;"#,
            shape: #"SELECT ?, "c;d" FROM t"#,
            formatted: #"SELECT 'a;b', "c;d" FROM t;"#),
        SQLGolden(
            ";;SELECT 1;;",
            shape: "SELECT ?",
            formatted: """
                ;;
                SELECT 1;;
                """),
        SQLGolden(
            #"SELECT 'größe', größe, "naïve ☃" FROM café"#,
            shape: #"SELECT ?, größe, "naïve ☃" FROM café"#,
            formatted: #"SELECT 'größe', größe, "naïve ☃" FROM café"#),
        SQLGolden(
            """
            SELECT 'line one
            line two' AS text FROM t WHERE a = 1
            """,
            shape: "SELECT ? AS text FROM t WHERE a = ?",
            formatted: """
                SELECT 'line one
                line two' AS text
                FROM t
                WHERE a = 1
                """),
        SQLGolden(
            #"SELECT 'it\'s', 'Bob\'s' FROM t"#,
            shape: "SELECT ?, ? FROM t",
            formatted: #"SELECT 'it\'s', 'Bob\'s' FROM t"#),
        SQLGolden(
            #"SELECT * FROM t WHERE a = 'C:\' AND b = 'd'"#,
            shape: "SELECT * FROM t WHERE a = ? AND b = ?",
            formatted: #"""
                SELECT *
                FROM t
                WHERE a = 'C:\' AND b = 'd'
                """#),
        SQLGolden(
            "SELECT $1::int + $2, :a::text, @@version, @v",
            shape: "SELECT ?::int + ?, ?::text, @@version, ?",
            formatted: "SELECT $1::int + $2, :a::text, @@version, @v"),
        SQLGolden(
            """
            SELECT a--b
            -c FROM t
            """,
            shape: "SELECT a - c FROM t",
            formatted: """
                SELECT a --b
                  - c
                FROM t
                """),
        SQLGolden(
            "SELECT - - 1, - -a, -(-1), +1, a*-1, a*-b",
            shape: "SELECT ?, - -a, -(?), ?, a * ?, a * -b",
            formatted: "SELECT - - 1, - -a, -(-1), +1, a * -1, a * -b"),
        SQLGolden(
            "SELECT f (1), f(1), (f)(1), f()[1], (f()).g",
            shape: "SELECT f(?), f(?), (f) (?), f()[?], (f()).g",
            formatted: "SELECT f (1), f(1), (f)(1), f()[1], (f()).g"),
        SQLGolden(
            "SELECT 1 UNION/**/SELECT/**/2",
            shape: "SELECT ?",
            formatted: """
                SELECT 1
                UNION/**/
                SELECT/**/2
                """),
        SQLGolden(
            "SELECT 2fa, t.2fa, t.5 FROM t",
            shape: "SELECT 2fa, t.2fa, t.? FROM t",
            formatted: "SELECT 2fa, t.2fa, t.5 FROM t"),
        SQLGolden(
            "SELECT 'open",
            shape: "SELECT ?",
            formatted: "SELECT 'open"),
        SQLGolden(
            ")(",
            shape: ") (",
            formatted: ")("),
        SQLGolden(
            "SELECT ((((((((((1))))))))))",
            shape: "SELECT ((((((((((?))))))))))",
            formatted: "SELECT ((((((((((1))))))))))"),
        SQLGolden(
            #"SELECT*FROM"book"WHERE"id"IN(1,2)AND"a"='x'"#,
            shape: #"SELECT * FROM "book" WHERE "id" IN (?) AND "a" = ?"#,
            formatted: """
                SELECT *
                FROM "book"
                WHERE "id" IN (1, 2) AND "a" = 'x'
                """),
        SQLGolden(
            """
            select case when a then b end case_end, end_date, selection, "select", `from`, [where] from \
            "order" group by "group"
            """,
            shape: """
                SELECT CASE WHEN a THEN b END case_end, end_date, selection, "select", `from`, [where] FROM \
                "order" GROUP BY "group"
                """,
            formatted: """
                select
                  case when a then b end case_end,
                  end_date,
                  selection,
                  "select",
                  `from`,
                  [where]
                from "order"
                group by "group"
                """),
        SQLGolden(
            "SELECT a,b,c FROM t WHERE a IN(1,2)AND b NOT IN('x')OR c BETWEEN 1AND 2",
            shape: "SELECT a, b, c FROM t WHERE a IN (?) AND b NOT IN (?) OR c BETWEEN 1AND ?",
            formatted: """
                SELECT a, b, c
                FROM t
                WHERE a IN (1, 2)
                  AND b NOT IN ('x')
                  OR c BETWEEN 1AND 2
                """),
        SQLGolden(
            "SELECT a /* one */ FROM /* two */ t /* three */ WHERE /* four */ b = 1",
            shape: "SELECT a FROM t WHERE b = ?",
            formatted: """
                SELECT a /* one */
                FROM /* two */ t /* three */
                WHERE /* four */ b = 1
                """),
        SQLGolden(
            """
            SELECT a
            /* its own */
            FROM t
            /* leading */ WHERE b = 1 AND /* mid */ c = 2
            """,
            shape: "SELECT a FROM t WHERE b = ? AND c = ?",
            formatted: """
                SELECT a
                /* its own */
                FROM t
                /* leading */ WHERE b = 1 AND /* mid */ c = 2
                """),
        SQLGolden(
            """
            SELECT f(a, -- first
            b, c -- last
            ) FROM t
            """,
            shape: "SELECT f(a, b, c) FROM t",
            formatted: """
                SELECT f(
                  a, -- first
                  b,
                  c -- last
                )
                FROM t
                """),
    ]
}
