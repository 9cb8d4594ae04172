/// What one way of doing something cost, round by round; what it is counted in is the caller's to say.
struct Measurement {
    let name: String
    private(set) var rounds: [Double] = []

    init(_ name: String) {
        self.name = name
    }

    mutating func add(_ value: Double) {
        rounds.append(value)
    }

    var median: Double { percentile(50) }
    var largest: Double { rounds.max() ?? .nan }

    /// By nearest rank; not a number where nothing was measured.
    func percentile(_ percent: Double) -> Double {
        let sorted = rounds.sorted()
        guard !sorted.isEmpty else { return .nan }
        let rank = Int((percent / 100 * Double(sorted.count)).rounded(.up))
        return sorted[min(max(rank, 1), sorted.count) - 1]
    }

    /// What it costs more than another way: the median of the rounds' differences.
    ///
    /// Rounds are compared with their neighbours, so that what slows the whole machine for a while cancels out.
    func added(to other: Measurement) -> Double {
        paired(with: other, -).median
    }

    /// The median of the rounds' ratios.
    func ratio(to other: Measurement) -> Double {
        paired(with: other, /).median
    }

    private func paired(with other: Measurement, _ combine: (Double, Double) -> Double) -> Measurement {
        var result = Measurement(name)
        for (ours, theirs) in zip(rounds, other.rounds) { result.add(combine(ours, theirs)) }
        return result
    }
}

/// Measures several ways in turn, so that what changes with time strikes all of them alike.
///
/// Each round begins with another way.
func interleave(rounds: Int, ways: Int, _ measure: (_ way: Int) throws -> Void) rethrows {
    for round in 0..<rounds {
        for step in 0..<ways { try measure((round + step) % ways) }
    }
}
