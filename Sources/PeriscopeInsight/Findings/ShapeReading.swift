import PeriscopeSQL

/// What a fingerprint's words say that its figures cannot: whether it can read a long list in pieces, and which column
/// it looks up.
///
/// Cuts the text into tokens once; asked only about shapes that repeat.
struct ShapeReading {
    /// It has a LIMIT, and either an OFFSET or a comparison with the last row of the page before.
    private(set) var canPage = false
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
    private var parameters = 0

    init(_ fingerprint: String) {
        let words = Self.words(fingerprint)
        for index in words.indices { read(words, index) }
        canPage = hasLimit && (hasOffset || hasRange)
        canChunk = hasList || hasRange
        if hasGroup { isAggregate = false }
        if parameters != 1 { column = nil }
    }

    private mutating func read(_ words: [Substring], _ index: Int) {
        let next = index + 1 < words.count ? words[index + 1] : ""
        switch words[index] {
        case "limit", "fetch", "top": hasLimit = true
        case "offset": hasOffset = true
        case "between", "<", ">", "<=", ">=": hasRange = true
        case "where": hasWhere = true
        case "group": hasGroup = true
        case "in":
            let inner = index + 2 < words.count ? words[index + 2] : ""
            if next == "(", !["select", "with", "values"].contains(inner) { hasList = true }
        case "count", "sum", "avg", "min", "max", "total": if next == "(" { isAggregate = true }
        case "=": if Self.isParameter(next), index > 0, hasWhere { column = Self.name(words, endingAt: index - 1) }
        case let word where Self.isParameter(word): parameters += 1
        default: break
        }
    }

    private static func isParameter(_ word: Substring) -> Bool {
        guard let first = word.utf8.first else { return false }
        return [UInt8(ascii: "?"), UInt8(ascii: "$"), UInt8(ascii: ":"), UInt8(ascii: "@")].contains(first)
            && word != "::"
    }

    /// A column with its table before it, as it is written: `book.author_id`.
    private static func name(_ words: [Substring], endingAt end: Int) -> String? {
        guard isName(words[end]) else { return nil }
        guard end >= 2, words[end - 1] == ".", isName(words[end - 2]) else { return String(words[end]) }
        return words[end - 2] + "." + words[end]
    }

    private static func isName(_ word: Substring) -> Bool {
        guard let first = word.unicodeScalars.first else { return false }
        return first == "_" || first == "\"" || first == "`" || first == "[" || first.properties.isAlphabetic
    }

    /// The tokens that mean something, quoted names as they are and all else in lower case.
    private static func words(_ text: String) -> [Substring] {
        let bytes = Array(text.utf8)
        return SQLTokenizer.tokens(bytes).compactMap { token in
            switch token.kind {
            case .whitespace, .comment: return nil
            case .quotedIdentifier, .identifier: return Substring(String(decoding: bytes[token.range], as: UTF8.self))
            default: return Substring(String(decoding: bytes[token.range], as: UTF8.self).lowercased())
            }
        }
    }
}
