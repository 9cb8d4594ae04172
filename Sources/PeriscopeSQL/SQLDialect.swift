/// Which database's lexis is meant, where the three differ and the text cannot tell.
enum SQLDialect: Sendable, Equatable {
    /// SQLite, PostgreSQL and MySQL at once: what a text of unknown origin is read as.
    case any
    /// `any`, where a backslash in a string keeps the quote after it from ending the string, as MySQL has it.
    case anyWithBackslash
    /// SQLite alone, to the letter of its own tokenizer: comments do not nest, no dollar quotes, brackets are names.
    case sqlite
}
