/// Cuts SQL text into tokens whose ranges tile it exactly.
///
/// Takes any bytes, invalid UTF-8 included; never fails. Reads no byte more than twice, so that the cost is linear in
/// the text. The text may be SQLite's, PostgreSQL's or MySQL's; where they disagree:
///
/// - A backslash escapes in `E'…'`. In other strings it does not (SQLite, PostgreSQL), unless the text makes no sense
///   that way and does with escapes (MySQL): a string is left open, or a quote after a backslash is followed by a
///   letter at once, as in `'it\'s'`. Then the text is read with escapes, from the first such quote on, and comments
///   do not nest and brackets are no names, as in MySQL.
/// - `"…"` is a quoted name, never a string.
/// - `#` starts a comment (MySQL), except in PostgreSQL's `#>`, `#>>` and `#-`. Its exclusive or reads as a comment.
/// - `--` always starts a comment, though MySQL wants a blank after it.
/// - `/* … */` nests (PostgreSQL), until one is found that would then never end; from there on none does, and no
///   bracket is a quoted name.
/// - `[…]` is a quoted name (SQLite), except straight behind a name, a bracket, a parameter or the word `ARRAY`,
///   where it is PostgreSQL's subscript and so punctuation. From one on that has no end, `[` is unknown.
/// - `$tag$` opens a dollar quote (PostgreSQL), `$tag` and `$1` are parameters.
/// - `?` is a parameter, except behind an operand and before `'`, `$1`, `|` or `&`, where it is one of PostgreSQL's
///   operators on JSON. `?||` is a parameter and `||`.
/// - What is left open at the end of the text (a string, a comment, a quoted name) reaches to its end.
package enum SQLTokenizer {
    /// Cuts a text; the ranges count bytes of its UTF-8.
    package static func tokens(_ sql: String) -> [SQLToken] {
        var sql = sql
        return sql.withUTF8 { tokens($0) }
    }

    /// Cuts any bytes; the ranges count from the first byte.
    package static func tokens(_ bytes: some Collection<UInt8>) -> [SQLToken] {
        if let tokens = bytes.withContiguousStorageIfAvailable({ tokens($0) }) { return tokens }
        return Array(bytes).withUnsafeBufferPointer { tokens($0) }
    }

    /// Cuts a buffer; the ranges count from its first byte.
    package static func tokens(_ bytes: UnsafeBufferPointer<UInt8>) -> [SQLToken] {
        SQLReading(bytes, trivia: true).tokens
    }

    /// How many bytes are passed over to cut a text, those looked at ahead included; a token counts at least one.
    ///
    /// Never more than twice the text's bytes. Cuts the text as `tokens(_:)` does, which counts too.
    package static func steps(_ bytes: some Collection<UInt8>) -> Int {
        if let steps = bytes.withContiguousStorageIfAvailable({ SQLReading($0, trivia: false).steps }) { return steps }
        return Array(bytes).withUnsafeBufferPointer { SQLReading($0, trivia: false).steps }
    }
}
