/// Names something that folds and has no id of its own.
enum FoldKey {
    /// The same for the same thing in every frame; FNV-1a over what it is part of, and its place there.
    static func make(_ span: UInt64, _ part: String, _ place: Int) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ span
        for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return (hash ^ UInt64(truncatingIfNeeded: place)) &* 0x0000_0100_0000_01B3
    }
}
