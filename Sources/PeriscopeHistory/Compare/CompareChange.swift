/// What became of a thing from one request to the other.
package enum CompareChange: Int, Sendable, Comparable, CaseIterable {
    /// Only in the base.
    case gone
    /// Only in the other.
    case new
    case more
    case fewer
    /// As often, but not the same: other values, other rows, another size.
    case differs
    case same

    package static func < (left: CompareChange, right: CompareChange) -> Bool { left.rawValue < right.rawValue }

    /// By numbers alone: never `differs`.
    package init(_ count: Pair<Int>) {
        switch (count.base, count.other) {
        case (let base, let other) where base == other: self = .same
        case (_, 0): self = .gone
        case (0, _): self = .new
        case (let base, let other): self = other > base ? .more : .fewer
        }
    }
}
