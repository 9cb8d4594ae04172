/// Which of the shared texts of a history hold a pattern: each is read once.
///
/// By storage, not by content: a look-up costs some nanoseconds however long the text. It holds on to what it has
/// judged, so that no other text can come to stand in its place. Bounded; past the limit texts are read again.
struct TextVerdicts {
    private static let limit = 1 << 15

    private let pattern: BytePattern
    private var slots: [Slot]
    private var kept: [String] = []

    private struct Slot {
        var low: UInt64 = 0
        var high: UInt64 = 0
        /// 0 where there is nothing; 1 for no, 2 for yes.
        var verdict: UInt8 = 0
    }

    init(_ pattern: BytePattern) {
        self.pattern = pattern
        slots = Array(repeating: Slot(), count: 256)
    }

    mutating func holds(_ text: UnsafePointer<String>) -> Bool {
        // A string is two words: its count and flags, and where its bytes are, or the bytes themselves.
        let (low, high) = UnsafeRawPointer(text).load(as: (UInt64, UInt64).self)
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: ((low ^ high) &* 0x9e37_79b9_7f4a_7c15) >> 32) & mask
        while slots[place].verdict != 0 {
            if slots[place].low == low, slots[place].high == high { return slots[place].verdict == 2 }
            place = (place + 1) & mask
        }
        return judge(text.pointee, Slot(low: low, high: high), at: place)
    }

    private mutating func judge(_ text: String, _ slot: Slot, at place: Int) -> Bool {
        let verdict =
            text.utf8.withContiguousStorageIfAvailable { pattern.find(in: $0, from: 0) != nil }
            ?? Array(text.utf8).withUnsafeBufferPointer { pattern.find(in: $0, from: 0) != nil }
        guard kept.count < Self.limit else { return verdict }
        kept.append(text)
        var slot = slot
        slot.verdict = verdict ? 2 : 1
        slots[place] = slot
        if kept.count * 2 > slots.count { grow() }
        return verdict
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: old.count * 4)
        let mask = slots.count - 1
        for slot in old where slot.verdict != 0 {
            var place = Int(truncatingIfNeeded: ((slot.low ^ slot.high) &* 0x9e37_79b9_7f4a_7c15) >> 32) & mask
            while slots[place].verdict != 0 { place = (place + 1) & mask }
            slots[place] = slot
        }
    }
}
