/// Tells whether a text is a single statement that only reads: what a plan may be asked for.
package enum SQLReadCheck {
    /// Why it is not, as a sentence for a person; nil where it is.
    package static func problem(with sql: String) -> String? {
        SQLStatementKind.of(sql) == .select ? nil : "Only a statement that reads has a plan to be asked for."
    }
}
