/// How much of a stretch of time was spent waiting rather than computing, as far as samples tell.
package struct WaitShare: Sendable, Equatable {
    package enum Verdict: Sendable {
        /// More than half of the time, even by the least CPU time that fits the samples.
        case computing
        /// More than half of the time, even by the most CPU time that fits the samples.
        case waiting
        /// Some of both.
        case both
        /// Too few samples: it may have been either.
        case unknown
    }

    /// Nanoseconds that it took.
    package let wall: UInt64
    /// Nanoseconds of CPU time that the samples stand for; above `wall` where several threads were at it.
    package let cpu: UInt64
    /// 95 % bounds of the CPU time, nanoseconds.
    package let cpuLow: UInt64
    package let cpuHigh: UInt64

    /// - Parameters:
    ///   - wall: nanoseconds.
    ///   - samples: taken in it.
    ///   - period: nanoseconds of CPU time that a sample stands for; 0: nothing was sampled, so nothing is known.
    package init(wall: UInt64, samples: UInt64, period: UInt64) {
        self.wall = wall
        let samples = min(samples, CPUProfile.sampleLimit)
        // The square root of a count of rare events strays by a half, whatever the count.
        let root = Double(samples).squareRoot()
        let least = max(0, root - SampleShare.z / 2)
        let most = (Double(samples) + 1).squareRoot() + SampleShare.z / 2
        cpu = Self.time(Double(samples), period)
        cpuLow = Self.time(least * least, period)
        cpuHigh = period == 0 ? .max : Self.time(most * most, period)
    }

    /// Nanoseconds that no thread was computing, at least.
    package var waiting: UInt64 { wall > cpu ? wall - cpu : 0 }

    /// From 0 to 1; 0 of nothing.
    package var share: Double { wall > 0 ? Double(waiting) / Double(wall) : 0 }

    package var verdict: Verdict {
        guard wall > 0 else { return .unknown }
        if cpuLow > wall / 2 { return .computing }
        if cpuHigh < wall / 2 { return .waiting }
        // Bounds that reach from nearly nothing to nearly all of it leave everything open.
        return min(cpuHigh, wall) - min(cpuLow, wall) <= wall / 2 ? .both : .unknown
    }

    private static func time(_ samples: Double, _ period: UInt64) -> UInt64 {
        let time = samples * Double(period)
        return time < Double(Int64.max) ? UInt64(time) : UInt64(Int64.max)
    }
}
