import PeriscopeSQL

/// Names something that folds and has no id of its own.
enum FoldKey {
    /// The same for the same thing in every frame: of what it is part of, and its place there.
    static func make(_ span: UInt64, _ part: String, _ place: Int) -> UInt64 {
        var hash = TextHash()
        hash.add(span)
        hash.add(part)
        hash.add(UInt64(truncatingIfNeeded: place))
        return hash.value
    }
}
