/// Tells which column each value of a statement is compared with, assigned to or inserted into.
package enum SQLColumns {
    /// Every placeholder and literal in order of appearance, with its column. Linear in the text; never fails.
    package static func match(_ sql: String) -> [SQLValueSite] {
        var sql = sql
        return sql.withUTF8 { bytes in
            var matcher = SQLColumnMatcher(bytes)
            return matcher.run()
        }
    }
}
