import PeriscopeInsight

/// A flame graph's boxes at one width, and how to find one's way among them.
///
/// Made once; a look-up walks the row it is in.
final class FlameLayout {
    let profile: CPUProfile
    /// The root's row first; every box is at least a column wide.
    let rows: [[FlameBox]]
    /// What the whole width stands for.
    let root: Int
    private let keys: [UInt64]

    init(_ profile: CPUProfile, root: FlamePath, width: Int) {
        self.profile = profile
        keys = profile.functions.map(FunctionKey.of)
        let found = Self.node(at: root, in: profile, keys)
        self.root = found
        rows = Array(
            FlameGraph.layout(profile, width: max(1, width), root: found).prefix(FlamePath.maximumDepth))
    }

    /// The node that a path leads to; the last that is still there, where it leads on.
    private static func node(at path: FlamePath, in profile: CPUProfile, _ keys: [UInt64]) -> Int {
        var node = 0
        for key in path.functions {
            let children = profile.nodes[node].children
            guard let next = children.first(where: { keys[profile.nodes[$0].function] == key }) else { return node }
            node = next
        }
        return node
    }

    func path(to node: Int) -> FlamePath {
        var functions: [UInt64] = []
        var place = node
        while place > 0 {
            functions.append(keys[profile.nodes[place].function])
            place = profile.nodes[place].parent
        }
        return FlamePath(functions: functions.reversed())
    }

    /// A box, by its row and its place in it.
    struct Place: Equatable {
        var row: Int
        var column: Int
    }

    func box(_ place: Place) -> FlameBox? {
        guard rows.indices.contains(place.row), rows[place.row].indices.contains(place.column) else { return nil }
        return rows[place.row][place.column]
    }

    /// Where a path's box stands; where it is none of its own, the one above it.
    func place(of path: FlamePath) -> Place {
        var node = Self.node(at: path, in: profile, keys)
        var ancestors: [Int] = []
        while node != root, node > 0 {
            ancestors.append(node)
            node = profile.nodes[node].parent
        }
        var place = Place(row: 0, column: 0)
        for next in ancestors.reversed() {
            let row = place.row + 1
            guard rows.indices.contains(row), let column = rows[row].firstIndex(where: { $0.nodes.contains(next) })
            else {
                break
            }
            place = Place(row: row, column: column)
        }
        return place
    }

    /// The box at a column of the screen; else the nearest of the row.
    func place(row: Int, x: Int) -> Place? {
        guard rows.indices.contains(row), !rows[row].isEmpty else { return nil }
        if let inside = rows[row].firstIndex(where: { x >= $0.x && x < $0.x + $0.width }) {
            return Place(row: row, column: inside)
        }
        let nearest = rows[row].indices.min { distance(row, $0, x) < distance(row, $1, x) }
        return nearest.map { Place(row: row, column: $0) }
    }

    private func distance(_ row: Int, _ column: Int, _ x: Int) -> Int {
        let box = rows[row][column]
        return x < box.x ? box.x - x : max(0, x - box.x - box.width + 1)
    }

    /// The widest box that the one at a place called.
    func child(of place: Place) -> Place? {
        guard let box = box(place), !box.isMerged, rows.indices.contains(place.row + 1) else { return nil }
        let column = rows[place.row + 1].firstIndex { profile.nodes[$0.node].parent == box.node }
        return column.map { Place(row: place.row + 1, column: $0) }
    }

    /// The box that called the one at a place.
    func parent(of place: Place) -> Place? {
        guard let box = box(place), place.row > 0 else { return nil }
        let above = profile.nodes[box.node].parent
        return rows[place.row - 1].firstIndex { $0.nodes.contains(above) }
            .map { Place(row: place.row - 1, column: $0) }
    }

    /// The boxes row by row, each from the left; the root's is left out.
    var all: [Place] {
        rows.indices.dropFirst().flatMap { row in rows[row].indices.map { Place(row: row, column: $0) } }
    }
}
