/// Finds the name that a misspelt one was probably meant to be.
enum NearestKeyName {
    /// Nil where none is near enough to be worth saying.
    static func of(_ word: String, among names: [String]) -> String? {
        guard word.count <= 40 else { return nil }
        let word = word.lowercased()
        let limit = word.count <= 3 ? 1 : word.count <= 6 ? 2 : 3
        let ranked = names.map { (name: $0, distance: distance(word, $0)) }
        let near = ranked.min { ($0.distance, $0.name) < ($1.distance, $1.name) }
        return near.flatMap { $0.distance <= limit ? $0.name : nil }
    }

    /// Letters to put in, take out, replace or swap with their neighbour.
    private static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left), Array(right))
        var rows = [Array(0...right.count)]
        for row in 1..<left.count + 1 where !left.isEmpty {
            var costs = [row]
            for column in 1..<right.count + 1 where !right.isEmpty {
                let isSame = left[row - 1] == right[column - 1]
                var cost = min(costs[column - 1] + 1, rows[row - 1][column] + 1)
                cost = min(cost, rows[row - 1][column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    cost = min(cost, rows[row - 2][column - 2] + 1)
                }
                costs.append(cost)
            }
            rows.append(costs)
        }
        return rows[left.count][right.count]
    }
}
