/// Finds an earlier thing by a hash of what makes things equal: open addressing over indices, sized once.
///
/// Holds no keys: the things lie in an array of the caller's, who says whether one of them is meant. A look-up costs a
/// few nanoseconds; `probes` counts the slots looked at, so that a test can tell linear from not.
struct SlotTable {
    private var slots: [Int32]
    private let mask: Int
    private(set) var probes = 0

    /// For at most so many things.
    init(capacity: Int) {
        var size = 8
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: -1, count: size)
        mask = size - 1
    }

    /// The index of the thing that is meant; where there is none, `next`, which is remembered under the hash.
    @inline(__always)
    mutating func index(_ hash: UInt64, next: Int, isMeant: (Int) -> Bool) -> Int {
        var slot = Self.first(hash) & mask
        while slots[slot] >= 0 {
            probes += 1
            let found = Int(slots[slot])
            if isMeant(found) { return found }
            slot = (slot + 1) & mask
        }
        slots[slot] = Int32(truncatingIfNeeded: next)
        probes += 1
        return next
    }

    /// The index of the thing that is meant; nil where there is none.
    @inline(__always)
    func find(_ hash: UInt64, isMeant: (Int) -> Bool) -> Int? {
        var slot = Self.first(hash) & mask
        while slots[slot] >= 0 {
            let found = Int(slots[slot])
            if isMeant(found) { return found }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private static func first(_ hash: UInt64) -> Int {
        Int(truncatingIfNeeded: mix(hash, 0) >> 1)
    }

    /// One hash of two; the finishing steps of SplitMix64, which leave no bit of either where it was.
    @inline(__always)
    static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
        var hash = (left ^ (right &* 0x9E37_79B9_7F4A_7C15)) &+ 0x9E37_79B9_7F4A_7C15
        hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
        return hash ^ (hash >> 31)
    }
}
