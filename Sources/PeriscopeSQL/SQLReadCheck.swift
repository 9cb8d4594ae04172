/// Tells whether a text is a single statement that only reads: what a plan may be asked for.
///
/// It refuses when in doubt. A text is read as SQLite, PostgreSQL and MySQL would each read it (comments that nest or
/// do not, backslashes that escape or do not, dollar quotes, brackets), and every reading must pass: so no text hides a
/// second statement in what another database takes for a comment or a string.
///
/// What it can't know: functions that the app defined itself, and views and operators made of them. So a plan is to be
/// asked for without running the statement, on a connection that can't write.
package enum SQLReadCheck {
    /// Why it is not, as a sentence for a person; nil where it is.
    ///
    /// One statement, semicolons and comments around it allowed: SELECT, VALUES, or WITH whose parts all are such;
    /// without INTO, without locks (FOR UPDATE), without executable comments (`/*! … */`), without the functions and
    /// tables of `SQLSideEffects`, closed strings and comments, and no NUL; and no WITH that a database would have to
    /// copy more than a thousand times to plan it. Linear in the text; takes any text.
    package static func problem(with sql: String) -> String? {
        var sql = sql
        return sql.withUTF8 { problem(with: $0) }
    }

    /// The same for any bytes.
    package static func problem(with bytes: UnsafeBufferPointer<UInt8>) -> String? {
        if bytes.contains(0) { return "The text has a NUL byte in it, where SQLite would end it." }
        if let problem = SQLReadChecker(bytes, tokens: SQLReading(bytes, trivia: true).tokens).problem() {
            return problem
        }
        for dialect in SQLDialect.allCases where dialect != .any {
            let tokens = SQLReading(bytes, dialect: dialect, trivia: true).tokens
            guard let problem = SQLReadChecker(bytes, tokens: tokens, isCertain: false).problem() else { continue }
            return "\(dialect.name) would read this text in another way. \(problem)"
        }
        return nil
    }
}

extension SQLDialect {
    /// Whose reading it is, for a person.
    fileprivate var name: String {
        switch self {
        case .any, .anyWithBackslash: "A database whose strings have backslash escapes"
        case .sqlite: "SQLite"
        case .postgres, .postgresWithBackslash: "PostgreSQL"
        case .mysql: "MySQL"
        }
    }
}
