internal import DequeModule
internal import PeriscopeInsight

/// What the header shows of the last moments, kept up as requests end.
struct RecentActivity: Sendable {
    /// Percentiles are over so many of the newest.
    static let durationLimit = 1_000
    /// Seconds that the sparkline shows.
    static let seconds = 20
    /// Seconds that the rate is taken over.
    static let rateSeconds = 10
    private static let nanoseconds: Int64 = 1_000_000_000

    /// The requests that ended in one second of the viewer's clock.
    private struct Second: Sendable {
        let number: Int64
        var ended = 0
        var timed = 0
        var duration: UInt64 = 0
    }

    private(set) var durations = RecentPercentiles(limit: durationLimit)
    /// The newest last; seconds in which nothing ended are not there.
    private var past: Deque<Second> = []

    /// A request ended now.
    ///
    /// One that is not to be compared with others, a stream or a lost one, has no duration.
    mutating func end(duration: UInt64?, at now: UnixNanoseconds) {
        if let duration { add(duration) }
        let number = now / Self.nanoseconds
        if past.last.map({ $0.number < number }) ?? true { past.append(Second(number: number)) }
        past[past.count - 1].ended += 1
        if let duration {
            past[past.count - 1].timed += 1
            past[past.count - 1].duration = past[past.count - 1].duration.saturatingAdding(duration)
        }
        while past.count > Self.seconds + 1 { past.removeFirst() }
    }

    /// A request that ended in another session: in the percentiles, not in the rate.
    mutating func add(_ duration: UInt64) {
        durations.add(duration)
    }

    /// Requests a second, over the last ten whole or begun seconds.
    func rate(at now: UnixNanoseconds) -> Double {
        let newest = now / Self.nanoseconds
        let count = past.reduce(0) { count, second in
            let age = newest &- second.number
            return age >= 0 && age < Int64(Self.rateSeconds) ? count + second.ended : count
        }
        return Double(count) / Double(Self.rateSeconds)
    }

    /// The mean duration of each of the last twenty seconds, oldest first; nil where nothing ended.
    func sparkline(at now: UnixNanoseconds) -> [UInt64?] {
        let newest = now / Self.nanoseconds
        var line = [UInt64?](repeating: nil, count: Self.seconds)
        for second in past where second.timed > 0 {
            let age = newest &- second.number
            guard age >= 0, age < Int64(Self.seconds) else { continue }
            line[Self.seconds - 1 - Int(age)] = second.duration / UInt64(second.timed)
        }
        return line
    }
}
