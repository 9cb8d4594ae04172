import PeriscopeHistory
import PeriscopeSQL
import PeriscopeWire

/// A request's queries in order of their start: what can be said of them without a clock.
///
/// One pass, and one hash a query.
final class QueryIndex {
    struct Entry {
        /// Among the request's spans.
        let span: Int
        let query: QueryRecord
        /// From 1, housekeeping not counted; 0 for housekeeping.
        let number: Int
        /// How many ran with this connection, text and values: 1 means that it is the only one.
        var copies = 1
    }

    /// Queries of one shape.
    struct Shape {
        let fingerprint: SQLFingerprint
        /// Places among the entries, in order.
        var entries: [Int]
        /// All of them have the very same text.
        var isOneText = true
    }

    private(set) var entries: [Entry] = []
    private(set) var housekeeping = 0
    private(set) var transactions = 0
    private(set) var numbered = 0
    private var placesBySpan: [UInt64: Int] = [:]
    private var shapes: [Shape]?
    private var shapesOfEntries: [Int] = []

    init(_ spans: [SpanRecord]) {
        var transactions: Set<UInt64> = []
        for (place, span) in spans.enumerated() {
            guard let query = span.query else { continue }
            if let transaction = query.transaction { transactions.insert(transaction) }
            if query.isHousekeeping { housekeeping += 1 } else { numbered += 1 }
            placesBySpan[span.id] = entries.count
            entries.append(Entry(span: place, query: query, number: query.isHousekeeping ? 0 : numbered))
        }
        self.transactions = transactions.count
        countCopies()
    }

    private func countCopies() {
        var counts: [Int: Int] = [:]
        let hashes = entries.map { Self.hash($0.query) }
        for (index, hash) in hashes.enumerated() where entries[index].number > 0 { counts[hash, default: 0] += 1 }
        for index in entries.indices where entries[index].number > 0 {
            entries[index].copies = counts[hashes[index]] ?? 1
        }
    }

    /// Exact: connection, text and values, the masked ones by their hashes.
    private static func hash(_ query: QueryRecord) -> Int {
        var hasher = Hasher()
        hasher.combine(query.connection)
        hasher.combine(query.sql)
        for value in query.values {
            hasher.combine(value.kind.rawValue)
            hasher.combine(value.text)
            hasher.combine(value.mask)
        }
        return hasher.finalize()
    }

    /// A query's place among the entries.
    func place(of span: UInt64) -> Int? { placesBySpan[span] }

    /// By fingerprint, in order of their first query; worked out when they are first asked for.
    func shapes(_ history: History) -> [Shape] {
        if let shapes { return shapes }
        var made: [Shape] = []
        var byText: [String: Int] = [:]
        var byFingerprint: [SQLFingerprint: Int] = [:]
        for (place, entry) in entries.enumerated() {
            let shape: Int
            if let known = byText[entry.query.sql] {
                shape = known
                made[known].entries.append(place)
            } else {
                let fingerprint = history.fingerprint(of: entry.query.sql)
                shape = byFingerprint[fingerprint] ?? made.count
                byFingerprint[fingerprint] = shape
                byText[entry.query.sql] = shape
                if shape == made.count {
                    made.append(Shape(fingerprint: fingerprint, entries: [place]))
                } else {
                    made[shape].entries.append(place)
                    made[shape].isOneText = false
                }
            }
            shapesOfEntries.append(shape)
        }
        shapes = made
        return made
    }

    /// The queries of the same shape as one of them.
    func shape(of span: UInt64, _ history: History) -> Shape? {
        guard let place = placesBySpan[span] else { return nil }
        let shapes = shapes(history)
        return shapes[shapesOfEntries[place]]
    }
}
