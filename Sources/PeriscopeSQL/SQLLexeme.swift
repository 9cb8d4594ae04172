/// A token that is neither white space nor comment, with what the matcher asks about it again and again.
struct SQLLexeme {
    let kind: SQLTokenKind
    let range: Range<Int>
    let keyword: SQLKeyword?
    let first: UInt8

    init(_ token: SQLToken, in bytes: UnsafeBufferPointer<UInt8>) {
        kind = token.kind
        range = token.range
        first = bytes[token.range.lowerBound]
        keyword = token.keyword
    }

    func isPunctuation(_ byte: UInt8) -> Bool { kind == .punctuation && first == byte }

    var isName: Bool { kind == .identifier || kind == .quotedIdentifier }
}
