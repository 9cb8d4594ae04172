import PeriscopeHistory
import PeriscopeWire

/// The first and last of the values by which queries of one shape differ.
struct ValueRange {
    let first: String
    let last: String

    private static let longest = 24

    /// Nil where they differ in more than one value, in none, or in one that is masked or cut.
    init?(_ queries: [QueryRecord]) {
        guard let model = queries.first, queries.allSatisfy({ $0.values.count == model.values.count }) else {
            return nil
        }
        let differing = model.values.indices.filter { place in
            queries.contains { $0.values[place] != model.values[place] }
        }
        guard let place = differing.first, differing.count == 1 else { return nil }
        let values = queries.map { $0.values[place] }
        guard values.allSatisfy({ $0.mask == 0 && $0.truncatedBytes == 0 }) else { return nil }
        let numbers = values.compactMap { $0.kind == .integer ? Int64($0.text) : nil }
        if numbers.count == values.count, let least = numbers.min(), let greatest = numbers.max() {
            (first, last) = ("\(least)", "\(greatest)")
        } else {
            first = Self.short(values[0])
            last = Self.short(values[values.count - 1])
        }
    }

    private static func short(_ value: ValueRecord) -> String {
        SQLText.oneLine(SQLText.literal(value), limit: longest)
    }
}
