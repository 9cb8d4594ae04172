import PeriscopeInsight

/// What stands around a function in a profile: its callers, its callees and its lines, the greatest first.
///
/// One walk over the nodes. A function that calls itself is looked at from its outermost call, so that no sample counts
/// twice.
struct FunctionPlaces {
    struct Neighbour {
        let function: ProfileFunction
        var count: UInt64
        /// Where in it most of these samples stand.
        var line: Int
        /// An await stands between the two, in some of them.
        var isAwaited: Bool
        fileprivate var greatest: UInt64
    }

    struct HotLine {
        let number: Int
        var count: UInt64
    }

    private(set) var callers: [Neighbour] = []
    private(set) var callees: [Neighbour] = []
    private(set) var lines: [HotLine] = []

    init(_ profile: CPUProfile, _ function: ProfileFunction) {
        var callers: [Int: Neighbour] = [:]
        var callees: [Int: Neighbour] = [:]
        var lines: [Int: UInt64] = [:]
        // 0: outside of the function, 1: in it and nothing that it called, 2: further down.
        var inside = [UInt8](repeating: 0, count: profile.nodes.count)
        for index in profile.nodes.indices.dropFirst() {
            let node = profile.nodes[index]
            let above = inside[node.parent]
            let isIt = profile.functions[node.function] == function
            inside[index] = above == 0 ? (isIt ? 1 : 0) : above == 1 && isIt ? 1 : 2
            if isIt, above == 0 {
                if node.parent > 0 {
                    Self.add(profile.nodes[node.parent], node.total, node.isAwaited, profile, to: &callers)
                }
                if node.line > 0 { lines[node.line, default: 0] += node.total }
            }
            if above == 1, !isIt { Self.add(node, node.total, node.isAwaited, profile, to: &callees) }
        }
        self.callers = Self.sorted(callers)
        self.callees = Self.sorted(callees)
        self.lines = lines.map { HotLine(number: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.number) < ($0.count, $1.number) }
    }

    private static func add(
        _ node: CPUProfile.Node, _ count: UInt64, _ isAwaited: Bool, _ profile: CPUProfile,
        to neighbours: inout [Int: Neighbour]
    ) {
        var known =
            neighbours[node.function]
            ?? Neighbour(
                function: profile.functions[node.function], count: 0, line: 0, isAwaited: false, greatest: 0)
        known.count += count
        known.isAwaited = known.isAwaited || isAwaited
        if count > known.greatest { (known.greatest, known.line) = (count, node.line) }
        neighbours[node.function] = known
    }

    private static func sorted(_ neighbours: [Int: Neighbour]) -> [Neighbour] {
        neighbours.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map(\.value)
    }
}
