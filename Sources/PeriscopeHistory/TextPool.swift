/// Makes equal texts of one app share their storage, and says what new ones take.
///
/// Bounded: past its limits it forgets everything, and what comes afterwards is shared anew. Texts of up to 15 bytes
/// have no storage to share.
struct TextPool: Sendable {
    static let limit = 8_192
    static let byteLimit = 2 << 20
    /// Longer ones are not looked up: hashing them would cost more than is likely to be saved.
    static let longest = 64 << 10

    private var texts: Set<String> = []
    private var bytes = 0
    /// Bytes of texts that were new since `takeNewBytes`.
    private var newBytes = 0

    /// The text, or an equal one that came before it.
    mutating func shared(_ text: String) -> String {
        let size = text.utf8.count
        guard size > 15 else { return text }
        guard size <= Self.longest else {
            newBytes += size + 32
            return text
        }
        let (isNew, member) = texts.insert(text)
        if isNew { note(size) }
        return member
    }

    mutating func takeNewBytes() -> Int {
        defer { newBytes = 0 }
        return newBytes
    }

    private mutating func note(_ size: Int) {
        newBytes += size + 32
        bytes += size + 32
        if texts.count >= Self.limit || bytes > Self.byteLimit {
            texts.removeAll(keepingCapacity: true)
            bytes = 0
        }
    }
}
