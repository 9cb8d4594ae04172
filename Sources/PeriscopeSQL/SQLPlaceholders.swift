/// Tells which of the bound values each placeholder stands for.
package enum SQLPlaceholders {
    /// The highest number that PostgreSQL takes; SQLite's default is half of it.
    private static let highest = 65_535

    /// For each placeholder in order of appearance its number, counted from one; 0 if it has none that is possible.
    ///
    /// A bare `?` is one more than the highest before it, `?7` and `$7` are 7, a name is its first appearance's, which
    /// is numbered like a bare `?` (sqlite.org/lang_expr.html#varparam; SQLite itself numbers `$7` as a name). Linear.
    package static func numbers(_ sql: String) -> [Int] {
        var sql = sql
        return sql.withUTF8 { bytes in
            var names: [String: Int] = [:]
            var last = 0
            return SQLTokenizer.tokens(bytes).filter { $0.kind == .parameter }.map { token in
                let number = number(bytes[token.range], after: last, names: &names)
                last = max(last, number)
                return number
            }
        }
    }

    private static func number(
        _ text: Slice<UnsafeBufferPointer<UInt8>>, after last: Int, names: inout [String: Int]
    ) -> Int {
        let digits = text.dropFirst()
        if text.first == SQLByte.question || text.first == SQLByte.dollar, digits.allSatisfy(SQLByte.isDigit) {
            guard !digits.isEmpty else { return last < highest ? last + 1 : 0 }
            let number = Int(String(decoding: digits, as: UTF8.self)) ?? 0
            return number <= highest ? number : 0
        }
        let name = String(decoding: text, as: UTF8.self)
        if let known = names[name] { return known }
        let number = last < highest ? last + 1 : 0
        names[name] = number
        return number
    }
}
