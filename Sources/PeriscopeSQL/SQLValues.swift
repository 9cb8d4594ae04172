/// Finds the bound values in what `sqlite3_expanded_sql` made of a statement.
package enum SQLValues {
    /// One literal for each placeholder, in order of appearance; nil if that cannot be done with certainty.
    ///
    /// SQLite copies the statement byte for byte and puts a literal where a placeholder stood
    /// (sqlite.org/c3ref/expanded_sql.html), so all that is not a literal must be equal; only white space and
    /// semicolons at either end may differ, since callers trim. Linear in both texts.
    package static func align(sql: String, expanded: String) -> [SQLLiteral]? {
        var sql = sql
        var expanded = expanded
        return sql.withUTF8 { pattern in
            expanded.withUTF8 { text in
                var alignment = SQLAlignment(pattern: pattern, text: text)
                return alignment.run()
            }
        }
    }
}
