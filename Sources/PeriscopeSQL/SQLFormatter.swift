/// Lays a statement out over lines, so that a long one can be read.
package enum SQLFormatter {
    /// The statement with other white space; every other token stays as it is, comments included.
    ///
    /// A statement of one or two clauses stays on one line if it fits the width, in characters; of a longer one each
    /// clause begins a line. What does not fit is broken at its commas, ANDs and ORs, WHENs and parentheses, and
    /// indented by two blanks a level, of which there are at most twenty. A `--` comment ends its line. A token longer
    /// than the width stays whole.
    ///
    /// Takes any text; never fails; linear in it. Formatting a formatted text changes nothing. For highlighting, cut
    /// the result with `SQLTokenizer.tokens(_:)`.
    package static func format(_ sql: String, width: Int = 80) -> String {
        var sql = sql
        return sql.withUTF8 { format($0, width: width) }
    }

    /// Lays out any bytes; what is no UTF-8 is repaired.
    package static func format(_ bytes: UnsafeBufferPointer<UInt8>, width: Int = 80) -> String {
        var outline = SQLOutline(bytes)
        outline.draw()
        var writer = SQLFormatWriter(outline, width: max(width, 20))
        return writer.write()
    }
}
