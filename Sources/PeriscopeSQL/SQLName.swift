/// Names as they are meant, not as they are written.
enum SQLName {
    /// A name without its quotes; of a JSON path, its last key.
    static func unquoted(_ lexeme: SQLLexeme, in bytes: UnsafeBufferPointer<UInt8>) -> String {
        switch lexeme.kind {
        case .quotedIdentifier: withoutQuotes(bytes[lexeme.range])
        case .string: lastKey(withoutQuotes(bytes[lexeme.range]))
        default: String(decoding: bytes[lexeme.range], as: UTF8.self)
        }
    }

    /// The text between the first quote and its like at the end, doubled quotes made single.
    static func withoutQuotes(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        guard let start = text.firstIndex(where: isQuote) else { return String(decoding: text, as: UTF8.self) }
        let closing = text[start] == SQLByte.openBracket ? SQLByte.closeBracket : text[start]
        var content: [UInt8] = []
        content.reserveCapacity(text.count)
        var index = start + 1
        while index < text.endIndex {
            if text[index] == closing {
                guard index + 1 < text.endIndex, text[index + 1] == closing else { break }
                index += 1
            }
            content.append(text[index])
            index += 1
        }
        return String(decoding: content, as: UTF8.self)
    }

    private static func isQuote(_ byte: UInt8) -> Bool {
        byte == SQLByte.quote || byte == SQLByte.doubleQuote || byte == SQLByte.backtick
            || byte == SQLByte.openBracket
    }

    /// `number` of `$.cards[0].number`, `items` of `$.items[0]`, `key` of `$."key"`.
    private static func lastKey(_ path: String) -> String {
        var key = path.utf8[...]
        if let dot = key.lastIndex(of: SQLByte.dot) { key = key[key.index(after: dot)...] }
        if key.first == SQLByte.doubleQuote { key = key.dropFirst() }
        return String(decoding: key.prefix { $0 != SQLByte.openBracket && $0 != SQLByte.doubleQuote }, as: UTF8.self)
    }
}
