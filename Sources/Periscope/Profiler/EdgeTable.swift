/// Finds a tree's node by its parent and its frame.
///
/// Open addressing in plain memory, sixteen bytes a slot and at most half of the slots filled: a debug build looks up
/// some hundred thousand frames a second with it, where a dictionary would take a noticeable part of a core.
final class EdgeTable {
    private struct Slot {
        var frame: UInt64
        var parent: UInt32
        /// 0 where the slot is free.
        var node: UInt32
    }

    private static let smallest = 1_024
    private var slots: UnsafeMutablePointer<Slot>?
    private var capacity = 0
    private var count = 0

    deinit {
        slots?.deallocate()
    }

    /// The node; 0 where there is none.
    func node(parent: UInt32, frame: UInt64) -> UInt32 {
        guard let slots else { return 0 }
        let mask = capacity - 1
        var index = Self.hash(parent, frame) & mask
        while slots[index].node != 0 {
            if slots[index].frame == frame, slots[index].parent == parent { return slots[index].node }
            index = (index + 1) & mask
        }
        return 0
    }

    /// Adds one that is not there.
    func add(parent: UInt32, frame: UInt64, node: UInt32) {
        guard node != 0 else { return }
        if count * 2 >= capacity { grow() }
        insert(Slot(frame: frame, parent: parent, node: node))
        count += 1
    }

    func removeAll() {
        slots?.deallocate()
        slots = nil
        capacity = 0
        count = 0
    }

    private func insert(_ slot: Slot) {
        guard let slots else { return }
        let mask = capacity - 1
        var index = Self.hash(slot.parent, slot.frame) & mask
        while slots[index].node != 0 { index = (index + 1) & mask }
        slots[index] = slot
    }

    private func grow() {
        let old = slots
        let oldCapacity = capacity
        capacity = max(Self.smallest, oldCapacity * 2)
        let new = UnsafeMutablePointer<Slot>.allocate(capacity: capacity)
        new.initialize(repeating: Slot(frame: 0, parent: 0, node: 0), count: capacity)
        slots = new
        guard let old else { return }
        for index in 0..<oldCapacity where old[index].node != 0 { insert(old[index]) }
        old.deallocate()
    }

    private static func hash(_ parent: UInt32, _ frame: UInt64) -> Int {
        let mixed = (frame ^ UInt64(parent) << 40 ^ UInt64(parent)) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 32)
    }
}
