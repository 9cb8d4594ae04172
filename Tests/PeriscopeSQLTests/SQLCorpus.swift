/// Statements with a bit of everything, to be cut and mixed.
enum SQLCorpus {
    static let statements = [
        "SELECT * FROM \"t\" WHERE a = ?1 AND [b] LIKE '%' || :x || '%' ESCAPE '\\'"
            + " ORDER BY c DESC LIMIT 10 OFFSET $n;",
        "INSERT INTO t (a, `b`, \"c\") VALUES (?, lower(?), x'0aff'), (1.5e-3, 'it''s', NULL)"
            + " ON CONFLICT (a) DO UPDATE SET b = ?",
        "UPDATE t SET (a, b) = (SELECT ?, $2 FROM u), c = CASE d WHEN 1 THEN 'x' ELSE E'it\\'s' END"
            + " WHERE (a, b) IN ((1, 2), (?, ?))",
        "WITH c(a, b) AS (VALUES ($1, $2), ($3, $4)) SELECT data ->> 'k', tags[1:2] FROM c"
            + " WHERE data ? 'x' AND y #> '{a}'",
        "SELECT $tag$it's $ $tag $tag$, /* a /* b */ c */ -- d\n"
            + " ARRAY[['x']] # e\n FROM t WHERE a BETWEEN ? AND ? OR NOT b IS DISTINCT FROM ?",
        "INSERT INTO t (a) SELECT json_set(d, '$.k', ?, '$.l', 2) FROM u UNION ALL SELECT (((?))) RETURNING id",
        "SELECT 'it\\'s', \"größe\", `x``y`, @v, @@w, 0xff, .5, 1., 2fa, a::numeric(3), ?|| 'b', ?|c, (1;)]})[",
        "MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN UPDATE SET b = ?"
            + " WHEN NOT MATCHED THEN INSERT (a) VALUES (?)",
    ]
}
