/// A box of a flame graph: the functions from the root to it, each by its key.
///
/// Places in a profile change with every sample that comes; the functions on the way to a box do not.
package struct FlamePath: Hashable, Sendable {
    /// Deeper stacks are cut; the wire knows none that are.
    static let maximumDepth = 512

    package var functions: [UInt64] = []

    package init() {}

    init(functions: [UInt64]) {
        self.functions = Array(functions.prefix(Self.maximumDepth))
    }
}
