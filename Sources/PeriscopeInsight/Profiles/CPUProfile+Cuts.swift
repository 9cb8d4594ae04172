/// Other profiles of the same samples: their functions keep their indices.
extension CPUProfile {
    /// Only what ran in this node and below it, without what called it; linear in that.
    ///
    /// The node hangs from the root. A node that does not exist has no samples.
    package func zoomed(to node: Int) -> CPUProfile {
        guard node != 0 else { return self }
        let range = subtree(of: node)
        guard !range.isEmpty else { return CPUProfile(period: period, functions: functions, nodes: [root(total: 0)]) }
        let shift = node - 1
        var zoomed = [root(total: nodes[node].total)]
        zoomed[0].children = [1]
        for index in range {
            var copy = nodes[index]
            copy.parent = index == node ? 0 : copy.parent - shift
            for child in copy.children.indices { copy.children[child] -= shift }
            zoomed.append(copy)
        }
        zoomed[1].isAwaited = false
        return CPUProfile(period: period, functions: functions, nodes: zoomed)
    }

    /// Without the frames of other origins: what they used counts for what called them.
    ///
    /// Siblings that are alike then become one. Samples with no frame that is shown are the root's own. Linear.
    package func folded(showing origins: Set<ProfileFrame.Origin>) -> CPUProfile {
        guard origins.count < ProfileFrame.Origin.allCases.count else { return self }
        var draft = ProfileDraft(period: period, functions: functions)
        var places = [(node: Int, isAwaited: Bool)](repeating: (0, false), count: nodes.count)
        for (index, node) in nodes.enumerated() {
            defer { draft.end(at: places[index].node, node.own) }
            guard index > 0 else { continue }
            let above = places[node.parent]
            guard origins.contains(functions[node.function].origin) else {
                places[index] = (above.node, above.isAwaited || node.isAwaited)
                continue
            }
            places[index].node = draft.child(of: above.node, function: node.function)
            draft.pass(
                places[index].node, node.total, line: node.line, isAsync: node.isAsync, isInlined: node.isInlined,
                isAwaited: above.isAwaited || node.isAwaited)
        }
        return draft.finish()
    }

    /// Who calls a function: it hangs from the root, below it those that called it, below them their callers.
    ///
    /// Every sample with the function on its stack counts once, from the outermost call of it, so that a function that
    /// calls itself is not its own caller. A line is that of the call. Costs the function's places times their depth.
    package func callers(of function: ProfileFunction) -> CPUProfile {
        var draft = ProfileDraft(period: period, functions: functions)
        var isBelow = [Bool](repeating: false, count: nodes.count)
        for (index, node) in nodes.enumerated().dropFirst() {
            isBelow[index] = isBelow[node.parent]
            guard !isBelow[index], functions[node.function] == function else { continue }
            isBelow[index] = true
            var (place, from) = (0, index)
            while from > 0 {
                let caller = nodes[from]
                place = draft.child(of: place, function: caller.function)
                draft.pass(
                    place, node.total, line: caller.line, isAsync: caller.isAsync, isInlined: caller.isInlined,
                    isAwaited: caller.isAsync && from != index)
                from = caller.parent
            }
            draft.end(at: place, node.total)
        }
        return draft.finish()
    }

    private func root(total: UInt64) -> Node {
        var root = nodes[0]
        (root.total, root.own, root.children) = (total, 0, [])
        return root
    }
}
