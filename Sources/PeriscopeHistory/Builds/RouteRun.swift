internal import PeriscopeInsight
internal import PeriscopeSQL

/// What a finished request tells of its route and build.
struct RouteRun: Sendable {
    /// The request's.
    let sequence: UInt64
    let figures: RouteFigures
    /// The shapes it ran, each once, housekeeping aside.
    let shapes: [StatementShape]
    let hasNPlusOne: Bool
}

/// What is compared between builds; times are nanoseconds.
struct RouteFigures: Sendable, Equatable {
    var duration: UInt64
    var queries: Int
    var queryDuration: UInt64
}

extension RequestRecord {
    /// Whether it may be held against others of its route: ended well, not a stream, not cut short, not noise.
    var isComparable: Bool { state == .finished && isTimed && !isError && !isNoise && route != nil }

    /// The figures that are compared; nil where it has not ended.
    var figures: RouteFigures? {
        duration.map { RouteFigures(duration: $0, queries: queryCount, queryDuration: queryDuration) }
    }

    /// What it tells of its route; nil where it may not be compared.
    func run(_ statements: StatementCache) -> RouteRun? {
        guard isComparable, let figures else { return nil }
        return RouteRun(
            sequence: sequence, figures: figures, shapes: shapes(statements),
            hasNPlusOne: findings.contains(.nPlusOne))
    }

    /// The shapes it ran, each once, in order of their first run, housekeeping aside.
    func shapes(_ statements: StatementCache) -> [StatementShape] {
        var shapes: [StatementShape] = []
        var seen: Set<UInt64> = []
        for span in spans {
            guard let query = span.query, !query.isHousekeeping else { continue }
            let shape = query.shape(in: statements)
            let hash = shape.fingerprint.hash
            if shapes.count < 16 {
                guard !shapes.contains(where: { $0.fingerprint.hash == hash }) else { continue }
            } else {
                if seen.isEmpty { seen = Set(shapes.map(\.fingerprint.hash)) }
                guard seen.insert(hash).inserted else { continue }
            }
            shapes.append(shape)
        }
        return shapes
    }
}
