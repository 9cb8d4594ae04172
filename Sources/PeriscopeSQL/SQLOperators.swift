/// The operators of the three databases.
///
/// PostgreSQL's roots `|/` and `||/` are left out: they would swallow the start of a comment, as in `a||/* b */c`.
enum SQLOperators {
    /// How many of these four bytes are one operator, the longest one; 0 if the first starts none.
    static func length(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) -> Int {
        guard isSign(first) else { return 0 }
        guard isSign(second) else { return 1 }
        let two = UInt32(first) << 8 | UInt32(second)
        let three = two << 8 | UInt32(third)
        // No spelling has a zero byte, so a code is met only by its own bytes.
        if isSign(third) {
            if isSign(fourth), known.contains(three << 8 | UInt32(fourth)) { return 4 }
            if known.contains(three) { return 3 }
        }
        return known.contains(two) ? 2 : 1
    }

    /// Whether an operator is PostgreSQL's `::`.
    static func isCast(_ token: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        token.count == 2 && token.first == SQLByte.colon && token.last == SQLByte.colon
    }

    /// Whether a byte may stand in an operator.
    static func isSign(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "%"),
            UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "!"), UInt8(ascii: "~"),
            UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "^"), UInt8(ascii: "@"), UInt8(ascii: "#"),
            UInt8(ascii: ":"), UInt8(ascii: "?"):
            true
        default: false
        }
    }

    /// The bytes of each spelling of more than one, the first highest.
    private static let known = Set(
        spellings.map { spelling in spelling.utf8.reduce(0 as UInt32) { $0 << 8 | UInt32($1) } })

    private static let spellings = [
        "!~~*",
        "->>", "#>>", "<=>", "<->", "<#>", "<+>", "<~>", "!~*", "~~*", "!~~", "-|-",
        "||", "<>", "!=", "<=", ">=", "==", "<<", ">>", "->", "::", ":=", "=>", "&&", "!~", "~*", "~~", "@>", "<@",
        "@@", "@?", "#>", "#-", "^@", "&<", "&>", "!<", "!>", "~=",
    ]
}
