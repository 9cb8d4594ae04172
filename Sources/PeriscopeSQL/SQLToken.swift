/// A piece of SQL text: what it is and where it stands.
package struct SQLToken: Sendable, Hashable {
    package let kind: SQLTokenKind
    /// Byte offsets into the text's UTF-8.
    ///
    /// The ranges of a text's tokens follow each other without a gap.
    package let range: Range<Int>
    /// Which keyword it is, as far as the lexer looked it up; says no more than the text does.
    let keyword: SQLKeyword?

    package init(kind: SQLTokenKind, range: Range<Int>) {
        self.init(kind: kind, range: range, keyword: nil)
    }

    init(kind: SQLTokenKind, range: Range<Int>, keyword: SQLKeyword?) {
        self.kind = kind
        self.range = range
        self.keyword = keyword
    }

    package static func == (left: SQLToken, right: SQLToken) -> Bool {
        left.kind == right.kind && left.range == right.range
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(range)
    }
}
