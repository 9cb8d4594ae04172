/// A value as SQLite wrote it into a statement.
package struct SQLLiteral: Sendable, Equatable {
    package let kind: SQLLiteralKind
    /// Empty for NULL, digits with their sign, a text without quotes, a blob as `x'…'`.
    package let text: String

    package init(kind: SQLLiteralKind, text: String) {
        self.kind = kind
        self.text = text
    }
}
