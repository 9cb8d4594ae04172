/// Which names are secret: their values never leave the server, wherever they stand.
///
/// A name is split into words at `_`, `-`, `.`, brackets, white space, digits and camel case. It is secret when one of
/// its words, or neighbouring words joined, is listed: `X-API-Key` by `apikey`, `user[passwordHash]` by `password`. A
/// plural counts as its singular, and a word may end in a listed `password`, `passwd`, `passphrase`, `secret` or `token`
/// (`accesstoken`). `monkey`, `tokenizer`, `secretary` and `author` are not secret.
public struct RedactionRules: Sendable {
    /// The words that are secret in most apps.
    public static let standard = RedactionRules(names: [
        "authorization", "cookie", "password", "passwd", "pwd", "passphrase", "secret", "token", "apikey", "access_key",
        "private_key", "credential", "session", "csrf", "xsrf", "otp", "pin", "cvv", "cvc", "card_number", "iban",
        "ssn",
    ])

    /// The listed names, in lower case and without separators.
    let words: Set<String>
    /// Most words that one listed name may be split into.
    private static let longestRun = 3
    /// Listed names that also count at the end of a longer word written in one.
    private static let endings = ["password", "passwd", "passphrase", "secret", "token"]

    /// Makes rules of names; their separators and case do not matter.
    public init(names: [String]) {
        words = Set(names.map { NameWords.split($0).joined() })
    }

    /// These rules and more names.
    public func adding(_ names: [String]) -> RedactionRules {
        RedactionRules(words: words.union(names.map { NameWords.split($0).joined() }))
    }

    /// These rules without some names.
    public func removing(_ names: [String]) -> RedactionRules {
        RedactionRules(words: words.subtracting(names.map { NameWords.split($0).joined() }))
    }

    private init(words: Set<String>) {
        self.words = words
    }

    /// Whether values under this name are masked.
    ///
    /// Splits the name anew at each call; the uplink remembers the answers.
    public func isSensitive(_ name: String) -> Bool {
        let parts = NameWords.split(name)
        for start in parts.indices {
            var joined = ""
            for part in parts[start...].prefix(Self.longestRun) {
                joined += part
                if isListed(joined) { return true }
            }
        }
        return parts.contains { part in
            Self.endings.contains { words.contains($0) && (part.hasSuffix($0) || part.hasSuffix($0 + "s")) }
        }
    }

    private func isListed(_ word: String) -> Bool {
        words.contains(word) || (word.hasSuffix("s") && words.contains(String(word.dropLast())))
    }
}
