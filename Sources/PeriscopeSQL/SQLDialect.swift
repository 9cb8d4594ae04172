/// Which database's lexis is meant, where the three differ and the text cannot tell.
enum SQLDialect: Sendable, Equatable, CaseIterable {
    /// SQLite, PostgreSQL and MySQL at once: what a text of unknown origin is read as.
    case any
    /// `any`, where a backslash in a string keeps the quote after it from ending the string, as MySQL has it.
    case anyWithBackslash
    /// SQLite alone, to the letter of its own tokenizer: comments do not nest, no dollar quotes, brackets are names.
    case sqlite
    /// PostgreSQL alone: comments nest, `#` and `` ` `` are operators, brackets are subscripts.
    case postgres
    /// PostgreSQL as old programs may have set it: `standard_conforming_strings` off.
    case postgresWithBackslash
    /// MySQL alone: backslashes escape, `--` wants a blank behind it, no comment nests, no dollar quotes.
    case mysql

    var isAny: Bool { self == .any || self == .anyWithBackslash }
    var isPostgres: Bool { self == .postgres || self == .postgresWithBackslash }

    /// Whether a backslash escapes in a string without a prefix.
    var escapes: Bool { self == .anyWithBackslash || self == .postgresWithBackslash || self == .mysql }

    /// Whether a backslash escapes in `"…"`, too.
    var escapesInDoubleQuotes: Bool { self == .anyWithBackslash || self == .mysql }

    var nestsComments: Bool { isAny || isPostgres }
    var hasHashComments: Bool { isAny || self == .mysql }
    var hasDollarQuotes: Bool { isAny || isPostgres }
    var hasEscapeStrings: Bool { isAny || isPostgres }
    var hasPrefixedStrings: Bool { self != .sqlite }
    /// Whether `?|`, `?&` and `?` are operators on JSON behind an operand.
    var hasQuestionOperators: Bool { isAny || isPostgres }
    var hasBracketNames: Bool { isAny || self == .sqlite }
    var hasSubscripts: Bool { self != .sqlite }
}
