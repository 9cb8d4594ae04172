/// Walks a statement and its expanded text side by side.
struct SQLAlignment {
    let pattern: UnsafeBufferPointer<UInt8>
    let text: UnsafeBufferPointer<UInt8>
    private let patternEnd: Int
    private let textEnd: Int
    private var cursor: Int
    private var literals: [SQLLiteral] = []

    init(pattern: UnsafeBufferPointer<UInt8>, text: UnsafeBufferPointer<UInt8>) {
        self.pattern = pattern
        self.text = text
        patternEnd = Self.trimmedEnd(pattern)
        textEnd = Self.trimmedEnd(text)
        cursor = Self.trimmedStart(text, end: textEnd)
    }

    mutating func run() -> [SQLLiteral]? {
        var lexer = SQLLexer(pattern, dialect: .sqlite)
        lexer.position = Self.trimmedStart(pattern, end: patternEnd)
        while lexer.position < patternEnd, let token = lexer.next() {
            let isMatched = token.kind == .parameter ? literal(after: token) : copy(token.range)
            guard isMatched else { return nil }
        }
        return cursor == textEnd ? literals : nil
    }

    private static func isTrimmed(_ byte: UInt8) -> Bool { SQLByte.isSpace(byte) || byte == SQLByte.semicolon }

    private static func trimmedStart(_ bytes: UnsafeBufferPointer<UInt8>, end: Int) -> Int {
        bytes[..<end].firstIndex { !isTrimmed($0) } ?? end
    }

    private static func trimmedEnd(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        (bytes.lastIndex { !isTrimmed($0) }).map { $0 + 1 } ?? 0
    }

    /// Takes the same bytes from the text.
    private mutating func copy(_ range: Range<Int>) -> Bool {
        let range = range.lowerBound..<min(range.upperBound, patternEnd)
        guard cursor + range.count <= textEnd,
            pattern[range].elementsEqual(text[cursor..<cursor + range.count])
        else { return false }
        cursor += range.count
        return true
    }

    /// Takes a literal.
    ///
    /// What follows the placeholder must not be able to prolong it, or its end would be a guess.
    private mutating func literal(after token: SQLToken) -> Bool {
        let next = token.range.upperBound < patternEnd ? pattern[token.range.upperBound] : 0
        guard next != SQLByte.quote, next != SQLByte.dot, !SQLByte.isWord(next), cursor < textEnd else { return false }
        switch text[cursor] {
        case SQLByte.quote: return string()
        case UInt8(ascii: "x") where peek(1) == SQLByte.quote: return blob()
        case UInt8(ascii: "N"): return word("NULL", as: .null, text: "")
        case UInt8(ascii: "z"): return zeroBlob()
        default: return number()
        }
    }

    private func peek(_ distance: Int = 0) -> UInt8 {
        cursor + distance < textEnd ? text[cursor + distance] : 0
    }

    private mutating func append(_ kind: SQLLiteralKind, _ range: Range<Int>) -> Bool {
        literals.append(SQLLiteral(kind: kind, text: String(decoding: text[range], as: UTF8.self)))
        cursor = range.upperBound
        return true
    }

    private mutating func word(_ word: String, as kind: SQLLiteralKind, text literal: String) -> Bool {
        let end = cursor + word.utf8.count
        guard end <= textEnd, text[cursor..<end].elementsEqual(word.utf8) else { return false }
        literals.append(SQLLiteral(kind: kind, text: literal))
        cursor = end
        return true
    }

    private mutating func string() -> Bool {
        var content: [UInt8] = []
        var index = cursor + 1
        while index < textEnd {
            if text[index] == SQLByte.quote {
                guard index + 1 < textEnd, text[index + 1] == SQLByte.quote else {
                    literals.append(SQLLiteral(kind: .text, text: String(decoding: content, as: UTF8.self)))
                    cursor = index + 1
                    return true
                }
                index += 1
            }
            content.append(text[index])
            index += 1
        }
        return false
    }

    private mutating func blob() -> Bool {
        var end = cursor + 2
        while end < textEnd, SQLByte.isHexDigit(text[end]) { end += 1 }
        guard end < textEnd, text[end] == SQLByte.quote, (end - cursor).isMultiple(of: 2) else { return false }
        return append(.blob, cursor..<end + 1)
    }

    private mutating func zeroBlob() -> Bool {
        let name = "zeroblob("
        var end = cursor + name.utf8.count
        guard end < textEnd, text[cursor..<end].elementsEqual(name.utf8), SQLByte.isDigit(text[end]) else {
            return false
        }
        while end < textEnd, SQLByte.isDigit(text[end]) { end += 1 }
        guard end < textEnd, text[end] == SQLByte.close else { return false }
        return append(.other, cursor..<end + 1)
    }

    /// `-12`, `1.5`, `1.0e+20`, `Inf`.
    private mutating func number() -> Bool {
        var end = cursor
        if text[end] == SQLByte.minus || text[end] == SQLByte.plus { end += 1 }
        if isInfinity(at: end) { return append(.real, cursor..<end + 3) }
        let whole = skipDigits(&end)
        guard whole > 0 else { return false }
        var kind = SQLLiteralKind.integer
        if end < textEnd, text[end] == SQLByte.dot {
            kind = .real
            end += 1
            guard skipDigits(&end) > 0 else { return false }
        }
        if end < textEnd, SQLByte.lower(text[end]) == UInt8(ascii: "e") {
            kind = .real
            end += 1
            if end < textEnd, text[end] == SQLByte.minus || text[end] == SQLByte.plus { end += 1 }
            guard skipDigits(&end) > 0 else { return false }
        }
        return append(kind, cursor..<end)
    }

    private func isInfinity(at index: Int) -> Bool {
        index + 3 <= textEnd && text[index..<index + 3].elementsEqual("Inf".utf8)
    }

    private func skipDigits(_ index: inout Int) -> Int {
        let start = index
        while index < textEnd, SQLByte.isDigit(text[index]) { index += 1 }
        return index - start
    }
}
