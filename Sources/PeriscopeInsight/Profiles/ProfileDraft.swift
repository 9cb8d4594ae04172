/// A profile while it grows: nodes in the order they came, parents before their children.
struct ProfileDraft {
    /// What a node's samples say, each adding its count.
    struct Node {
        let function: Int
        let parent: Int
        var own: UInt64 = 0
        var total: UInt64 = 0
        var async: UInt64 = 0
        var inlined: UInt64 = 0
        var awaited: UInt64 = 0
    }

    private struct Step: Hashable {
        let parent: Int
        let function: Int
    }

    private struct Place: Hashable {
        let node: Int
        let line: Int
    }

    let period: UInt64
    private(set) var functions: [ProfileFunction]
    private(set) var nodes = [Node(function: -1, parent: -1)]
    private var functionIndices: [ProfileFunction: Int] = [:]
    private var children: [Step: Int] = [:]
    private var lines: [Place: UInt64] = [:]

    /// - Parameter functions: of the profile that this one is cut out of.
    init(period: UInt64, functions: [ProfileFunction] = []) {
        self.period = period
        self.functions = functions
    }

    /// The function's index; new ones go to the end.
    mutating func index(of frame: ProfileFrame) -> Int {
        let function = ProfileFunction(
            name: frame.function, path: frame.path, module: frame.module, origin: frame.origin)
        if let index = functionIndices[function] { return index }
        functionIndices[function] = functions.count
        functions.append(function)
        return functions.count - 1
    }

    mutating func child(of parent: Int, function: Int) -> Int {
        let step = Step(parent: parent, function: function)
        if let node = children[step] { return node }
        children[step] = nodes.count
        nodes.append(Node(function: function, parent: parent))
        return nodes.count - 1
    }

    /// So many samples are in this node or below it, and say this of it.
    mutating func pass(_ node: Int, _ count: UInt64, line: Int, isAsync: Bool, isInlined: Bool, isAwaited: Bool) {
        if line > 0 { lines[Place(node: node, line: line), default: 0] += count }
        if isAsync { nodes[node].async += count }
        if isInlined { nodes[node].inlined += count }
        if isAwaited { nodes[node].awaited += count }
    }

    /// So many samples are in this node itself.
    mutating func end(at node: Int, _ count: UInt64) {
        nodes[node].own += count
    }

    /// The profile; linear, but for sorting siblings.
    consuming func finish() -> CPUProfile {
        for index in nodes.indices.reversed() {
            nodes[index].total += nodes[index].own
            if nodes[index].parent >= 0 { nodes[nodes[index].parent].total += nodes[index].total }
        }
        return CPUProfile(period: period, functions: functions, nodes: ordered(below: sortedChildren()))
    }

    private func sortedChildren() -> [[Int]] {
        var children = [[Int]](repeating: [], count: nodes.count)
        for index in nodes.indices.dropFirst() where nodes[index].total > 0 {
            children[nodes[index].parent].append(index)
        }
        for index in children.indices where children[index].count > 1 {
            children[index].sort { isBefore(nodes[$0], nodes[$1]) }
        }
        return children
    }

    private func isBefore(_ left: Node, _ right: Node) -> Bool {
        guard left.total == right.total else { return left.total > right.total }
        let (first, second) = (functions[left.function], functions[right.function])
        guard first.name == second.name else { return first.name < second.name }
        return left.function < right.function
    }

    /// Every node with all that is below it right behind it; without recursion, for a stack can be deep.
    private func ordered(below children: [[Int]]) -> [CPUProfile.Node] {
        let lines = commonestLines()
        var result: [CPUProfile.Node] = []
        result.reserveCapacity(nodes.count)
        var waiting = [(draft: 0, parent: -1)]
        while let (draft, parent) = waiting.popLast() {
            let node = nodes[draft]
            let index = result.count
            if parent >= 0 { result[parent].children.append(index) }
            result.append(
                CPUProfile.Node(
                    function: node.function, parent: parent, total: node.total, own: node.own, line: lines[draft],
                    isAsync: node.async > node.total / 2, isInlined: node.inlined > node.total / 2,
                    isAwaited: node.awaited > node.total / 2, children: []))
            for child in children[draft].reversed() { waiting.append((child, index)) }
        }
        return result
    }

    private func commonestLines() -> [Int] {
        var best = [(line: Int, count: UInt64)](repeating: (0, 0), count: nodes.count)
        for (place, count) in lines {
            let known = best[place.node]
            // A dictionary has no order of its own: of equals, the first line.
            guard count > known.count || (count == known.count && place.line < known.line) else { continue }
            best[place.node] = (place.line, count)
        }
        return best.map(\.line)
    }
}
