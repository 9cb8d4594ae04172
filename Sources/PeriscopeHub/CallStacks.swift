import PeriscopeWire

/// The call stacks that a connection has told of, for readers that come later.
///
/// A sender forgets what it told and tells it again past `WireLimits.callStacks`, so the newest so many are all that
/// its spans can still name.
struct CallStacks {
    private var byHash: [UInt64: WireCallStack] = [:]
    /// Hashes, oldest first; those before `start` are gone.
    private var order: [UInt64] = []
    private var start = 0
    private let limit: Int

    init(limit: Int = WireLimits.callStacks) {
        self.limit = limit
    }

    /// Oldest first.
    var all: [WireCallStack] { order[start...].compactMap { byHash[$0] } }

    mutating func add(_ stacks: [WireCallStack]) {
        for stack in stacks { add(stack) }
        // Rarely, so that forgetting costs the same however many there are.
        if start > limit {
            order.removeFirst(start)
            start = 0
        }
    }

    private mutating func add(_ stack: WireCallStack) {
        let cut = stack.cut
        guard byHash.updateValue(cut, forKey: cut.hash) == nil else { return }
        order.append(cut.hash)
        guard byHash.count > limit else { return }
        byHash[order[start]] = nil
        start += 1
    }
}

extension WireCallStack {
    /// Within the limits.
    fileprivate var cut: WireCallStack {
        guard frames.count > WireLimits.callStackFrames else { return self }
        var cut = self
        cut.frames = Array(frames.prefix(WireLimits.callStackFrames))
        cut.physical = min(physical, UInt32(WireLimits.callStackFrames))
        cut.truncated = true
        return cut
    }
}
