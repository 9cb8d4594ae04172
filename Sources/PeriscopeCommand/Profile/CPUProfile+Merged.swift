package import PeriscopeInsight

extension CPUProfile {
    /// The samples of several profiles as one; a node keeps the line that most of its samples stood at in each.
    ///
    /// Where they were sampled at different periods, a sample counts for the mean of them, so that the time stays true.
    package static func merged(_ profiles: [CPUProfile]) -> CPUProfile {
        let profiles = profiles.filter { $0.samples > 0 }
        guard profiles.count > 1 else { return profiles.first ?? CPUProfile() }
        var tree: [(parent: Int, frames: [ProfileFrame], own: UInt64)] = []
        for profile in profiles {
            let root = tree.count
            for node in profile.nodes {
                let parent = node.parent >= 0 ? root + node.parent : -1
                tree.append((parent, profile.frame(of: node).map { [$0] } ?? [], node.own))
            }
        }
        return CPUProfile(period: meanPeriod(of: profiles), tree: tree)
    }

    func frame(of node: Node) -> ProfileFrame? {
        guard node.function >= 0 else { return nil }
        let function = functions[node.function]
        return ProfileFrame(
            function: function.name, path: function.path, line: node.line, module: function.module,
            origin: function.origin, isInlined: node.isInlined, isAsync: node.isAsync)
    }
}
