import PeriscopeHistory
import PeriscopeSQL
import PeriscopeWire

/// A request's queries in order of their start: what can be said of them without a clock.
///
/// One pass, a hash a query, and a look at each different text.
final class QueryIndex {
    struct Entry {
        /// Among the request's spans.
        let span: Int
        let query: QueryRecord
        /// From 1, housekeeping not counted; 0 for housekeeping.
        let number: Int
        /// How many reads ran with this connection, text and values: 1 means that it is the only one, or that this
        /// cannot be said.
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
        var traits: [String: TextTraits] = [:]
        let hashes = entries.map { entry -> Int? in
            guard entry.number > 0 else { return nil }
            let text = traits[entry.query.sql] ?? TextTraits(entry.query.sql)
            traits[entry.query.sql] = text
            return text.isRead && Self.isKnown(entry.query, text) ? Self.hash(entry.query) : nil
        }
        for case let hash? in hashes { counts[hash, default: 0] += 1 }
        for (index, hash) in hashes.enumerated() { entries[index].copies = hash.flatMap { counts[$0] } ?? 1 }
    }

    /// What must be known of a text before two runs of it can be called the same.
    private struct TextTraits {
        let isRead: Bool
        let hasPlaceholders: Bool

        init(_ sql: String) {
            isRead = SQLStatementKind.of(sql).isRead
            hasPlaceholders = isRead && SQLText.tokens(sql).contains { $0.kind == .parameter }
        }
    }

    /// Past the probe's limits values are left out: what is not there is not equal.
    private static func isKnown(_ query: QueryRecord, _ text: TextTraits) -> Bool {
        guard query.omittedValues == 0, query.sqlTruncatedBytes == 0 else { return false }
        if query.values.isEmpty { return !text.hasPlaceholders }
        return query.values.allSatisfy { $0.mask != 0 || $0.truncatedBytes == 0 && $0.text != redacted }
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
