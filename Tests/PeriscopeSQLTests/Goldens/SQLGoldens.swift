/// A statement, its shape, and how it is laid out at 80 characters.
struct SQLGolden: Sendable {
    let sql: String
    let shape: String
    let formatted: String

    init(_ sql: String, shape: String, formatted: String) {
        self.sql = sql
        self.shape = shape
        self.formatted = formatted
    }
}

/// Statements of all kinds, by topic: each read by a person who asked whether they like its shape and its layout.
enum SQLGoldens {
    static let all = select + conditions + joins + moreJoins + sets + windows + inserts + changes + schema + lexis
}
