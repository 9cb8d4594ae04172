/// SipHash-1-3 of bytes under a key, so that equal masked values can be told without telling them.
///
/// J.-P. Aumasson and D. J. Bernstein, "SipHash: a fast short-input PRF" (2012); one round a block, three at the end,
/// as the standard libraries of several languages use it. The key is random for each process and never leaves it.
struct KeyedHash {
    private var v0: UInt64
    private var v1: UInt64
    private var v2: UInt64
    private var v3: UInt64

    private init(key: (UInt64, UInt64)) {
        v0 = key.0 ^ 0x736f_6d65_7073_6575
        v1 = key.1 ^ 0x646f_7261_6e64_6f6d
        v2 = key.0 ^ 0x6c79_6765_6e65_7261
        v3 = key.1 ^ 0x7465_6462_7974_6573
    }

    /// Never 0, which on the wire means "not masked".
    static func hash(_ bytes: some Sequence<UInt8>, key: (UInt64, UInt64)) -> UInt64 {
        var state = KeyedHash(key: key)
        var block: UInt64 = 0
        var count: UInt64 = 0
        for byte in bytes {
            block |= UInt64(byte) << ((count & 7) * 8)
            count += 1
            if count & 7 == 0 {
                state.absorb(block)
                block = 0
            }
        }
        state.absorb(block | (count << 56))
        let result = state.finish()
        return result == 0 ? 1 : result
    }

    private mutating func absorb(_ block: UInt64) {
        v3 ^= block
        round()
        v0 ^= block
    }

    private mutating func finish() -> UInt64 {
        v2 ^= 0xff
        for _ in 0..<3 { round() }
        return v0 ^ v1 ^ v2 ^ v3
    }

    private mutating func round() {
        v0 &+= v1
        v1 = Self.rotate(v1, 13) ^ v0
        v0 = Self.rotate(v0, 32)
        v2 &+= v3
        v3 = Self.rotate(v3, 16) ^ v2
        v0 &+= v3
        v3 = Self.rotate(v3, 21) ^ v0
        v2 &+= v1
        v1 = Self.rotate(v1, 17) ^ v2
        v2 = Self.rotate(v2, 32)
    }

    private static func rotate(_ value: UInt64, _ bits: UInt64) -> UInt64 {
        value << bits | value >> (64 - bits)
    }
}
