internal import Synchronization

/// Short numbers for the hashes of one build's call stacks, so that a packed span has its stack in a byte or two.
///
/// A class, since packed requests hold on to it; it only ever grows, so that copies of a history may share it. Past its
/// limit a hash stands for itself.
final class StackNumbers: Sendable {
    static let limit = 1 << 16

    private struct Table {
        var hashes: [UInt64] = []
        var numbers: [UInt64: UInt32] = [:]
    }

    private let table = Mutex(Table())

    /// An even number that stands for the hash; nil where there is no more room.
    ///
    /// Costs a look-up.
    func code(_ hash: UInt64) -> UInt64? {
        table.withLock { table in
            if let number = table.numbers[hash] { return UInt64(number) << 1 }
            guard table.hashes.count < Self.limit else { return nil }
            let number = table.hashes.count
            table.hashes.append(hash)
            table.numbers[hash] = UInt32(number)
            return UInt64(number) << 1
        }
    }

    /// The hash of such a number; 0 for one that was never given.
    func hash(of code: UInt64) -> UInt64 {
        table.withLock { table in
            let number = Int(clamping: code >> 1)
            return number < table.hashes.count ? table.hashes[number] : 0
        }
    }
}
