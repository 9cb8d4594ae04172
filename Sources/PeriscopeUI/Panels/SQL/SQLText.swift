import PeriscopeHistory
import PeriscopeSQL
import PeriscopeWire
import Screen

/// SQL as a person reads it: highlighted by the tokenizer's tokens, with values in place, laid out.
enum SQLText {
    /// Roles by token; the text itself is not changed.
    static func highlighted(_ sql: String) -> StyledText {
        var text = StyledText()
        for token in tokens(sql) { text.append(token.text, role(token.kind)) }
        return text
    }

    /// SQL on one line, blanks folded; at most so many bytes of it, since no row shows more.
    static func oneLine(_ sql: String, limit: Int) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(limit, sql.utf8.count))
        var isAfterBlank = true
        for byte in sql.utf8 {
            guard bytes.count < limit else { break }
            let isBlank = byte == 0x20 || (0x09...0x0D).contains(byte)
            if !isBlank { bytes.append(byte) } else if !isAfterBlank { bytes.append(0x20) }
            isAfterBlank = isBlank
        }
        if bytes.count == limit {
            // Not through the middle of a character.
            while let last = bytes.last, last >= 0x80, last < 0xC0 { bytes.removeLast() }
            if let last = bytes.last, last >= 0xC0 { bytes.removeLast() }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    struct Token {
        let kind: SQLTokenKind
        let text: String
    }

    /// Every byte of the text is in one token.
    static func tokens(_ sql: String) -> [Token] {
        let bytes = Array(sql.utf8)
        return SQLTokenizer.tokens(sql).map { token in
            let range = token.range.clamped(to: 0..<bytes.count)
            return Token(kind: token.kind, text: String(decoding: bytes[range], as: UTF8.self))
        }
    }

    static func role(_ kind: SQLTokenKind) -> Role {
        switch kind {
        case .keyword: .sqlKeyword
        case .string, .blob: .sqlString
        case .number: .sqlNumber
        case .parameter: .sqlParameter
        case .comment: .sqlComment
        case .identifier, .quotedIdentifier: .sqlIdentifier
        default: .text
        }
    }

    /// The text with each placeholder replaced by its value, where there is one.
    static func inlined(_ query: QueryRecord) -> String {
        guard !query.values.isEmpty else { return query.sql }
        var numbers = SQLPlaceholders.numbers(query.sql).makeIterator()
        return tokens(query.sql).reduce(into: "") { text, token in
            guard token.kind == .parameter else { return text += token.text }
            let place = (numbers.next() ?? 0) - 1
            text += query.values.indices.contains(place) ? literal(query.values[place]) : token.text
        }
    }

    /// A value as SQL writes it.
    static func literal(_ value: ValueRecord) -> String {
        switch value.kind {
        case .null: return "NULL"
        case .text:
            return "'"
                + value.text.split(separator: "'", omittingEmptySubsequences: false)
                .joined(separator: "''") + "'"
        default: return value.mask != 0 ? "'" + value.text + "'" : value.text
        }
    }

    static func valueRole(_ value: ValueRecord) -> Role {
        if value.mask != 0 { return .redacted }
        switch value.kind {
        case .text, .blob: return .sqlString
        case .integer, .real: return .sqlNumber
        default: return .sqlKeyword
        }
    }
}
