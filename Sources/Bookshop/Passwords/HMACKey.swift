/// A key for HMAC-SHA-256 (RFC 2104), with both pads hashed once.
struct HMACKey {
    private var inner = SHA256()
    private var outer = SHA256()

    init(_ password: String) {
        var bytes = Array(password.utf8)
        var words = bytes.count > 64 ? SHA256.digest(bytes) : []
        if words.isEmpty {
            bytes += [UInt8](repeating: 0, count: 64 - bytes.count)
            words = SHA256.words(bytes)
        } else {
            words += [UInt32](repeating: 0, count: 8)
        }
        inner.absorb(words.map { $0 ^ 0x3636_3636 })
        outer.absorb(words.map { $0 ^ 0x5c5c_5c5c })
    }

    func authenticate(bytes: [UInt8]) -> [UInt32] {
        var message = inner
        return outer.finished(message.finish(bytes, alreadyHashed: 64), afterBlocks: 1)
    }

    func authenticate(words: [UInt32]) -> [UInt32] {
        outer.finished(inner.finished(words, afterBlocks: 1), afterBlocks: 1)
    }
}
