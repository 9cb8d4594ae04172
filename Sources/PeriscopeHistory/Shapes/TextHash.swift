/// A quick hash of texts and numbers, the same in every process (FNV-1a).
///
/// Nothing is kept safe by it.
struct TextHash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { for byte in $0 { add(byte: byte) } }
        add(byte: 0xFF)
    }

    mutating func add(_ number: UInt64) {
        for shift: UInt64 in stride(from: 0, to: 64, by: 8) { add(byte: UInt8(truncatingIfNeeded: number >> shift)) }
    }

    mutating func add(byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
}
