/// Whole percents of the parts of one whole, rounded so that they add up to 100.
///
/// By the largest remainder: each is cut, and what is missing goes to those that lost most. Costs a sort.
package enum Shares {
    /// All 0 where there is nothing to share; what is negative or no number counts as nothing.
    package static func percents(_ parts: [Double]) -> [Int] {
        let parts = parts.map { $0.isFinite && $0 > 0 ? $0 : 0 }
        let whole = parts.reduce(0, +)
        guard whole > 0, whole.isFinite else { return parts.map { _ in 0 } }
        let exact = parts.map { $0 / whole * 100 }
        var percents = exact.map { Int($0) }
        let missing = 100 - percents.reduce(0, +)
        let byLoss = exact.indices.sorted { first, second in
            let (left, right) = (exact[first] - Double(percents[first]), exact[second] - Double(percents[second]))
            return left == right ? first < second : left > right
        }
        for index in byLoss.prefix(max(0, missing)) { percents[index] += 1 }
        return percents
    }

    /// The same of times or counts.
    package static func percents(_ parts: [UInt64]) -> [Int] {
        percents(parts.map(Double.init))
    }
}
