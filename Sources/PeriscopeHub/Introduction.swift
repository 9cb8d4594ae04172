import PeriscopeWire

/// What a new reader is told of a server: its hello, its intern table, its call stacks.
///
/// Together they may be larger than a message; what does not fit follows in batches of nothing else.
struct Introduction {
    private(set) var news: [WireRelay.OneOf_News] = []
    private var strings: [String] = []
    private var stacks: [WireCallStack] = []
    private var bytes = WireLimits.helloBytes
    private let hello: WireHello

    init(_ hello: WireHello, strings: [String], stacks: [WireCallStack]) {
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
            (connected.strings, connected.stacks) = (strings, stacks)
            news.append(.connected(connected))
        } else {
            var batch = WireBatch()
            (batch.strings, batch.stacks) = (strings, stacks)
            news.append(.batch(batch))
        }
        (strings, stacks, bytes) = ([], [], 0)
    }
}
