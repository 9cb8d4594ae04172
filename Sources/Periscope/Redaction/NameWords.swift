/// The words that a name is made of.
enum NameWords {
    /// `X-API-Key` gives x, api, key; `userPassword2` gives user, password.
    static func split(_ name: String) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        let bytes = Array(name.utf8)
        for (index, byte) in bytes.enumerated() {
            guard isWordByte(byte) else {
                finish(&word, into: &words)
                continue
            }
            if startsWord(bytes, at: index) { finish(&word, into: &words) }
            word.append(byte | (isUpper(byte) ? 0x20 : 0))
        }
        finish(&word, into: &words)
        return words
    }

    private static func finish(_ word: inout [UInt8], into words: inout [String]) {
        guard !word.isEmpty else { return }
        words.append(String(decoding: word, as: UTF8.self))
        word.removeAll(keepingCapacity: true)
    }

    /// A capital after a small letter, or the last of several before a small one, as the K in APIKey.
    private static func startsWord(_ bytes: [UInt8], at index: Int) -> Bool {
        guard index > 0, isUpper(bytes[index]) else { return false }
        if !isUpper(bytes[index - 1]) { return true }
        return index + 1 < bytes.count && isLower(bytes[index + 1])
    }

    private static func isUpper(_ byte: UInt8) -> Bool { (65...90).contains(byte) }
    private static func isLower(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
    /// Letters, and every byte of a letter beyond ASCII.
    private static func isWordByte(_ byte: UInt8) -> Bool { isUpper(byte) || isLower(byte) || byte >= 0x80 }
}
