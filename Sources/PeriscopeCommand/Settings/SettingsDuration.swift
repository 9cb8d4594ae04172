/// Durations as settings write them: `50ms`, `1.5 s`, `250us`.
enum SettingsDuration {
    private static let units: [(suffix: String, nanoseconds: Double)] = [
        ("ns", 1), ("us", 1e3), ("µs", 1e3), ("μs", 1e3), ("ms", 1e6), ("s", 1e9),
    ]
    /// An hour: what is longer is a slip of the pen.
    private static let limit = 3_600e9

    /// Nil where it is none, or longer than an hour.
    static func nanoseconds(_ text: String) -> UInt64? {
        for unit in units where text.hasSuffix(unit.suffix) {
            let number = text.dropLast(unit.suffix.count).trimmed
            guard let first = number.first, first.isNumber || first == ".", let value = Double(number),
                value >= 0, value * unit.nanoseconds <= limit
            else { continue }
            return UInt64(value * unit.nanoseconds)
        }
        return nil
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
