/// Requests in order of arrival: added at the end, taken from the front.
///
/// In one piece of memory, so that each can be lent without a copy of its dozen references: a walk over 10,000 requests
/// that copied them would cost three milliseconds more. What was taken leaves an empty record, until half of them are.
struct RecentRequests: Sendable {
    private var records: [RequestRecord] = []
    /// Before it stands nothing.
    private var first = 0

    var count: Int { records.count - first }
    var indices: Range<Int> { 0..<count }
    var isEmpty: Bool { count == 0 }

    mutating func reserveCapacity(_ capacity: Int) {
        records.reserveCapacity(capacity)
    }

    subscript(position: Int) -> RequestRecord {
        _read { yield records[first + position] }
        _modify { yield &records[first + position] }
    }

    /// Lends one.
    @inline(__always)
    func lend<R>(_ position: Int, _ body: (LentRequest) throws -> R) rethrows -> R {
        precondition(indices.contains(position), "A request is lent from where one stands.")
        return try records.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("Where one stands there is memory.") }
            return try body(base + first + position)
        }
    }

    /// Lends each in turn.
    @inline(__always)
    func forEach(_ body: (LentRequest) -> Void) {
        records.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            for place in first..<buffer.count { body(base + place) }
        }
    }

    func filter(_ isKept: (RequestRecord) -> Bool) -> [RequestRecord] {
        records[first...].filter(isKept)
    }

    mutating func append(_ record: RequestRecord) {
        records.append(record)
    }

    /// Costs a move of what is left, but only once as many were taken.
    mutating func removeFirst() -> RequestRecord {
        let taken = records[first]
        records[first] = RequestRecord(id: taken.id, sequence: taken.sequence)
        first += 1
        if first > 64, first > records.count / 2 {
            records.removeFirst(first)
            first = 0
        }
        return taken
    }

    mutating func removeAll(keepingCapacity: Bool) {
        records.removeAll(keepingCapacity: keepingCapacity)
        first = 0
    }

    var firstRecord: RequestRecord? { isEmpty ? nil : records[first] }
}
