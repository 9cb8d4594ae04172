import Synchronization

/// Numbers of transactions, unique in the process, from 1.
enum TransactionNumbers {
    private static let last = Atomic<UInt64>(0)

    static func next() -> UInt64 {
        last.add(1, ordering: .relaxed).newValue
    }
}
