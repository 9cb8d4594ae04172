/// Which spans of a request are one of them, or inside it.
struct SpanInside {
    private var known: [UInt64: Bool]

    /// Costs a look at each span, however they name each other as parents.
    init(_ span: UInt64, of record: RequestRecord) {
        known = [span: true, 0: false, record.id.span: record.id.span == span]
        let parents = Dictionary(record.spans.map { ($0.id, $0.parent) }) { first, _ in first }
        for start in parents.keys {
            var way: [UInt64] = []
            var next = start
            while known[next] == nil, let parent = parents[next] {
                // For now, so that a ring of parents ends.
                known[next] = false
                way.append(next)
                next = parent
            }
            if known[next] == true { for passed in way { known[passed] = true } }
        }
    }

    func contains(_ span: UInt64) -> Bool { known[span] == true }
}
