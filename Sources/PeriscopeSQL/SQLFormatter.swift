/// Lays a statement out over lines, so that a long one can be read.
package enum SQLFormatter {
    /// The statement with other white space; every other token stays as it is, comments included.
    package static func format(_ sql: String, width: Int = 80) -> String {
        sql
    }
}
