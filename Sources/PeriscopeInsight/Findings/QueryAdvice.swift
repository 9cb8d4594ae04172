/// What to do about queries, where that is certain; one sentence or two.
struct QueryAdvice {
    /// Steps of full scans from which on they are worth a word: fewer is a small table, which is read faster than an
    /// index.
    static let scanSteps: UInt64 = 1_000

    let sentence: String?

    init(_ trace: RequestTrace, _ draft: FindingDraft, fingerprint: String) {
        switch draft.kind {
        case .nPlusOne: sentence = draft.isSimple ? Self.fetchingAtOnce(ShapeReading(fingerprint)) : nil
        case .duplicateQuery:
            sentence = draft.isSimple ? "Keep the first result." : "Ask once and share the result."
        case .slowQuery: sentence = Self.whatItDid(trace, draft)
        default: sentence = nil
        }
    }

    /// A LIMIT for each row of a list can't be had by a list of values, so there nothing is said.
    private static func fetchingAtOnce(_ shape: ShapeReading) -> String? {
        guard !shape.hasLimit else { return nil }
        guard let column = shape.column else { return "Fetch them with one query." }
        let group = shape.isAggregate ? " GROUP BY \(column)" : ""
        return "Fetch them with one query: WHERE \(column) IN (…)\(group)."
    }

    /// What SQLite counted while the slowest of them ran.
    private static func whatItDid(_ trace: RequestTrace, _ draft: FindingDraft) -> String? {
        let worst = draft.spans.max { trace.duration($0) < trace.duration($1) }
        guard let worst, let query = trace.spans[worst].query else { return nil }
        var deeds: [String] = []
        if query.fullScanSteps >= scanSteps {
            deeds.append("stepped through \(FindingTime.count(query.fullScanSteps)) rows without an index")
        }
        if query.automaticIndexes > 0 {
            deeds.append("put \(FindingTime.count(query.automaticIndexes)) rows into an index made for this run only")
        }
        guard !deeds.isEmpty else { return nil }
        if query.sorts > 0 { deeds.append(query.sorts == 1 ? "sorted" : "sorted \(query.sorts) times") }
        return "It " + joined(deeds) + "; p shows the plan."
    }

    private static func joined(_ deeds: [String]) -> String {
        guard let last = deeds.last, deeds.count > 1 else { return deeds.first ?? "" }
        return deeds.dropLast().joined(separator: ", ") + " and " + last
    }
}
