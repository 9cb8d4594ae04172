extension CPUProfile {
    /// Every function that samples passed through, what is worth looking at first.
    ///
    /// The app's own by `ownWithLibraries`, then the others by their own samples. Linear, but for sorting.
    package var hotFunctions: [HotFunction] {
        let usage = ProfileUsage(self, groups: Array(functions.indices), count: functions.count)
        let innermost = innermost { $0 == .app }
        var withLibraries = [UInt64](repeating: 0, count: functions.count)
        for (index, node) in nodes.enumerated() where innermost[index] >= 0 {
            withLibraries[nodes[innermost[index]].function] += node.own
        }
        let lines = commonestLines(innermost)
        let hot = functions.indices.filter { usage.totals[$0] > 0 }.map { index in
            HotFunction(
                function: functions[index], line: lines[index], own: usage.owns[index],
                ownWithLibraries: withLibraries[index], total: usage.totals[index])
        }
        return hot.sorted(by: Self.isHotter)
    }

    /// For each node the innermost one, it or above it, whose function is of such an origin; -1 where there is none.
    func innermost(_ isMeant: (ProfileFrame.Origin) -> Bool) -> [Int] {
        var innermost = [Int](repeating: -1, count: nodes.count)
        for (index, node) in nodes.enumerated().dropFirst() {
            innermost[index] = isMeant(functions[node.function].origin) ? index : innermost[node.parent]
        }
        return innermost
    }

    /// For each function, the line that most of its samples stand at; 0 where unknown.
    var commonestLines: [Int] { commonestLines(innermost { $0 == .app }) }

    private struct Place: Hashable {
        let function: Int
        let line: Int
    }

    /// For each function, the line of the nodes in which most was used: by it or on its behalf, else below it.
    private func commonestLines(_ innermost: [Int]) -> [Int] {
        var used = nodes.map(\.own)
        for (index, node) in nodes.enumerated() where innermost[index] >= 0 && innermost[index] != index {
            used[innermost[index]] += node.own
        }
        var weights: [Place: (used: UInt64, total: UInt64)] = [:]
        for (index, node) in nodes.enumerated() where node.function >= 0 && node.line > 0 {
            let known = weights[Place(function: node.function, line: node.line)] ?? (0, 0)
            // A line of a function that calls itself counts a sample more than once: no more than a lead among lines.
            weights[Place(function: node.function, line: node.line)] = (
                known.used + used[index], known.total.addingReportingOverflow(node.total).partialValue
            )
        }
        var best = [(weight: (used: UInt64, total: UInt64), line: Int)](
            repeating: ((0, 0), 0), count: functions.count)
        for (place, weight) in weights {
            let known = best[place.function]
            guard weight > known.weight || (weight == known.weight && place.line < known.line) else { continue }
            best[place.function] = (weight, place.line)
        }
        return best.map(\.line)
    }

    private static func isHotter(_ left: HotFunction, _ right: HotFunction) -> Bool {
        let (isFirstApp, isSecondApp) = (left.function.origin == .app, right.function.origin == .app)
        guard isFirstApp == isSecondApp else { return isFirstApp }
        if left.ownWithLibraries != right.ownWithLibraries { return left.ownWithLibraries > right.ownWithLibraries }
        if left.own != right.own { return left.own > right.own }
        if left.total != right.total { return left.total > right.total }
        if left.function.name != right.function.name { return left.function.name < right.function.name }
        return (left.function.path, left.function.module) < (right.function.path, right.function.module)
    }
}
