/// Which books people buy together.
struct BasketAnalysis {
    /// Two books, the lower id first.
    struct Pair: Hashable {
        let first: Int64
        let second: Int64
    }

    private var counts: [Pair: Int] = [:]

    /// Counts every pair of different books within each order.
    ///
    /// The lines of an order must follow each other.
    init(_ lines: [BasketLine]) {
        var basket: [Int64] = []
        var purchase: Int64?
        for line in lines {
            if line.purchaseID != purchase {
                basket.removeAll(keepingCapacity: true)
                purchase = line.purchaseID
            }
            guard !basket.contains(line.bookID) else { continue }
            for other in basket {
                counts[Pair(first: min(other, line.bookID), second: max(other, line.bookID)), default: 0] += 1
            }
            basket.append(line.bookID)
        }
    }

    /// The most frequent pairs, the most frequent first.
    func top(_ count: Int) -> [(pair: Pair, count: Int)] {
        counts
            .sorted { ($0.value, $1.key.first, $1.key.second) > ($1.value, $0.key.first, $0.key.second) }
            .prefix(count)
            .map { (pair: $0.key, count: $0.value) }
    }
}
