/// The same thing on both sides of a comparison.
package struct Pair<Value: Sendable>: Sendable {
    /// What is compared with: `−`.
    package var base: Value
    /// What is compared: `+`.
    package var other: Value

    package init(_ base: Value, _ other: Value) {
        self.base = base
        self.other = other
    }

    /// Both sides the other way round.
    package var swapped: Pair { Pair(other, base) }

    package func map<New: Sendable>(_ transform: (Value) -> New) -> Pair<New> {
        Pair<New>(transform(base), transform(other))
    }

    package subscript(side: CompareSide) -> Value {
        get { side == .base ? base : other }
        // In place, so that an array that grows on one side is not copied.
        _modify { if side == .base { yield &base } else { yield &other } }
    }
}

extension Pair: Equatable where Value: Equatable {
    package var isEqual: Bool { base == other }
}
