import PeriscopeHistory
import PeriscopeWire

/// A request's queries in order, with what the SQL panel says of them together.
///
/// One pass, one hash a query.
struct Queries {
    struct Item {
        let span: SpanRecord
        let query: QueryRecord
        /// From 1, housekeeping not counted; 0 for housekeeping.
        let number: Int
        /// How many ran with this connection, text and values: 1 means that it is the only one.
        var copies = 1
        var bracket = Bracket.none
    }

    /// Where a query stands in its transaction.
    enum Bracket {
        case none, first, inside, last, only
    }

    /// Queries of one text.
    struct Group {
        let first: UInt64
        var items: [Int]
        var total: UInt64
        var worst: UInt64
        var rows: UInt64
        var hasError: Bool
    }

    /// As the panel shows them.
    private(set) var items: [Item] = []
    private(set) var housekeepingCount = 0
    private(set) var transactions = 0
    private(set) var total: UInt64 = 0
    private(set) var numbered = 0

    init(_ input: PanelInput, showsHousekeeping: Bool) {
        var transactions: Set<UInt64> = []
        for span in input.spans {
            guard let query = span.query else { continue }
            if let transaction = query.transaction { transactions.insert(transaction) }
            if query.isHousekeeping {
                housekeepingCount += 1
                if showsHousekeeping { items.append(Item(span: span, query: query, number: 0)) }
                continue
            }
            numbered += 1
            total &+= input.duration(span)
            items.append(Item(span: span, query: query, number: numbered))
        }
        self.transactions = transactions.count
        countCopies()
        findBrackets()
    }

    private mutating func countCopies() {
        var counts: [Int: Int] = [:]
        let hashes = items.map { Self.hash($0.query) }
        for (index, hash) in hashes.enumerated() where items[index].number > 0 { counts[hash, default: 0] += 1 }
        for index in items.indices where items[index].number > 0 { items[index].copies = counts[hashes[index]] ?? 1 }
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

    private mutating func findBrackets() {
        for index in items.indices {
            guard let transaction = items[index].query.transaction else { continue }
            let before = index > 0 && items[index - 1].query.transaction == transaction
            let after = index + 1 < items.count && items[index + 1].query.transaction == transaction
            switch (before, after) {
            case (false, false): items[index].bracket = .only
            case (false, true): items[index].bracket = .first
            case (true, true): items[index].bracket = .inside
            case (true, false): items[index].bracket = .last
            }
        }
    }

    /// By exact text, the greatest total first.
    func groups(_ input: PanelInput) -> [Group] {
        var places: [String: Int] = [:]
        var groups: [Group] = []
        for (index, item) in items.enumerated() {
            let time = input.duration(item.span)
            let failed = item.span.status == .error || item.query.errorCode != nil
            if let place = places[item.query.sql] {
                groups[place].items.append(index)
                groups[place].total &+= time
                groups[place].worst = max(groups[place].worst, time)
                groups[place].rows &+= item.query.rows
                groups[place].hasError = groups[place].hasError || failed
            } else {
                places[item.query.sql] = groups.count
                groups.append(
                    Group(
                        first: item.span.id, items: [index], total: time, worst: time, rows: item.query.rows,
                        hasError: failed))
            }
        }
        return groups.enumerated().sorted { left, right in
            (right.element.total, left.offset) < (left.element.total, right.offset)
        }.map(\.element)
    }
}
