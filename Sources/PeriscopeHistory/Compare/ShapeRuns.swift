internal import PeriscopeSQL
internal import PeriscopeWire

/// Queries of two requests being sorted by shape.
struct ShapeRuns {
    /// What must be equal for two runs to be the same run.
    private struct Run: Hashable {
        let text: UInt64
        let values: [String]
    }

    private struct Runs {
        var keys: Pair<[Run]> = Pair([], [])
        var queries: Pair<[QueryRecord]> = Pair([], [])
    }

    private let canCompareMasks: Bool
    private var shapes: [QueryDiff.Shape] = []
    private var runs: [Runs] = []
    private var byText: [String: Int] = [:]
    private var byFingerprint: [SQLFingerprint: Int] = [:]

    init(canCompareMasks: Bool) {
        self.canCompareMasks = canCompareMasks
    }

    mutating func add(
        _ span: SpanRecord, _ query: QueryRecord, _ site: SourceFrame?, _ side: CompareSide,
        _ fingerprint: (String) -> SQLFingerprint
    ) {
        let place = byText[query.sql] ?? place(of: query.sql, fingerprint)
        shapes[place].count[side] += 1
        shapes[place].duration[side] = shapes[place].duration[side].saturatingAdding(span.duration ?? 0)
        shapes[place].rows[side] = shapes[place].rows[side].saturatingAdding(query.rows)
        if shapes[place].first[side] == nil {
            shapes[place].first[side] = span.id
            shapes[place].site[side] = site
        }
        runs[place].keys[side].append(Run(text: TextHash.of(query.sql), values: query.values.map(key)))
        runs[place].queries[side].append(query)
    }

    private mutating func place(of sql: String, _ fingerprint: (String) -> SQLFingerprint) -> Int {
        let shape = fingerprint(sql)
        let place = byFingerprint[shape] ?? shapes.count
        if place == shapes.count {
            byFingerprint[shape] = place
            shapes.append(QueryDiff.Shape(fingerprint: shape))
            runs.append(Runs())
        }
        byText[sql] = place
        return place
    }

    /// A masked value is known by its hash, where the two hashes are of one process; else any is taken for any.
    private func key(_ value: ValueRecord) -> String {
        guard value.mask != 0 else { return "\(value.kind.rawValue) " + value.text }
        return canCompareMasks ? "masked \(value.mask)" : "masked"
    }

    func finished() -> [QueryDiff.Shape] {
        var made = shapes
        for place in made.indices {
            made[place].change = CompareChange(made[place].count)
            guard made[place].change == .same, let example = example(runs[place]) else { continue }
            made[place].change = .differs
            made[place].example = example
        }
        return made.enumerated().sorted { left, right in
            let (first, second) = (Self.rank(left.element), Self.rank(right.element))
            return first != second ? first < second : left.offset < right.offset
        }.map(\.element)
    }

    /// The lowest first.
    private static func rank(_ shape: QueryDiff.Shape) -> (Int, Int) {
        switch shape.change {
        case .gone, .new, .more, .fewer: (0, -abs(shape.count.other - shape.count.base))
        case .differs: (1, 0)
        case .same: (2, 0)
        }
    }

    /// The first run that the other side has not; nil where both ran the same, in whatever order.
    ///
    /// Rows are looked at only where no value differs: other values have other rows.
    private func example(_ runs: Runs) -> QueryDiff.Example? {
        let (base, other) = (runs.keys.base, runs.keys.other)
        guard base == other else {
            var left: [Run: Int] = [:]
            for run in base { left[run, default: 0] += 1 }
            let place = other.firstIndex { run in
                guard let count = left[run], count > 0 else { return true }
                left[run] = count - 1
                return false
            }
            return place.map { made(runs, at: $0, haveValuesChanged: true) }
        }
        let place = zip(runs.queries.base, runs.queries.other).enumerated().first { $1.0.rows != $1.1.rows }?.offset
        return place.map { made(runs, at: $0, haveValuesChanged: false) }
    }

    private func made(_ runs: Runs, at place: Int, haveValuesChanged: Bool) -> QueryDiff.Example {
        let base = runs.queries.base[min(place, runs.queries.base.count - 1)]
        let other = runs.queries.other[place]
        return QueryDiff.Example(
            place: place + 1, values: Pair(base.values, other.values), rows: Pair(base.rows, other.rows),
            haveValuesChanged: haveValuesChanged)
    }
}
