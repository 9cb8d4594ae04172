/// Another profile of the same samples; its functions keep their indices.
extension CPUProfile {
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
}
