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

    private static func lastKey(_ path: String) -> String {
        let key = path.utf8.lastIndex(of: SQLByte.dot).map { path[path.utf8.index(after: $0)...] } ?? path[...]
        return String(key)
    }
}
