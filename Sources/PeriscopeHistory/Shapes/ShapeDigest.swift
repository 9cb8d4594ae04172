internal import PeriscopeInsight
internal import PeriscopeSQL

/// What one request ran, by shape.
struct ShapeDigest {
    struct Part {
        let shape: Int
        var count = 0
        /// Nanoseconds.
        var duration: UInt64 = 0
        var worst: UInt64 = 0
        var worstSpan: UInt64 = 0
        /// The stack of the worst one.
        var stack: UInt64 = 0
        var isNPlusOne = false
    }

    let request: RequestID
    let sequence: UInt64
    /// The request's, as it was looked at.
    let revision: UInt32
    let route: Int
    private(set) var parts: [Part] = []

    init(
        _ record: RequestRecord, index: inout ShapeIndex, statements: StatementCache,
        findings: (RequestRecord) -> [Finding]
    ) {
        request = record.id
        sequence = record.sequence
        revision = record.revision
        route = index.number(of: RouteSummary.ID(method: record.method, route: record.route))
        guard record.queryCount != 0 || record.countedQueries != 0 else { return }
        var positions: [Int: Int] = [:]
        for span in record.spans {
            guard let query = span.query, !query.isHousekeeping else { continue }
            add(span, index.number(of: query.shape(in: statements).fingerprint), &positions)
        }
        guard record.findings.contains(.nPlusOne) else { return }
        let texts = Set(findings(record).filter { $0.kind == .nPlusOne }.map(\.fingerprint))
        for position in parts.indices where texts.contains(index.fingerprints[parts[position].shape].text) {
            parts[position].isNPlusOne = true
        }
    }

    /// Past a few shapes they are found by a table.
    private mutating func add(_ span: SpanRecord, _ shape: Int, _ positions: inout [Int: Int]) {
        let isFew = parts.count <= 16
        let position = (isFew ? parts.firstIndex { $0.shape == shape } : positions[shape]) ?? parts.count
        if position == parts.count {
            positions[shape] = position
            parts.append(Part(shape: shape))
        }
        let duration = span.duration ?? 0
        parts[position].count += 1
        parts[position].duration = parts[position].duration.saturatingAdding(duration)
        guard duration > parts[position].worst || parts[position].count == 1 else { return }
        parts[position].worst = duration
        parts[position].worstSpan = span.id
        parts[position].stack = span.stack
    }
}
