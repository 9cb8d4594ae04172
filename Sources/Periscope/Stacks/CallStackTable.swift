import PeriscopeWire
import Synchronization

/// The process's call stacks by their hashes: a span holds eight bytes, and the uplink finds the frames here.
///
/// Bounded: what was not asked for nor seen since half the limit of others came is forgotten, and learnt again where it
/// is seen again.
package final class CallStackTable: Sendable {
    package static let shared = CallStackTable(limit: WireLimits.callStacks)

    /// Two generations: the younger is filled; once it is full it becomes the elder, and the elder goes.
    private struct Shelf {
        var younger: [CallStackID: CallStack] = [:]
        var elder: [CallStackID: CallStack] = [:]
    }

    /// A lock of its own for each shelf, so that threads seldom meet; its own cache line, since it is an object.
    private final class LockedShelf: Sendable {
        let shelf = Mutex(Shelf())
    }

    private static let shelfCount = 16
    private let shelves: [LockedShelf]
    private let generation: Int

    package init(limit: Int) {
        shelves = (0..<Self.shelfCount).map { _ in LockedShelf() }
        generation = max(1, limit / Self.shelfCount / 2)
    }

    /// Whether the frames of a hash are held; what is asked for stays.
    package func holds(_ hash: CallStackID) -> Bool {
        shelves[Int(hash % UInt64(Self.shelfCount))].shelf.withLock { shelf in
            if shelf.younger[hash] != nil { return true }
            guard let old = shelf.elder[hash] else { return false }
            keep(old, in: &shelf)
            return true
        }
    }

    package func add(_ stack: CallStack) {
        shelves[Int(stack.hash % UInt64(Self.shelfCount))].shelf.withLock { keep(stack, in: &$0) }
    }

    package subscript(_ hash: CallStackID) -> CallStack? {
        shelves[Int(hash % UInt64(Self.shelfCount))].shelf.withLock { $0.younger[hash] ?? $0.elder[hash] }
    }

    private func keep(_ stack: CallStack, in shelf: inout Shelf) {
        if shelf.younger.count >= generation {
            shelf.elder = shelf.younger
            shelf.younger = [:]
        }
        shelf.younger[stack.hash] = stack
    }
}
