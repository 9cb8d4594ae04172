package import PeriscopeInsight

extension CPUProfile {
    /// The samples that came since; those of the earlier profile that are not in this one are passed over.
    package func without(_ earlier: CPUProfile) -> CPUProfile {
        guard earlier.samples > 0 else { return self }
        var owns = nodes.map(\.own)
        // Where the earlier profile's nodes are in this one; parents come first.
        var places: [Int?] = []
        for node in earlier.nodes {
            let place = node.parent < 0 ? 0 : places[node.parent].flatMap { child(of: $0, like: node, in: earlier) }
            places.append(place)
            if let place { owns[place] -= min(owns[place], node.own) }
        }
        return CPUProfile(
            period: period,
            tree: zip(nodes, owns).map { node, own in (node.parent, frame(of: node).map { [$0] } ?? [], own) })
    }

    private func child(of parent: Int, like node: Node, in other: CPUProfile) -> Int? {
        let function = other.functions[node.function]
        return nodes[parent].children.first { functions[nodes[$0].function] == function }
    }
}
