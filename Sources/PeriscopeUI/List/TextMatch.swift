/// Looks for a text in another, whatever its capitals.
package enum TextMatch {
    /// Whether lower-case bytes stand in a text; ASCII letters match in either case.
    static func contains(_ text: String, _ word: [UInt8]) -> Bool {
        guard let first = word.first else { return true }
        return text.utf8.withContiguousStorageIfAvailable { contains($0, word, first) }
            ?? Array(text.utf8).withUnsafeBufferPointer { contains($0, word, first) }
    }

    private static func contains(_ text: UnsafeBufferPointer<UInt8>, _ word: [UInt8], _ first: UInt8) -> Bool {
        guard text.count >= word.count else { return false }
        for start in 0...(text.count - word.count) where lowered(text[start]) == first {
            var length = 1
            while length < word.count, lowered(text[start + length]) == word[length] { length += 1 }
            if length == word.count { return true }
        }
        return false
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }
}
