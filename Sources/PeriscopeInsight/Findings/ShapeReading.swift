import PeriscopeSQL

/// What a fingerprint's words say that its figures cannot: whether it can read a long list in pieces, and which column
/// it looks up.
///
/// Cuts the text into tokens once; asked only about shapes that repeat.
struct ShapeReading {
    /// It has a LIMIT, and either an OFFSET or a comparison with the last row of the page before.
    private(set) var canPage = false
    /// It can do nothing but go on behind the last row of the page before: no value is equated with a column.
    private(set) var isKeyset = false
    /// It has a list of values or a range of them.
    private(set) var canChunk = false
    /// The only thing that differs from run to run is the value of this column; nil where that is not so.
    private(set) var column: String?
    private(set) var hasLimit = false
    /// It makes one row of many: count, sum and the like, over all that it finds.
    private(set) var isAggregate = false

    private var hasOffset = false
    private var hasRange = false
    private var hasList = false
    private var hasGroup = false
    private var hasWhere = false
    private var hasEquation = false
    private var parameters = 0

    init(_ fingerprint: String) {
        let words = Self.words(fingerprint)
        for index in words.indices { read(words, index) }
        canPage = hasLimit && (hasOffset || hasRange)
        isKeyset = hasLimit && hasRange && !hasEquation
        canChunk = hasList || hasRange
        if hasGroup { isAggregate = false }
        if parameters != 1 { column = nil }
    }

    private mutating func read(_ words: [Word], _ index: Int) {
        let next = index + 1 < words.count ? words[index + 1].folded : ""
        switch words[index].folded {
        case "limit":
            hasLimit = true
            if index + 2 < words.count, words[index + 2].folded == "," { hasOffset = true }
        case "fetch": hasLimit = true
        case "offset": hasOffset = true
        case "between", "<", ">", "<=", ">=": hasRange = true
        case "where": hasWhere = true
        case "group": hasGroup = true
        case "in":
            let inner = index + 2 < words.count ? words[index + 2].folded : ""
            if next == "(", !["select", "with", "values"].contains(inner) { hasList = true }
        case "count", "sum", "avg", "min", "max", "total": if next == "(" { isAggregate = true }
        case "=":
            guard hasWhere, index > 0, index + 1 < words.count, words[index + 1].kind == .parameter else { return }
            hasEquation = true
            column = Self.name(words, endingAt: index - 1)
        default:
            if words[index].kind == .parameter { parameters += 1 }
        }
    }

    /// A column with its table before it, as it is written: `book.author_id`.
    private static func name(_ words: [Word], endingAt end: Int) -> String? {
        guard words[end].isName else { return nil }
        guard end >= 2, words[end - 1].folded == ".", words[end - 2].isName else { return words[end].text }
        return words[end - 2].text + "." + words[end].text
    }

    private struct Word {
        let text: String
        let kind: SQLTokenKind
        /// In lower case; empty for a quoted name, which is never a word of the language.
        let folded: String

        var isName: Bool { kind == .identifier || kind == .quotedIdentifier || kind == .keyword }
    }

    /// The tokens that mean something.
    private static func words(_ text: String) -> [Word] {
        let bytes = Array(text.utf8)
        return SQLTokenizer.tokens(bytes).compactMap { token in
            guard token.kind != .whitespace, token.kind != .comment else { return nil }
            let text = String(decoding: bytes[token.range], as: UTF8.self)
            return Word(text: text, kind: token.kind, folded: token.kind == .quotedIdentifier ? "" : text.lowercased())
        }
    }
}
