/// A frame of a flame graph, or several narrow ones as one, where it stands in its row.
package struct FlameBox: Sendable, Equatable {
    /// What it shows, as indices into the profile's nodes; the greatest total first.
    package var nodes: [Int]
    /// In columns, from the left edge of the graph.
    package var x: Int
    /// In columns, at least 1.
    package var width: Int
    /// Samples in it, all nodes together.
    package var count: UInt64
    /// It stands for several frames that are narrower than a column each, to be shown as "…".
    package var isMerged: Bool { nodes.count > 1 }

    /// The greatest of its nodes.
    package var node: Int { nodes.first ?? 0 }
}
