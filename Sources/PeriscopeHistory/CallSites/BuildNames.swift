internal import PeriscopeInsight
internal import PeriscopeWire

/// The call stacks of one binary, and what their program counters are called.
///
/// Everything is bounded, so that a server that makes up stacks fills neither memory nor the queue of questions: what is
/// beyond a limit has no names.
struct BuildNames: Sendable {
    static let stackLimit = 16_384
    static let addressLimit = 65_536

    private struct Stack: Sendable {
        /// What is looked up: a return address less one, which is inside of the call; a resume address as it is.
        var addresses: [UInt64]
        var physical: Int
        var site: Site
    }

    private enum Site: Sendable {
        /// Names are missing before the first function of the app.
        case unknown
        case none
        case frame(SourceFrame)
    }

    let key: BuildKey
    let numbers = StackNumbers()
    private var stacks: [UInt64: Stack] = [:]
    /// Stacks that were read from a file, with their names.
    private var written: [UInt64: [SourceFrame]] = [:]
    /// By address, innermost first; empty where there is no name.
    private var names: [UInt64: [SourceFrame]] = [:]
    /// Stacks by the addresses that they lack a name for.
    private var waiting: [UInt64: [UInt64]] = [:]
    /// Stacks with addresses that were not asked for, the newest last.
    private var unasked: [UInt64] = []
    private var asked: Set<UInt64> = []

    /// What profilers saw of it.
    var sampled: SampledStacks

    /// - Parameter number: The book's.
    init(key: BuildKey, number: Int) {
        self.key = key
        sampled = SampledStacks(build: number)
    }

    var isAsking: Bool { !unasked.isEmpty || !sampled.unasked.isEmpty }

    /// Takes a stack in.
    ///
    /// The first with a hash stays: what names a request has does not change under it.
    mutating func add(_ wire: WireCallStack) {
        guard wire.hash != 0, stacks[wire.hash] == nil, stacks.count < Self.stackLimit else { return }
        let frames = wire.frames.prefix(WireLimits.callStackFrames)
        let physical = min(Int(wire.physical), frames.count)
        var stack = Stack(addresses: [], physical: physical, site: .unknown)
        stack.addresses.reserveCapacity(frames.count)
        for (position, frame) in frames.enumerated() {
            stack.addresses.append(position < physical && frame > 0 ? frame - 1 : frame)
        }
        stack.site = site(of: stack.addresses)
        for address in Set(stack.addresses) where names[address] == nil {
            guard waiting[address] != nil || waiting.count < Self.addressLimit else { break }
            waiting[address, default: []].append(wire.hash)
        }
        if stack.addresses.contains(where: { names[$0] == nil && !asked.contains($0) }) { unasked.append(wire.hash) }
        stacks[wire.hash] = stack
    }

    /// Takes in a stack whose names are known, as from a file.
    mutating func add(_ hash: UInt64, frames: [SourceFrame]) {
        guard hash != 0, written[hash] == nil, written.count < Self.stackLimit else { return }
        written[hash] = frames
    }

    /// Addresses that were never handed out: those of the newest stacks first.
    mutating func takeUnnamed(limit: Int) -> [UInt64] {
        var taken: [UInt64] = []
        while taken.count < limit, let hash = unasked.last {
            for address in stacks[hash]?.addresses ?? [] where names[address] == nil && taken.count < limit {
                guard asked.count < Self.addressLimit else {
                    unasked.removeAll()
                    return taken
                }
                guard asked.insert(address).inserted, !sampled.unasked.hasHandedOut(address) else { continue }
                taken.append(address)
            }
            let isDone = stacks[hash]?.addresses.allSatisfy { names[$0] != nil || asked.contains($0) } ?? true
            if isDone { unasked.removeLast() }
        }
        return taken
    }

    /// Addresses that samples stood at and that were never handed out.
    mutating func takeUnnamedSamples(limit: Int) -> [UInt64] {
        sampled.takeUnnamed(limit: limit) { [names, asked] in names[$0] == nil && !asked.contains($0) }
    }

    /// Takes names in.
    ///
    /// Returns the functions that call sites were found to be.
    mutating func name(_ frames: [UInt64: [SourceFrame]], pool: inout TextPool) -> Set<String> {
        var touched: Set<UInt64> = []
        for (address, functions) in frames {
            guard names[address] == nil, names.count < Self.addressLimit + SampledStacks.addressLimit else { continue }
            names[address] = functions.map { $0.pooled(&pool) }
            touched.formUnion(waiting.removeValue(forKey: address) ?? [])
        }
        var functions: Set<String> = []
        for hash in touched {
            guard let stack = stacks[hash], case .unknown = stack.site else { continue }
            let site = site(of: stack.addresses)
            stacks[hash]?.site = site
            if case .frame(let frame) = site { functions.insert(frame.function) }
        }
        return functions
    }

    private func site(of addresses: [UInt64]) -> Site {
        for address in addresses {
            guard let functions = names[address] else { return .unknown }
            if let own = functions.first(where: \.isApp) { return .frame(own) }
        }
        return .none
    }

    /// The innermost function of a stack that is the app's own.
    ///
    /// Costs a look-up.
    func callSite(_ hash: UInt64) -> SourceFrame? {
        if case .frame(let frame)? = stacks[hash]?.site { return frame }
        return written.isEmpty ? nil : written[hash]?.first(where: \.isApp)
    }

    /// The functions of a stack, innermost first, as far as they have names.
    func frames(_ hash: UInt64) -> [SourceFrame] {
        guard let stack = stacks[hash] else { return written[hash] ?? [] }
        var frames: [SourceFrame] = []
        for (position, address) in stack.addresses.enumerated() {
            for var frame in names[address] ?? [] {
                if position >= stack.physical { frame.isAsync = true }
                frames.append(frame)
            }
        }
        return frames
    }
}

extension BuildNames {
    /// The functions at a sampled frame, outermost first.
    func frames(of frame: SampledFrame) -> [ProfileFrame] {
        sampled.frames(of: frame) { names[$0] }
    }
}

extension SourceFrame {
    /// The same, its texts shared with equal ones: builds of one app have most names in common.
    func pooled(_ pool: inout TextPool) -> SourceFrame {
        var frame = self
        frame.function = pool.shared(function)
        frame.path = pool.shared(path)
        return frame
    }
}
