import PeriscopeWire

/// The sender's side of a connection's call stacks: each is told once, with the first batch that names it.
///
/// Bounded: past the limit it forgets which were told and tells them again. Start anew with each connection, and after
/// a batch that was not sent.
struct ToldStacks {
    private let table: CallStackTable
    private let limit: Int
    private var told: Set<CallStackID> = []
    private var new: [WireCallStack] = []

    init(table: CallStackTable = .shared, limit: Int = WireLimits.callStacks) {
        self.table = table
        self.limit = limit
    }

    /// The hash to send for a span; 0 where its frames are not known any more.
    mutating func name(_ hash: CallStackID) -> UInt64 {
        if hash == 0 || told.contains(hash) { return hash }
        guard let stack = table[hash] else { return 0 }
        if told.count >= limit { told.removeAll(keepingCapacity: true) }
        told.insert(hash)
        var wire = WireCallStack()
        wire.hash = hash
        wire.frames = stack.frames
        wire.physical = UInt32(clamping: stack.physical)
        wire.truncated = stack.isTruncated
        new.append(wire)
        return hash
    }

    /// What was named for the first time since the last call, for the batch being built.
    mutating func takeNew() -> [WireCallStack] {
        defer { new = [] }
        return new
    }

    mutating func restart() {
        told.removeAll(keepingCapacity: true)
        new = []
    }
}
