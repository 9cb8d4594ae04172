import PeriscopeWire

/// What a connection was told of its profiler, for readers that come later: modules, and one tree of sampled stacks.
///
/// Nodes come in the order of their numbers, from 1. What is told again is passed over, and so is what would leave a
/// gap: no number after it could be told from another. Bounded, whatever a server tells.
struct SampledNodes {
    /// A longer path is none that a system opens.
    private static let pathBytes = 4_096

    private(set) var modules: [WireModule] = []
    private(set) var parents: [UInt32] = []
    private(set) var frames: [UInt64] = []
    private var numbers: Set<UInt32> = []

    mutating func add(_ batch: WireBatch) {
        for module in batch.modules { add(module) }
        if batch.hasProfileNodes { add(batch.profileNodes) }
    }

    private mutating func add(_ module: WireModule) {
        guard modules.count < WireLimits.modules, module.path.utf8.count <= Self.pathBytes,
            module.buildID.utf8.count <= Self.pathBytes, numbers.insert(module.number).inserted
        else { return }
        modules.append(module)
    }

    private mutating func add(_ nodes: WireProfileNodes) {
        let known = frames.count
        let count = min(nodes.parents.count, nodes.frames.count)
        guard nodes.first > 0, Int(nodes.first) <= known + 1 else { return }
        let start = known + 1 - Int(nodes.first)
        let end = min(count, start + WireLimits.profileNodes - known)
        guard start < end else { return }
        parents += nodes.parents[start..<end]
        frames += nodes.frames[start..<end]
    }
}
