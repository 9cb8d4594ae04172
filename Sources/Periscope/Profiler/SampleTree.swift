import PeriscopeWire

/// All stacks that the profiler saw, as one tree for the process.
///
/// A node is a frame below its caller's. Nodes have numbers from 1, in the order in which they were seen first, and
/// stay as they are. Bounded: what is deeper than there is room for counts for the node above it.
///
/// `@unchecked Sendable` because it is used on the uplink's loop only.
package final class SampleTree: @unchecked Sendable {
    /// The frame that stands for frames that are missing.
    package static let missing = UInt64.max
    /// Its node at the root: what is known of no caller hangs there, and what is known of nothing at all counts there.
    package static let missingNode: UInt32 = 1
    /// Bit 47 of a frame.
    package static let asynchronous: UInt64 = 1 << 47
    /// The same of an address as it comes, which may have all of 48 bits.
    private static let mark: UInt64 = 1 << 63

    /// Of node 1, 2, …; a parent is 0 where nobody called.
    package private(set) var parents: [UInt32] = [0]
    package private(set) var frames: [UInt64] = [SampleTree.missing]
    package private(set) var objects: SampledObjects
    /// Periods of samples whose innermost frames found no room; they count for a node above.
    package private(set) var shortened: UInt64 = 0

    private let limit: Int
    /// By frames as they are told, which is what makes two nodes one.
    private let edges = EdgeTable()
    /// By addresses as they come, which spares the look-up of their objects.
    private let addresses = EdgeTable()

    package init(limit: Int = WireLimits.profileNodes, objects: SampledObjects = SampledObjects()) {
        self.limit = max(1, limit)
        self.objects = objects
        edges.add(parent: 0, frame: Self.missing, node: Self.missingNode)
    }

    package var count: Int { parents.count }

    /// The caller of a node; 0 for one that nobody called.
    package func parent(of node: UInt32) -> UInt32 {
        node > 0 && node <= parents.count ? parents[Int(node) - 1] : 0
    }

    /// Takes in what a scan saw of the process's objects; addresses may mean something else from now on.
    package func update(_ objects: [SampledObject]) {
        self.objects.update(objects)
        addresses.removeAll()
    }

    /// The node of a stack's innermost frame.
    ///
    /// Costs some 20 ns a frame in a release build.
    package func node(of stack: StackSample) -> UInt32 {
        var node: UInt32 = stack.isTruncated ? Self.missingNode : 0
        var index = stack.frames.count - 1
        while index >= 0 {
            var key = stack.frames[index] & ~Self.mark
            if index >= stack.physical { key |= Self.mark }
            var child = addresses.node(parent: node, frame: key)
            if child == 0 {
                child = self.child(of: node, at: key)
                guard child != 0 else {
                    shortened &+= UInt64(stack.periods)
                    break
                }
                // What is in no object may be anywhere, and would fill the table.
                if frames[Int(child) - 1] != Self.missing { addresses.add(parent: node, frame: key, node: child) }
            }
            node = child
            index -= 1
        }
        return node == 0 ? Self.missingNode : node
    }

    /// The node below another one for an address, which is made where there is none; 0 where there is no room for it.
    private func child(of parent: UInt32, at key: UInt64) -> UInt32 {
        let mark = key & Self.mark != 0 ? Self.asynchronous : 0
        let frame = objects.frame(at: key & ~Self.mark).map { $0 | mark } ?? Self.missing
        // However many frames are missing, they are said to be so once.
        if frame == Self.missing, parent != 0, frames[Int(parent) - 1] == Self.missing { return parent }
        let known = edges.node(parent: parent, frame: frame)
        if known != 0 { return known }
        guard parents.count < limit else { return 0 }
        parents.append(parent)
        frames.append(frame)
        let node = UInt32(clamping: parents.count)
        edges.add(parent: parent, frame: frame, node: node)
        return node
    }
}
