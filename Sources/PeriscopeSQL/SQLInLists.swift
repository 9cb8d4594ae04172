/// The lists behind `IN` that have more than one element: what tells a preload from a look-up of one row.
///
/// A fingerprint folds lists, so that only the text knows. `NOT IN` excludes, and looks nothing up: it is left out, and
/// so are subqueries.
package struct SQLInLists: Sendable, Hashable {
    /// Elements of the longest list; 0 where there is none.
    package private(set) var longest = 0
    /// Placeholders in lists of more than one element, as positions among all of the text's placeholders.
    package private(set) var parameters: [Int] = []
    /// A hash of what else stands in those lists; 0 where there is none.
    package private(set) var literals: UInt64 = 0

    /// Reads a text; linear.
    package init(_ sql: String) {
        var sql = sql
        self = sql.withUTF8 { bytes in
            var lists = SQLInLists()
            lists.read(SQLReading(bytes, trivia: false).tokens, bytes)
            return lists
        }
    }

    private init() {}

    private mutating func read(_ tokens: [SQLToken], _ bytes: UnsafeBufferPointer<UInt8>) {
        var parametersBefore = 0
        var written = ""
        var index = 0
        while index < tokens.count {
            if tokens[index].kind == .parameter { parametersBefore += 1 }
            let isList = Self.beginsList(tokens, index, bytes)
            index += 1
            guard isList else { continue }
            let list = Self.end(tokens, index, bytes)
            longest = max(longest, list.elements)
            for token in tokens[index..<list.end] {
                let isParameter = token.kind == .parameter
                if list.elements > 1, isParameter { parameters.append(parametersBefore) }
                if list.elements > 1, !isParameter { written += String(decoding: bytes[token.range], as: UTF8.self) }
                if isParameter { parametersBefore += 1 }
            }
            index = list.end
        }
        if longest > 1 { literals = SQLFingerprint(text: written).hash }
    }

    private static func beginsList(_ tokens: [SQLToken], _ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard index + 2 < tokens.count, tokens[index].range.count == 2, isWord(tokens[index], "in", bytes),
            bytes[tokens[index + 1].range.lowerBound] == SQLByte.open
        else { return false }
        if index > 0, isWord(tokens[index - 1], "not", bytes) { return false }
        return !["select", "with"].contains { isWord(tokens[index + 2], $0, bytes) }
    }

    /// How many elements the list that opens at `start` has, and the place behind it.
    private static func end(
        _ tokens: [SQLToken], _ start: Int, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> (elements: Int, end: Int) {
        var depth = 0
        var elements = 1
        for index in start..<tokens.count where tokens[index].kind == .punctuation {
            switch bytes[tokens[index].range.lowerBound] {
            case SQLByte.open: depth += 1
            case SQLByte.close: depth -= 1
            case UInt8(ascii: ",") where depth == 1: elements += 1
            default: break
            }
            if depth == 0 { return (elements, index + 1) }
        }
        return (elements, tokens.count)
    }

    private static func isWord(_ token: SQLToken, _ word: String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard token.kind == .keyword || token.kind == .identifier, token.range.count == word.utf8.count else {
            return false
        }
        return zip(bytes[token.range], word.utf8).allSatisfy { $0 | 0x20 == $1 }
    }
}
