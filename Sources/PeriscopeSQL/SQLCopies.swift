/// Counts what a statement would be once each name of a table that its WITHs define stands for a copy of that table's
/// query, whose own names stand for copies in turn.
struct SQLCopies {
    struct Weight {
        var copies: Int
        var tokens: Int

        /// Numbers beyond the limit are the limit, so that no sum of them overflows.
        static func += (left: inout Self, right: Self) {
            left.copies = min(left.copies + right.copies, limit)
            left.tokens = min(left.tokens + right.tokens, limit)
        }

        private static let limit = 1 << 30
    }

    private let bodies: [ClosedRange<Int>]
    private let tokens: Int
    /// The definitions that each body names, as often as it names them; last, those that the rest does.
    private var named: [[Int]]
    private var weights: [Weight?]
    private var isOpen: [Bool]

    /// The bodies of all definitions, in the order of their names, and the number of tokens of the whole statement.
    init(bodies: [ClosedRange<Int>], tokens: Int) {
        self.bodies = bodies
        self.tokens = tokens
        named = Array(repeating: [], count: bodies.count + 1)
        weights = Array(repeating: nil, count: bodies.count)
        isOpen = Array(repeating: false, count: bodies.count)
    }

    /// Says that a token names a definition.
    mutating func note(_ definition: Int, at token: Int) {
        // Of bodies inside each other, the innermost one is the last.
        let owner = bodies.lastIndex { $0.contains(token) }
        // A table that names itself is recursive, and no copy.
        if owner != definition { named[owner ?? bodies.count].append(definition) }
    }

    /// Of the whole statement; nil where definitions go in a circle, which no database takes.
    mutating func total() -> Weight? {
        var sum = Weight(copies: 0, tokens: tokens)
        for definition in named[bodies.count] {
            guard let weight = weight(of: definition) else { return nil }
            sum += weight
        }
        return sum
    }

    /// As deep as there are definitions, which are few.
    private mutating func weight(of definition: Int) -> Weight? {
        if let known = weights[definition] { return known }
        guard !isOpen[definition] else { return nil }
        isOpen[definition] = true
        var sum = Weight(copies: 1, tokens: bodies[definition].count)
        for other in named[definition] {
            guard let weight = weight(of: other) else { return nil }
            sum += weight
        }
        weights[definition] = sum
        return sum
    }
}
