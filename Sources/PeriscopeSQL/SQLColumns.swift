/// Tells which column each value of a statement is compared with, assigned to or inserted into.
package enum SQLColumns {
    /// Every placeholder and literal in order of appearance, with its column.
    ///
    /// Linear in the text; never fails. NULL, TRUE and the like are no values. What a value meets may be hidden in a
    /// function, a cast, a CASE or parentheses; of several columns the first one counts. Behind `->>`, and in a JSON
    /// function, the key is the column: `data ->> 'token' = ?` gives `token`. A `"…"` that stands where MySQL and
    /// SQLite may take it for a string counts as a literal. No INSERT without a list of columns gives any.
    package static func match(_ sql: String) -> [SQLValueSite] {
        var sql = sql
        return sql.withUTF8 { bytes in
            var matcher = SQLColumnMatcher(bytes)
            return matcher.run()
        }
    }
}
