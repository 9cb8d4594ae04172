/// A request's spans that have not ended: mostly a handful, and the last begun ends first.
///
/// Searched from the end; ten thousand of them, the most that are kept, take about two microseconds.
struct OpenSpans: Sendable {
    struct Entry: Sendable {
        var span: CapturedSpan
        /// What it holds, as it was when it began.
        let heldBytes: Int
        /// The present connection knows of it.
        var isSent = false
    }

    /// Apart from the rest, so that a search reads little.
    private var ids: [UInt64] = []
    private var entries: [Entry] = []
    private(set) var heldBytes = 0

    var count: Int { ids.count }

    mutating func append(_ span: CapturedSpan, heldBytes bytes: Int) {
        if ids.isEmpty {
            ids.reserveCapacity(4)
            entries.reserveCapacity(4)
        }
        ids.append(span.id)
        entries.append(Entry(span: span, heldBytes: bytes))
        heldBytes += bytes
    }

    /// Takes one out, or nil where it is not there; the others' order is not kept.
    mutating func remove(_ id: UInt64) -> Entry? {
        guard let index = ids.lastIndex(of: id) else { return nil }
        ids.swapAt(index, ids.count - 1)
        entries.swapAt(index, entries.count - 1)
        ids.removeLast()
        let entry = entries.removeLast()
        heldBytes -= entry.heldBytes
        return entry
    }

    mutating func removeAll() {
        self = OpenSpans()
    }

    /// Another connection knows of none.
    mutating func forgetSent() {
        for index in entries.indices { entries[index].isSent = false }
    }

    /// Those that the connection does not know of, in order of their start; from now on it does.
    mutating func takeUnsent() -> [CapturedSpan] {
        var unsent: [CapturedSpan] = []
        for index in entries.indices where !entries[index].isSent {
            unsent.append(entries[index].span)
            entries[index].isSent = true
        }
        return unsent.sorted { $0.start < $1.start }
    }
}
