import PeriscopeSQL

/// Statements of which every value is taken for a secret, since no column tells which is.
enum StatementSecrecy {
    /// An INSERT that names no columns, and statements that set keys and passwords.
    static func isAllSecret(_ sql: String, sites: [SQLValueSite]) -> Bool {
        let words = firstWords(of: sql)
        guard let verb = words.first else { return false }
        let object = words.dropFirst().first ?? ""
        switch verb {
        case "insert", "replace": return sites.allSatisfy { $0.column == nil }
        // The key of an encrypted database: ATTACH … KEY 'x', PRAGMA key = 'x'.
        case "attach": return true
        case "pragma": return object.hasSuffix("key")
        case "create", "alter": return ["user", "role", "login", "subscription", "server"].contains(object)
        case "set": return object == "password"
        case "grant": return true
        default: return false
        }
    }

    /// The first two words in small letters; comments before them are rare enough to be passed over.
    private static func firstWords(of sql: String) -> [String] {
        let tokens = SQLTokenizer.tokens(String(decoding: sql.utf8.prefix(256), as: UTF8.self))
        let bytes = Array(sql.utf8.prefix(256))
        var words: [String] = []
        for token in tokens where words.count < 2 {
            let text = bytes[token.range.clamped(to: 0..<bytes.count)]
            guard let first = text.first, (97...122).contains(first | 0x20) else { continue }
            words.append(String(decoding: text, as: UTF8.self).lowercased())
        }
        return words
    }
}
