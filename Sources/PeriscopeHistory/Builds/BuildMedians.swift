/// The middle of a route's figures in one build.
struct BuildMedians: Sendable {
    /// Requests that they are of.
    let count: Int
    let middle: RouteFigures
    /// Nanoseconds that are no news.
    let usual: ClosedRange<UInt64>

    /// Under so many requests their whole range is usual, since quartiles of a handful say little.
    private static let few = 8
    /// What a laptop's other work makes of a time by itself, whichever is more.
    private static let leastShare: UInt64 = 10
    private static let leastTime: UInt64 = 1_000_000

    /// Nil where there are none.
    ///
    /// Costs three sorts.
    init?(_ figures: [RouteFigures]) {
        guard !figures.isEmpty else { return nil }
        count = figures.count
        let durations = figures.map(\.duration).sorted()
        let middle = RouteFigures(
            duration: Self.middle(durations), queries: Self.middle(figures.map(\.queries).sorted()),
            queryDuration: Self.middle(figures.map(\.queryDuration).sorted()))
        self.middle = middle
        let isFew = durations.count < Self.few
        let low = isFew ? durations[0] : durations[durations.count / 4]
        let high = isFew ? durations[durations.count - 1] : durations[durations.count - 1 - durations.count / 4]
        // The middle half is what is usual, but never less than a tenth or a millisecond to either side: a time that
        // differs by less tells of the machine, not of the change. A list that calls each such time slower or faster
        // teaches people not to look.
        let margin = max(middle.duration / Self.leastShare, Self.leastTime)
        let least = middle.duration > margin ? middle.duration - margin : 0
        let (most, isOver) = middle.duration.addingReportingOverflow(margin)
        usual = min(low, least)...max(high, isOver ? .max : most)
    }

    /// The lower one of two in the middle, so that it is a figure that was.
    private static func middle<Value>(_ sorted: [Value]) -> Value {
        sorted[(sorted.count - 1) / 2]
    }
}
