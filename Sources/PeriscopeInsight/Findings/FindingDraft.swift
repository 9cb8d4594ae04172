/// A finding before it is put into words: figures and places in the trace, no text.
struct FindingDraft {
    let kind: FindingKind
    var severity: Severity
    var isConfirmed = true
    var count = 0
    var duration: UInt64 = 0
    /// The longest of its spans.
    var worst: UInt64 = 0
    var avoidableCount = 0
    var avoidableDuration: UInt64 = 0
    /// Indices of the evidence, in order of start.
    var spans: [Int] = []
    /// The index of the query that returned the list.
    var source: Int?
    /// A gap's bounds, and the spans beside it.
    var gap: Gap?
    /// What makes it certain what to do; decides on the suggestion.
    var isSimple = false
    /// Others of its kind that were left out behind it.
    var omitted = 0

    struct Gap {
        let before: Int?
        let after: Int?
    }

    init(_ kind: FindingKind, _ severity: Severity) {
        self.kind = kind
        self.severity = severity
    }

    mutating func add(_ index: Int, _ time: UInt64) {
        count += 1
        duration &+= time
        worst = max(worst, time)
        if spans.count < Finding.evidenceLimit { spans.append(index) }
    }

    /// What could be gained, in nanoseconds, to put the weightiest first.
    ///
    /// A slow request and many queries are what the others add up to, and name no place to begin: they come after them.
    var stake: UInt64 {
        switch kind {
        case .error: .max
        case .slowRequest, .manyQueries: 0
        case .nPlusOne, .duplicateQuery: avoidableDuration > 0 ? avoidableDuration : duration
        case .slowQuery, .slowRender, .gap: duration
        }
    }

    /// The design's order: severity, time at stake, count; then the kind, so that equals keep one order.
    static func isWeightier(_ left: FindingDraft, _ right: FindingDraft) -> Bool? {
        if left.severity != right.severity { return left.severity > right.severity }
        if left.stake != right.stake { return left.stake > right.stake }
        if left.count != right.count { return left.count > right.count }
        if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
        return nil
    }
}
