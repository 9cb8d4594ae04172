internal import PeriscopeWire

/// The sampled stacks of one build as one tree: a node is a place that ran, or will go on, below the one that called it.
///
/// Nodes never change and only grow, up to a limit; what is beyond it counts for the nearest node above it. A node's
/// number says its build too, so that a number of a build that was dropped is unknown in another.
struct SampledTree: Sendable {
    static let limit = WireLimits.profileNodes
    /// A stack of more functions counts for the one at this depth.
    static let depthLimit = 512

    private struct Edge: Hashable {
        let parent: UInt32
        let frame: SampledFrame
    }

    /// The number of the node that nobody called.
    let root: UInt32
    /// By position, the root's first: positions of parents, which are lower.
    private(set) var parents: [UInt32] = [0]
    private(set) var frames: [SampledFrame] = [.cut]
    private var depths: [UInt16] = [0]
    private var edges: [Edge: UInt32] = [:]

    /// - Parameter build: The call site book's number of it.
    init(build: Int = 0) {
        root = UInt32(truncatingIfNeeded: build) &* UInt32(Self.limit + 1)
    }

    var count: Int { parents.count }

    /// Where a node stands; nil for one that is none of this tree.
    func position(of node: UInt32) -> Int? {
        let position = Int(node &- root)
        return position < parents.count ? position : nil
    }

    /// The node above; nil for the root and for one that is none of this tree.
    func parent(of node: UInt32) -> UInt32? {
        guard let position = position(of: node), position > 0 else { return nil }
        return root &+ parents[position]
    }

    /// The node of a frame below another, which must be of this tree; made where there is none.
    ///
    /// That other itself where there is no room. Also says whether it was made.
    mutating func node(below parent: UInt32, _ frame: SampledFrame) -> (node: UInt32, isNew: Bool) {
        guard let above = position(of: parent) else { return (root, false) }
        let edge = Edge(parent: UInt32(above), frame: frame)
        if let known = edges[edge] { return (root &+ known, false) }
        guard parents.count <= Self.limit, depths[above] < Self.depthLimit else { return (parent, false) }
        let position = UInt32(parents.count)
        edges[edge] = position
        parents.append(UInt32(above))
        frames.append(frame)
        depths.append(depths[above] + 1)
        return (root &+ position, true)
    }
}
