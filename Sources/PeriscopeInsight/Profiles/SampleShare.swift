/// A share that was found by sampling, and how far it can be off.
///
/// The bounds are Wilson's (1927): of intervals made like this one, 95 % hold the true share. That is for samples taken
/// independently; those of one long call are alike, so of few requests the truth can be farther off.
package struct SampleShare: Sendable, Equatable {
    package let count: UInt64
    /// At least `count`.
    package let of: UInt64
    /// From 0 to 1; 0 of nothing.
    package let share: Double
    package let low: Double
    package let high: Double

    /// Samples below which nothing is said: even 19 of 19 leave 17 points open.
    package static let leastSamples: UInt64 = 20

    /// What 97.5 % of a normal distribution is below.
    static let z = 1.959964

    package init(count: UInt64, of samples: UInt64) {
        of = samples
        self.count = min(count, samples)
        guard samples > 0 else {
            (share, low, high) = (0, 0, 1)
            return
        }
        let n = Double(samples)
        let p = Double(self.count) / n
        let square = Self.z * Self.z
        let middle = (p + square / (2 * n)) / (1 + square / n)
        let half = Self.z / (1 + square / n) * (p * (1 - p) / n + square / (4 * n * n)).squareRoot()
        share = p
        // The sums are exact at the ends only in theory.
        low = self.count == 0 ? 0 : max(0, min(p, middle - half))
        high = self.count == samples ? 1 : min(1, max(p, middle + half))
    }

    /// Half of what lies between the bounds.
    package var halfWidth: Double { (high - low) / 2 }

    /// Whether there are enough samples to go by the share.
    ///
    /// From 20 samples on, where the interval reaches no farther to either side than a third of the share, or than 5
    /// points. A third, because two functions of which one uses twice as much are then told apart (4/3 of the one is
    /// 2/3 of the other). 5 points, because a small share need not be known any better to be left alone.
    package var isEnough: Bool {
        of >= Self.leastSamples && halfWidth <= max(share / 3, 0.05)
    }
}
