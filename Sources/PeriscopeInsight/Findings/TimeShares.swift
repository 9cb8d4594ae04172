/// Where a request's time went, coarsely.
///
/// Each figure is the time in which at least one span of the kind was under way, so that what ran at once counts once.
struct TimeShares {
    private(set) var queries: UInt64 = 0
    private(set) var renders: UInt64 = 0
    private(set) var calls: UInt64 = 0
    /// Neither of them.
    private(set) var rest: UInt64 = 0
    private let total: UInt64

    init(_ trace: RequestTrace) {
        total = trace.elapsed
        queries = Self.covered(trace) { $0 == .query }
        renders = Self.covered(trace) { $0 == .render }
        calls = Self.covered(trace) { $0 == .client }
        let all = Self.covered(trace) { $0 == .query || $0 == .render || $0 == .client }
        rest = total > all ? total - all : 0
    }

    /// The kind that took at least half; nil where none did.
    var mostOfIt: String? {
        let shares = [
            (queries, "in SQL"), (calls, "in calls"), (renders, "in templates"), (rest, "your own code, or waiting"),
        ]
        guard let most = shares.max(by: { $0.0 < $1.0 }), most.0 > 0, most.0 >= total / 2 else { return nil }
        return FindingTime.words(most.0) + " of it " + most.1
    }

    private static func covered(_ trace: RequestTrace, _ isMeant: (RequestTrace.SpanKind) -> Bool) -> UInt64 {
        var sum: UInt64 = 0
        var covered = trace.start
        for index in trace.spans.indices where isMeant(trace.spans[index].kind) {
            let start = max(covered, trace.spans[index].start)
            let end = min(trace.spans[index].end ?? trace.finish, trace.finish)
            guard end > start else { continue }
            sum &+= end - start
            covered = end
        }
        return sum
    }
}
