/// Numbers from one to another, both among them; none where the lowest is above the highest.
package struct NumberRange: Sendable, Equatable {
    package let low: UInt64
    package let high: UInt64

    static let none = NumberRange(low: 1, high: 0)

    func contains(_ number: UInt64) -> Bool { number >= low && number <= high }

    func isInside(_ other: NumberRange) -> Bool { low > high || (low >= other.low && high <= other.high) }

    /// The next number above `number` at which the answer changes; nil where it stays.
    func turn(after number: UInt64) -> UInt64? {
        guard low <= high else { return nil }
        if number < low { return low }
        return number <= high && high < .max ? high + 1 : nil
    }
}
