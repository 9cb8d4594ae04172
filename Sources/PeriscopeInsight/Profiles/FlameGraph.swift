/// Frames as boxes: as wide as their share of samples, below what called them.
package enum FlameGraph {
    /// Columns that a graph has at most; more are not used.
    package static let widthLimit = 1 << 16

    /// One row of boxes a call depth, the root's alone in the first.
    ///
    /// Children stand in their parent's box from its left edge, the widest first; what is left on the right is the
    /// parent's own. A parent's columns are dealt out by largest remainder between its children and itself, so that
    /// together they never exceed it; a child of at least a column keeps one. Those narrower than a column are dealt
    /// columns together, as one box at the end, or none where even that is too narrow. Costs the nodes below boxes that
    /// are shown; without recursion.
    ///
    /// - Parameters:
    ///   - width: in columns.
    ///   - root: the node that takes the whole width; no rows where it does not exist or has no samples.
    package static func layout(_ profile: CPUProfile, width: Int, root: Int = 0) -> [[FlameBox]] {
        let width = min(width, widthLimit)
        guard width > 0, profile.nodes.indices.contains(root), profile.nodes[root].total > 0 else { return [] }
        var row = [
            FlameBox(nodes: [root], x: 0, width: width, count: profile.nodes[root].total)
        ]
        var rows: [[FlameBox]] = []
        while !row.isEmpty {
            rows.append(row)
            row = row.flatMap { $0.isMerged ? [] : children(of: $0, in: profile) }
        }
        return rows
    }

    private static func children(of box: FlameBox, in profile: CPUProfile) -> [FlameBox] {
        let node = profile.nodes[box.node]
        guard !node.children.isEmpty else { return [] }
        let groups = groups(of: node, columns: UInt64(box.width), in: profile)
        let counts = groups.map { $0.reduce(0) { $0 + profile.nodes[$1].total } }
        let widths = deal(box.width, to: counts + [node.own], of: node.total)
        var boxes: [FlameBox] = []
        var x = box.x
        for (index, group) in groups.enumerated() {
            if widths[index] > 0 {
                boxes.append(
                    FlameBox(
                        nodes: group, x: x, width: widths[index], count: counts[index]))
            }
            x += widths[index]
        }
        return boxes
    }

    /// The children that are a column wide, each alone, and the others together.
    private static func groups(of node: CPUProfile.Node, columns: UInt64, in profile: CPUProfile) -> [[Int]] {
        // They are sorted by their totals: the narrow ones are the last.
        let wide = node.children.prefix { profile.nodes[$0].total * columns >= node.total }
        let narrow = node.children.dropFirst(wide.count)
        return wide.map { [$0] } + (narrow.isEmpty ? [] : [Array(narrow)])
    }

    /// So many units to parts of a whole: the whole part of each share, then one more to the largest remainders.
    ///
    /// Together exactly `units` where the parts make up the whole. Of equal remainders, the first part's comes first.
    private static func deal(_ units: Int, to parts: [UInt64], of whole: UInt64) -> [Int] {
        let shares = parts.map { ($0 * UInt64(units)).quotientAndRemainder(dividingBy: whole) }
        var dealt = shares.map { Int($0.quotient) }
        let left = units - dealt.reduce(0, +)
        let order = shares.indices.sorted { (shares[$1].remainder, $0) < (shares[$0].remainder, $1) }
        for index in order.prefix(max(0, left)) where shares[index].remainder > 0 { dealt[index] += 1 }
        return dealt
    }
}
