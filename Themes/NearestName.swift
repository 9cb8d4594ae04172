/// Finds the name that a misspelt one was probably meant to be.
package enum NearestName {
    /// The nearest of the names, when it is near enough to be worth saying.
    package static func suggestion(for word: String, among names: [String]) -> String? {
        let ranked = names.map { ($0, distance(word.lowercased(), $0.lowercased())) }
        guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= max(2, word.count / 2) else { return nil }
        return best.0
    }

    /// How many letters to insert, drop, replace or swap with their neighbour (optimal string alignment).
    static func distance(_ first: String, _ second: String) -> Int {
        let (first, second) = (Array(first.utf8), Array(second.utf8))
        var beforeLast = [Int](repeating: 0, count: second.count + 1)
        var last = Array(0...second.count)
        for i in first.indices {
            var row = [i + 1] + [Int](repeating: 0, count: second.count)
            for j in second.indices {
                let cost = first[i] == second[j] ? 0 : 1
                row[j + 1] = min(row[j] + 1, last[j + 1] + 1, last[j] + cost)
                if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
                    row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
                }
            }
            (beforeLast, last) = (last, row)
        }
        return last[second.count]
    }
}
