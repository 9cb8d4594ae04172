/// What goes into one cell, or into a wide character's two.
struct TextPiece: Equatable, Sendable {
    /// The base scalar and up to two marks, 21 bits each.
    var packed: UInt64
    var width: Int
    /// Whether it stands for something that was replaced.
    var isMark: Bool

    var scalars: [Unicode.Scalar] {
        [packed, packed >> 21, packed >> 42].compactMap { bits in
            let value = UInt32(bits & 0x1F_FFFF)
            return value == 0 ? nil : Unicode.Scalar(value)
        }
    }

    /// Puts a combining mark on the piece; a third one is dropped, since a terminal's cell holds few.
    mutating func combine(_ mark: Unicode.Scalar) {
        if packed >> 21 == 0 {
            packed |= UInt64(mark.value) << 21
        } else if packed >> 42 == 0 {
            packed |= UInt64(mark.value) << 42
        }
    }
}
