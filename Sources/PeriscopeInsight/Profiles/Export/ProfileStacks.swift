/// A profile's different stacks, one after the other, as the file formats want them.
struct ProfileStacks {
    /// Frames of a stack that are written: of a deeper one the outermost half and the innermost half.
    static let depthLimit = 1_024

    /// A piece of a stack.
    enum Step: Hashable {
        /// An index into the profile's nodes.
        case node(Int)
        /// So many frames stood here and are not written.
        case cut(Int)
    }

    private let profile: CPUProfile

    init(_ profile: CPUProfile) {
        self.profile = profile
    }

    /// Every node with samples of its own, with the way to it from the outermost frame on; empty for the root's own.
    ///
    /// One walk; what is handed over costs `depthLimit` steps at most.
    func forEach(_ body: (_ stack: [Step], _ count: UInt64) -> Void) {
        var path: [Int] = []
        for (index, node) in profile.nodes.enumerated() {
            if index > 0 {
                while let last = path.last, last != node.parent { path.removeLast() }
                path.append(index)
            }
            if node.own > 0 { body(Self.cut(path), node.own) }
        }
    }

    private static func cut(_ path: [Int]) -> [Step] {
        guard path.count > depthLimit else { return path.map { .node($0) } }
        let half = depthLimit / 2
        return path.prefix(half).map { .node($0) } + [.cut(path.count - 2 * half)]
            + path.suffix(half).map { .node($0) }
    }
}
