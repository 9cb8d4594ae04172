internal import PeriscopeWire

/// What one connection's numbers of sampled nodes and modules are in its build's tree.
struct NodeMap: Sendable {
    /// Stands for a node that made no sense.
    private static let nonsense = UInt32.max

    /// By the connection's number less one.
    private var nodes: [UInt32] = []
    private var modules: [UInt32: UInt16] = [:]

    /// How many nodes were told.
    var count: Int { nodes.count }
    var isFull: Bool { nodes.count >= WireLimits.profileNodes }

    /// A node of the build's tree; nil for one that was never told, or made no sense.
    func node(_ number: UInt32) -> UInt32? {
        guard number > 0, number <= nodes.count else { return nil }
        let node = nodes[Int(number) - 1]
        return node == Self.nonsense ? nil : node
    }

    /// The next node; nil: it makes no sense.
    mutating func append(_ node: UInt32?) {
        nodes.append(node ?? Self.nonsense)
    }

    /// Remembers a module; the first with a number stays.
    mutating func add(_ number: UInt32, module: UInt16) {
        guard modules.count < WireLimits.modules, modules[number] == nil else { return }
        modules[number] = module
    }

    /// The frame as the build's tree has it.
    func frame(_ wire: UInt64) -> SampledFrame {
        let frame = SampledFrame(wire: wire)
        if frame.isCut || frame.module == 0 { return frame }
        return frame.inModule(modules[UInt32(frame.module)] ?? SampledFrame.unknownModule)
    }
}
