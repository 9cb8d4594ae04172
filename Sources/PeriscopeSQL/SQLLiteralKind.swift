/// What a bound value is.
package enum SQLLiteralKind: UInt8, Sendable, Hashable, CaseIterable {
    case null, integer, real, text, blob
    /// Something that stands for a value, such as `zeroblob(10)`.
    case other
}
