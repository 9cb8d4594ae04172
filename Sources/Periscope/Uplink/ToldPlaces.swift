package import PeriscopeWire

/// The sender's side of a connection's tree of samples: each node and each object is told once, in order, and only
/// where samples are sent.
///
/// A whole tree is at most some 2 MB. Start anew with each connection, and after a batch that was not sent.
package struct ToldPlaces {
    private let tree: SampleTree
    private var nodes = 0
    private var objects = 0

    package init(_ tree: SampleTree) {
        self.tree = tree
    }

    /// Adds what this connection does not know.
    package mutating func tell(in batch: inout WireBatch) {
        if objects < tree.objects.files.count {
            batch.modules = tree.objects.files[objects...].enumerated().map { index, file in
                var module = WireModule()
                module.number = UInt32(clamping: objects + index + 1)
                module.path = file.path.cut(toBytes: EncodingLimits.path)
                module.buildID = file.buildID
                return module
            }
            objects = tree.objects.files.count
        }
        guard nodes < tree.count else { return }
        batch.profileNodes.first = UInt32(clamping: nodes + 1)
        batch.profileNodes.parents = Array(tree.parents[nodes...])
        batch.profileNodes.frames = Array(tree.frames[nodes...])
        nodes = tree.count
    }

    package mutating func restart() {
        nodes = 0
        objects = 0
    }
}
