/// A value's place in a statement, and the column that it belongs to.
package struct SQLValueSite: Sendable, Equatable {
    /// Byte offsets into the text's UTF-8.
    package let range: Range<Int>
    /// Whether it is a placeholder rather than a literal.
    package let isParameter: Bool
    /// The column's own name, without table and quotes; nil if the value meets none.
    package let column: String?

    package init(range: Range<Int>, isParameter: Bool, column: String?) {
        self.range = range
        self.isParameter = isParameter
        self.column = column
    }
}
