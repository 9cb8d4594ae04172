/// A piece of SQL text: what it is and where it stands.
package struct SQLToken: Sendable, Hashable {
    package let kind: SQLTokenKind
    /// Byte offsets into the text's UTF-8.
    ///
    /// The ranges of a text's tokens follow each other without a gap.
    package let range: Range<Int>

    package init(kind: SQLTokenKind, range: Range<Int>) {
        self.kind = kind
        self.range = range
    }
}
