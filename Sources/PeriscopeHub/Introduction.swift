import PeriscopeWire

/// What a new reader is told of a server: its hello, its intern table, its call stacks, what its profiler saw.
///
/// Together they may be larger than a message; what does not fit follows in batches of nothing else.
struct Introduction {
    private(set) var news: [WireRelay.OneOf_News] = []
    private var strings: [String] = []
    private var stacks: [WireCallStack] = []
    private var modules: [WireModule] = []
    private var nodes = WireProfileNodes()
    private var bytes = WireLimits.helloBytes
    private let hello: WireHello

    init(_ hello: WireHello, strings: [String], stacks: [WireCallStack], sampled: SampledNodes) {
        self.hello = hello
        for string in strings {
            makeRoom(for: string.utf8.count + 8)
            self.strings.append(string)
        }
        for stack in stacks {
            // A varint has ten bytes at most.
            makeRoom(for: stack.frames.count * 10 + 32)
            self.stacks.append(stack)
        }
        for module in sampled.modules {
            makeRoom(for: module.path.utf8.count + module.buildID.utf8.count + 32)
            modules.append(module)
        }
        for position in sampled.frames.indices {
            makeRoom(for: 15)
            if nodes.frames.isEmpty { nodes.first = UInt32(position + 1) }
            nodes.parents.append(sampled.parents[position])
            nodes.frames.append(sampled.frames[position])
        }
        finish()
    }

    private mutating func makeRoom(for size: Int) {
        if bytes + size > WireLimits.frameBytes { finish() }
        bytes += size
    }

    private mutating func finish() {
        if news.isEmpty {
            var connected = WireRelayConnected()
            connected.hello = hello
            (connected.strings, connected.stacks, connected.modules) = (strings, stacks, modules)
            if !nodes.frames.isEmpty { connected.profileNodes = nodes }
            news.append(.connected(connected))
        } else {
            var batch = WireBatch()
            (batch.strings, batch.stacks, batch.modules) = (strings, stacks, modules)
            if !nodes.frames.isEmpty { batch.profileNodes = nodes }
            news.append(.batch(batch))
        }
        (strings, stacks, modules, nodes, bytes) = ([], [], [], WireProfileNodes(), 0)
    }
}
