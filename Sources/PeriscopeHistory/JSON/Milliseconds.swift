/// A number of milliseconds as JSON has it, exact to the nanosecond.
struct Milliseconds: Equatable {
    var isNegative = false
    var nanoseconds: UInt64 = 0

    /// Reads JSON's digits.
    ///
    /// Decimals beyond the sixth are cut; what is beyond all time is refused.
    init?(_ digits: String) {
        var text = digits[...]
        if text.first == "-" {
            isNegative = true
            text = text.dropFirst()
        }
        if text.utf8.contains(UInt8(ascii: "e")) || text.utf8.contains(UInt8(ascii: "E")) {
            guard let value = Double(text), let whole = UInt64(exactly: (value * 1_000_000).rounded()) else {
                return nil
            }
            nanoseconds = whole
            return
        }
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let whole = UInt64(first) else { return nil }
        let decimals = parts.count > 1 ? String(parts[1].prefix(6)) : ""
        guard let fraction = UInt64(decimals + String(repeating: "0", count: 6 - decimals.count)) else { return nil }
        let (product, overflow) = whole.multipliedReportingOverflow(by: 1_000_000)
        let (sum, sumOverflow) = product.addingReportingOverflow(fraction)
        guard !overflow, !sumOverflow else { return nil }
        nanoseconds = sum
    }

    /// The time that is so far from another; wraps as offsets do.
    func time(from base: UInt64) -> UInt64 {
        isNegative ? base &- nanoseconds : base &+ nanoseconds
    }
}
