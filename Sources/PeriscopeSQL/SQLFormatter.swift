/// Lays a statement out over lines, so that a long one can be read.
package enum SQLFormatter {
    /// The statement with other white space; every other token stays as it is, comments included.
    ///
    /// A statement of one or two clauses stays on one line if it fits the width, in characters; of a longer one each
    /// clause begins a line. What does not fit is broken at its commas, ANDs and ORs, WHENs and parentheses, and
    /// indented by two blanks a level, of which there are at most twenty. A `--` comment ends its line. A token longer
    /// than the width stays whole.
    ///
    /// A text whose strings or comments can be read in two ways is left as it is where other white space would make the
    /// tokenizer read it in the other one; no SQL that a database takes is known to be such.
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
        let formatted = writer.write()
        return outline.isDoubtful && !hasTokens(of: bytes, formatted)
            ? String(decoding: bytes, as: UTF8.self) : formatted
    }

    private static func hasTokens(of bytes: UnsafeBufferPointer<UInt8>, _ formatted: String) -> Bool {
        var formatted = formatted
        return formatted.withUTF8 { text in
            let left = SQLReading(bytes, trivia: true).tokens.filter { $0.kind != .whitespace }
            let right = SQLReading(text, trivia: true).tokens.filter { $0.kind != .whitespace }
            return left.elementsEqual(right) { $0.kind == $1.kind && bytes[$0.range].elementsEqual(text[$1.range]) }
        }
    }
}
