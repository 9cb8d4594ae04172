import PeriscopeWire

/// The steps of a plan in the order of the tree, each with its depth.
///
/// Takes any numbers: a step whose parent is unknown, or that is its own ancestor, stands at the top.
struct PlanTree {
    struct Row {
        let detail: String
        let depth: Int
        /// For each ancestor below the top, whether it is the last of its siblings.
        let ancestorsLast: [Bool]
        let isLast: Bool
    }

    /// Deeper steps stand no further in.
    private static let maximumDepth = 12

    private(set) var rows: [Row] = []
    private let steps: [WirePlanStep]
    private var children: [Int: [Int]] = [:]
    private var seen: Set<Int> = []

    init(_ steps: [WirePlanStep]) {
        self.steps = steps
        var places: [Int64: Int] = [:]
        for (index, step) in steps.enumerated() where step.id != 0 && places[step.id] == nil { places[step.id] = index }
        var roots: [Int] = []
        for (index, step) in steps.enumerated() {
            if let parent = places[step.parent], parent != index {
                children[parent, default: []].append(index)
            } else {
                roots.append(index)
            }
        }
        append(roots)
        // What is left goes round in a circle.
        for index in steps.indices where !seen.contains(index) { append([index]) }
    }

    /// Without recursion: the wire may hold a thousand steps, each in the one before.
    private mutating func append(_ roots: [Int]) {
        var waiting = Self.entries(roots, depth: 0, ancestors: []).reversed().map { $0 }
        while let next = waiting.popLast() {
            guard seen.insert(next.step).inserted else { continue }
            rows.append(
                Row(
                    detail: SQLText.oneLine(steps[next.step].detail, limit: 400), depth: next.depth,
                    ancestorsLast: next.ancestors, isLast: next.isLast))
            let isDeep = next.depth >= Self.maximumDepth
            let ancestors = isDeep || next.depth == 0 ? next.ancestors : next.ancestors + [next.isLast]
            let inner = Self.entries(
                children[next.step] ?? [], depth: isDeep ? next.depth : next.depth + 1, ancestors: ancestors)
            waiting += inner.reversed()
        }
    }

    private struct Entry {
        let step: Int
        let depth: Int
        let ancestors: [Bool]
        let isLast: Bool
    }

    private static func entries(_ steps: [Int], depth: Int, ancestors: [Bool]) -> [Entry] {
        steps.enumerated().map { index, step in
            Entry(step: step, depth: depth, ancestors: ancestors, isLast: index == steps.count - 1)
        }
    }
}
