internal import PeriscopeInsight
internal import PeriscopeWire

/// What profilers saw of one build: its tree of sampled stacks, the modules they stand in, and names, but for those of
/// the executable, which call sites share.
///
/// Processes of one build number their nodes and modules each for itself; here each place is one node, and each object
/// one module, told apart by path and build id: a library that was built anew has its old path.
struct SampledStacks: Sendable {
    /// Addresses of the executable, and of all other modules together, that names are asked for.
    static let addressLimit = 65_536
    /// A longer path is none that a system opens.
    private static let pathBytes = 4_096

    /// Of the process that came last; empty where unknown.
    var workingDirectory = ""
    private(set) var tree: SampledTree
    /// Addresses of the executable.
    private(set) var unasked = AddressQueue()
    /// By number less one.
    private var modules: [SampledModule] = []
    private var moduleNumbers: [ModuleKey: UInt16] = [:]
    /// Of a path, the module that was told of last: what a file there is now.
    private var newestModules: [String: UInt16] = [:]
    private var moduleAddresses = 0
    /// Frames that were read from files.
    private var written: [ProfileFrame] = []
    private var writtenPlaces: [ProfileFrame: UInt64] = [:]

    init(build: Int = 0) {
        tree = SampledTree(build: build)
    }

    /// Takes in what a connection tells; `map` keeps what its numbers are here.
    mutating func add(_ modules: [WireModule], _ nodes: WireProfileNodes?, map: inout NodeMap) {
        for module in modules {
            if let number = number(of: ModuleKey(path: module.path, buildID: module.buildID)) {
                map.add(module.number, module: number)
            }
        }
        if let nodes { add(nodes, map: &map) }
    }

    /// Nodes that were told before are passed over, and so are those behind a gap: their numbers would mean nothing.
    private mutating func add(_ nodes: WireProfileNodes, map: inout NodeMap) {
        guard nodes.first > 0, Int(nodes.first) <= map.count + 1 else { return }
        let count = min(nodes.parents.count, nodes.frames.count)
        for position in min(count, map.count + 1 - Int(nodes.first))..<count where !map.isFull {
            let (parent, frame) = (nodes.parents[position], map.frame(nodes.frames[position]))
            let above = parent == 0 ? tree.root : map.node(parent)
            map.append(above.map { node(below: $0, frame) })
        }
    }

    private mutating func node(below parent: UInt32, _ frame: SampledFrame) -> UInt32 {
        let (node, isNew) = tree.node(below: parent, frame)
        if isNew { note(frame) }
        return node
    }

    /// Asks for the name of a frame, within the limits.
    private mutating func note(_ frame: SampledFrame) {
        if frame.isCut { return }
        if frame.module == 0 {
            if unasked.count < Self.addressLimit { _ = unasked.note(frame.address) }
        } else if frame.module <= modules.count, moduleAddresses < Self.addressLimit,
            !modules[Int(frame.module) - 1].isReplaced
        {
            if modules[Int(frame.module) - 1].unasked.note(frame.address) { moduleAddresses += 1 }
        }
    }

    private mutating func number(of key: ModuleKey) -> UInt16? {
        if let number = moduleNumbers[key] { return number }
        guard !key.path.isEmpty, key.path.utf8.count <= Self.pathBytes, key.buildID.utf8.count <= Self.pathBytes,
            modules.count < WireLimits.modules
        else { return nil }
        modules.append(SampledModule(path: key.path))
        let number = UInt16(modules.count)
        moduleNumbers[key] = number
        if let old = newestModules.updateValue(number, forKey: key.path) { modules[Int(old) - 1].replace() }
        return number
    }

    // MARK: Names

    /// Addresses of the executable that were never asked for, the newest first.
    mutating func takeUnnamed(limit: Int, where isWanted: (UInt64) -> Bool) -> [UInt64] {
        unasked.take(limit: limit, where: isWanted)
    }

    var isAskingForModules: Bool { modules.contains { !$0.unasked.isEmpty } }

    mutating func takeUnnamedModules(limit: Int) -> [(module: String, addresses: [UInt64])] {
        var taken: [(module: String, addresses: [UInt64])] = []
        var left = limit
        for position in modules.indices where left > 0 {
            let addresses = modules[position].unasked.take(limit: left)
            guard !addresses.isEmpty else { continue }
            taken.append((modules[position].path, addresses))
            left -= addresses.count
        }
        return taken
    }

    /// Takes in names of a module's addresses; of several with its path they are the newest one's.
    mutating func name(_ frames: [UInt64: [SourceFrame]], module: String, pool: inout TextPool) {
        guard let number = newestModules[module] else { return }
        modules[Int(number) - 1].name(frames, pool: &pool)
    }

    /// The functions at a frame, outermost first; one without a name where it is not known.
    ///
    /// - Parameter executable: The functions at an address of the executable, innermost first.
    func frames(of frame: SampledFrame, executable: (UInt64) -> [SourceFrame]?) -> [ProfileFrame] {
        if frame.isCut { return [ProfileFrame(function: "[frames are missing]", origin: .runtime)] }
        var frames: [ProfileFrame]
        switch frame.module {
        case 0:
            frames =
                executable(frame.address)?.map {
                    ProfileFrame($0, origin: FrameOrigin.origin(of: $0, workingDirectory: workingDirectory))
                } ?? []
            if frames.isEmpty { frames = [ProfileFrame(function: "", origin: .library)] }
        case SampledFrame.writtenModule where frame.address < written.count:
            frames = [written[Int(frame.address)]]
        case let number where number <= modules.count:
            frames = modules[Int(number) - 1].frames(at: frame.address)
        default:
            frames = [ProfileFrame(function: "", module: "?", origin: .runtime)]
        }
        if frames.count > 1 { frames.reverse() }
        if frame.isAsync { for position in frames.indices { frames[position].isAsync = true } }
        return frames
    }

    // MARK: Files

    /// The nodes of stacks that were read from a file, in their order.
    mutating func add(_ profile: WrittenProfile) -> [UInt32] {
        let frames = profile.frames.map { place(of: $0) }
        return profile.stacks.map { stack in
            var node = tree.root
            for number in stack.reversed() where frames.indices.contains(number) {
                node = tree.node(below: node, frames[number]).node
            }
            return node
        }
    }

    private mutating func place(of frame: ProfileFrame) -> SampledFrame {
        let known = writtenPlaces[frame]
        let place = known ?? UInt64(written.count)
        if known == nil {
            guard written.count < SampledTree.limit else { return .cut }
            writtenPlaces[frame] = place
            written.append(frame)
        }
        return SampledFrame(module: SampledFrame.writtenModule, address: place, isAsync: frame.isAsync)
    }
}
