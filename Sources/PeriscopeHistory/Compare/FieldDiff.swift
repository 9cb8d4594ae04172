/// Headers and parameters in which two requests differ.
///
/// A masked value is known by its hash, which is of one process: of two processes it cannot be said whether masked
/// values differ, and then it is not said that they do.
package struct FieldDiff: Sendable {
    package enum Place: Sendable, CaseIterable {
        case parameter, query, requestHeader, responseHeader
    }

    package struct Field: Sendable {
        package let place: Place
        package let name: String
        /// Nil where it has none of the name; several of one name are joined.
        package let value: Pair<String?>
        /// What stands there is masked, so that only the difference can be told.
        package let isMasked: Bool
        /// Differs from request to request by its nature, such as a date.
        package let isVolatile: Bool

        package var change: CompareChange {
            if value.base == nil { return .new }
            return value.other == nil ? .gone : .differs
        }
    }

    private struct Entry {
        var name: String
        var values: [String] = []
        var masks: [UInt64] = []
    }

    /// By place, then in order; what is volatile last.
    package private(set) var fields: [Field] = []
    /// Masked in both, by two processes.
    package private(set) var unknown = 0

    package init(_ requests: Pair<RequestRecord>, canCompareMasks: Bool) {
        for place in Place.allCases {
            let entries = requests.map { Self.entries(of: $0, place) }
            add(place, entries, canCompareMasks)
        }
        fields = fields.filter { !$0.isVolatile } + fields.filter(\.isVolatile)
    }

    private mutating func add(_ place: Place, _ entries: Pair<[Entry]>, _ canCompareMasks: Bool) {
        let others = Dictionary(entries.other.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for base in entries.base { compare(place, base, others[base.name], canCompareMasks) }
        let known = Set(entries.base.map(\.name))
        for other in entries.other where !known.contains(other.name) { compare(place, nil, other, canCompareMasks) }
    }

    private mutating func compare(_ place: Place, _ base: Entry?, _ other: Entry?, _ canCompareMasks: Bool) {
        let isMasked = [base, other].contains { $0?.masks.contains { $0 != 0 } ?? false }
        if let base, let other, base.values == other.values {
            guard isMasked else { return }
            guard canCompareMasks else {
                unknown += 1
                return
            }
            guard base.masks != other.masks else { return }
        }
        let name = base?.name ?? other?.name ?? ""
        fields.append(
            Field(
                place: place, name: name, value: Pair(base.map(Self.text), other.map(Self.text)), isMasked: isMasked,
                isVolatile: Self.volatile.contains(name)))
    }

    private static func text(_ entry: Entry) -> String { entry.values.joined(separator: ", ") }

    private static let volatile: Set<String> = [
        "date", "age", "traceparent", "tracestate", "x-request-id", "x-trace-id", "content-length",
    ]

    private static func entries(of request: RequestRecord, _ place: Place) -> [Entry] {
        switch place {
        case .parameter: grouped(request.parameters.map { ($0.key, $0.value, $0.mask) })
        case .requestHeader: grouped(request.requestHeaders.map { ($0.key.lowercased(), $0.value, $0.mask) })
        case .responseHeader: grouped(request.responseHeaders.map { ($0.key.lowercased(), $0.value, $0.mask) })
        case .query:
            grouped(
                request.query.split(separator: "&").map { part in
                    let pieces = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                    return (String(pieces[0]), pieces.count > 1 ? String(pieces[1]) : "", 0)
                })
        }
    }

    private static func grouped(_ fields: [(name: String, value: String, mask: UInt64)]) -> [Entry] {
        var entries: [Entry] = []
        var places: [String: Int] = [:]
        for field in fields {
            let place = places[field.name] ?? entries.count
            if place == entries.count {
                places[field.name] = place
                entries.append(Entry(name: field.name))
            }
            entries[place].values.append(field.value)
            entries[place].masks.append(field.mask)
        }
        return entries
    }
}
