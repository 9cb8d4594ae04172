/// What a token does in its statement, as far as its neighbours tell.
enum SQLRole: UInt8 {
    /// A word of the language where it stands: `KEY` in `PRIMARY KEY`, not in `SELECT key`.
    case keyword
    /// A table, a column, a function, a type; a star that stands for columns.
    case name
    /// A literal, a placeholder, or NULL, TRUE and FALSE where they are values.
    case value
    /// An operator before its only operand.
    case sign
    /// Any other operator.
    case infix
    case open, close, openBracket, closeBracket, comma, semicolon, dot, colon
    /// What no database takes here.
    case other
}
