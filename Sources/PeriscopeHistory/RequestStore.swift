/// The requests that are held, oldest first, and which of them goes next.
///
/// Two parts: `recent`, where a request stands at its sequence number's distance from the first, and before it `kept`,
/// the few that were oldest while they were marked or still open. So a look-up, an append and an eviction cost the same
/// however many there are.
struct RequestStore: Sendable {
    private(set) var kept: [RequestRecord] = []
    private(set) var recent = RecentRequests()
    private(set) var pinned: Set<RequestID> = []
    private var index: [RequestID: UInt64] = [:]
    private var nextSequence: UInt64 = 1
    /// How many of `kept` are neither marked nor open any more.
    private var leaving = 0
    private(set) var bytes = 0
    private var pinnedBytes = 0
    private(set) var openCount = 0
    private(set) var noiseCount = 0

    init(capacity: Int) {
        recent.reserveCapacity(min(capacity, 10_000) + 1)
        index.reserveCapacity(min(capacity, 10_000) + 1)
    }

    var count: Int { kept.count + recent.count }

    /// The sequence number of the first of `recent`.
    var base: UInt64 { nextSequence - UInt64(recent.count) }

    /// The sequence number that the next request gets.
    var upcoming: UInt64 { nextSequence }

    /// The request at a place in the order; 0 is the oldest.
    ///
    /// Lends it rather than copying it, so that reading one property of a record costs no more than that.
    subscript(position: Int) -> RequestRecord {
        _read {
            if position < kept.count { yield kept[position] } else { yield recent[position - kept.count] }
        }
    }

    /// Looks at every request, oldest first, without a look-up each.
    func forEach(_ body: (LentRequest) -> Void) {
        kept.withUnsafeBufferPointer { kept in
            guard let base = kept.baseAddress else { return }
            for position in kept.indices { body(base + position) }
        }
        recent.forEach(body)
    }

    /// Looks at the requests at some places in the order.
    func forEach(_ places: Range<Int>, _ body: (LentRequest) -> Void) {
        for place in places { lend(place, body) }
    }

    /// Lends the request at a place in the order.
    func lend<R>(_ position: Int, _ body: (LentRequest) throws -> R) rethrows -> R {
        guard position < kept.count else { return try recent.lend(position - kept.count, body) }
        return try withUnsafePointer(to: kept[position], body)
    }

    /// A request's place in the order.
    func position(of id: RequestID) -> Int? {
        guard let sequence = index[id] else { return nil }
        if sequence >= base { return kept.count + Int(sequence - base) }
        return keptPosition(of: sequence)
    }

    private func keptPosition(of sequence: UInt64) -> Int? {
        var low = 0
        var high = kept.count
        while low < high {
            let middle = (low + high) / 2
            if kept[middle].sequence < sequence { low = middle + 1 } else { high = middle }
        }
        return low < kept.count && kept[low].sequence == sequence ? low : nil
    }

    /// Adds a request whose sequence is `upcoming`.
    ///
    /// The id must be new.
    mutating func append(_ record: RequestRecord) {
        precondition(record.sequence == nextSequence, "A request is appended with the next sequence number.")
        index[record.id] = nextSequence
        nextSequence += 1
        enter(record)
        recent.append(record)
    }

    /// Changes a request in place; nil if it is not held.
    mutating func update<R>(_ id: RequestID, _ body: (inout RequestRecord) -> R) -> R? {
        guard let position = position(of: id) else { return nil }
        if position < kept.count {
            let (wasLeaving, before) = (isLeaving(kept[position]), Figures(kept[position]))
            let result = body(&kept[position])
            account(before, Figures(kept[position]), isPinned: pinned.contains(id))
            leaving += (isLeaving(kept[position]) ? 1 : 0) - (wasLeaving ? 1 : 0)
            return result
        }
        let slot = position - kept.count
        let before = Figures(recent[slot])
        let result = body(&recent[slot])
        account(before, Figures(recent[slot]), isPinned: !pinned.isEmpty && pinned.contains(id))
        return result
    }

    /// Changes every request in place, in nothing that its figures count.
    mutating func reviseAll(_ body: (inout RequestRecord) -> Void) {
        for position in kept.indices { body(&kept[position]) }
        for position in recent.indices { body(&recent[position]) }
    }

    mutating func pin(_ id: RequestID, _ isPinned: Bool) -> Bool {
        guard let position = position(of: id), pinned.contains(id) != isPinned else { return false }
        let record = self[position]
        let isKept = position < kept.count
        if isKept, isLeaving(record) { leaving -= 1 }
        if isPinned { pinned.insert(id) } else { pinned.remove(id) }
        pinnedBytes += isPinned ? record.estimatedBytes : -record.estimatedBytes
        if isKept, isLeaving(record) { leaving += 1 }
        return true
    }

    /// Evicts the oldest until the limits are kept, marked ones aside.
    ///
    /// Returns what went.
    mutating func evict(to limits: HistoryLimits) -> [RequestRecord] {
        var evicted: [RequestRecord] = []
        while count - pinned.count > limits.requests || bytes - pinnedBytes > limits.bytes {
            guard let record = removeOldest(keepingOpen: max(1, limits.requests / 2)) else { break }
            evicted.append(record)
        }
        return evicted
    }

    /// Removes what is neither marked nor open.
    mutating func clear() {
        let survivors = kept.filter { !isLeaving($0) } + recent.filter { !isLeaving($0) }
        kept = survivors
        recent.removeAll(keepingCapacity: true)
        leaving = 0
        index = Dictionary(survivors.map { ($0.id, $0.sequence) }) { first, _ in first }
        bytes = survivors.reduce(0) { $0 + $1.estimatedBytes }
        noiseCount = survivors.count { $0.isNoise }
    }

    private func isLeaving(_ record: RequestRecord) -> Bool {
        !record.isOpen && !pinned.contains(record.id)
    }

    /// The oldest that may go: finished ones first; an open one only where there are too many of them to keep.
    private mutating func removeOldest(keepingOpen limit: Int) -> RequestRecord? {
        if leaving > 0, let position = kept.firstIndex(where: { isLeaving($0) }) {
            leaving -= 1
            return leave(kept.remove(at: position))
        }
        while let first = recent.firstRecord {
            if pinned.contains(first.id) || (first.isOpen && kept.count - pinned.count < limit) {
                kept.append(recent.removeFirst())
            } else {
                return leave(recent.removeFirst())
            }
        }
        guard let position = kept.firstIndex(where: { !pinned.contains($0.id) }) else { return nil }
        return leave(kept.remove(at: position))
    }

    private mutating func leave(_ record: RequestRecord) -> RequestRecord {
        index[record.id] = nil
        account(Figures(record), Figures(), isPinned: false)
        return record
    }

    private mutating func enter(_ record: RequestRecord) {
        account(Figures(), Figures(record), isPinned: false)
    }

    private mutating func account(_ before: Figures, _ after: Figures, isPinned: Bool) {
        bytes += after.bytes - before.bytes
        if isPinned { pinnedBytes += after.bytes - before.bytes }
        openCount += after.open - before.open
        noiseCount += after.noise - before.noise
    }

    /// What a request adds to the store's figures.
    private struct Figures {
        var bytes = 0
        var open = 0
        var noise = 0

        init() {}

        init(_ record: borrowing RequestRecord) {
            bytes = record.estimatedBytes
            open = record.state == .open ? 1 : 0
            noise = record.isNoise ? 1 : 0
        }
    }
}
