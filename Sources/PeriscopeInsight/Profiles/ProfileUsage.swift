/// Samples of a profile by groups of functions, each sample once in a group however many of its frames are of it.
struct ProfileUsage {
    /// Samples in a function of the group itself.
    private(set) var owns: [UInt64]
    /// Samples with a function of the group on the stack.
    private(set) var totals: [UInt64]

    /// One walk over the nodes.
    ///
    /// - Parameter groups: for each function its group, from 0; -1: none.
    init(_ profile: CPUProfile, groups: [Int], count: Int) {
        owns = [UInt64](repeating: 0, count: count)
        totals = owns
        var onStack = [Int](repeating: 0, count: count)
        var path: [Int] = []
        for (index, node) in profile.nodes.enumerated().dropFirst() {
            while let last = path.last, last != node.parent {
                let group = groups[profile.nodes[last].function]
                if group >= 0 { onStack[group] -= 1 }
                path.removeLast()
            }
            path.append(index)
            let group = groups[node.function]
            guard group >= 0 else { continue }
            if onStack[group] == 0 { totals[group] += node.total }
            onStack[group] += 1
            owns[group] += node.own
        }
    }
}
