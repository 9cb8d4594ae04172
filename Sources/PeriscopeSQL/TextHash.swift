/// A quick hash of texts and numbers, the same in every process (FNV-1a, 64 bits).
///
/// Nothing is kept safe by it.
package struct TextHash: Sendable {
    package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    package init() {}

    /// Of one text alone.
    package static func of(_ text: String) -> UInt64 {
        var hash = TextHash()
        hash.add(bytes: text)
        return hash.value
    }

    /// A text and its end, so that two in a row are not one.
    package mutating func add(_ text: String) {
        add(bytes: text)
        add(byte: 0xFF)
    }

    package mutating func add(_ number: UInt64) {
        for shift: UInt64 in stride(from: 0, to: 64, by: 8) { add(byte: UInt8(truncatingIfNeeded: number >> shift)) }
    }

    package mutating func add(byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }

    private mutating func add(bytes text: String) {
        var text = text
        text.withUTF8 { for byte in $0 { add(byte: byte) } }
    }
}
