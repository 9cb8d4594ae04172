/// The middle of a route's figures in one build.
struct BuildMedians: Sendable {
    /// Requests that they are of.
    let count: Int
    let middle: RouteFigures
    /// Nanoseconds that are no news.
    let usual: ClosedRange<UInt64>
    /// Numbers of queries that are no news.
    let usualQueries: ClosedRange<Int>

    /// Under so many requests their whole range is usual, since quartiles of a handful say little.
    private static let few = 8
    /// What a laptop's other work makes of a time by itself, whichever is more.
    private static let leastShare: UInt64 = 10
    private static let leastTime: UInt64 = 1_000_000
    /// One or two requests say little of a time, the first after a start least of all: until there are so many, only
    /// what is more than twice as slow or as fast, by more than 20 ms, is outside of what they tell.
    private static let scant = 3
    private static let scantTime: UInt64 = 20_000_000
    /// A sixteenth of the numbers of queries is left out at either end, of fewer requests none: a route that runs two
    /// to nine of them runs nine as usually as five, but one odd request does not hide a loop that a build brings.
    private static let oddShare = 16

    /// Nil where there are none.
    ///
    /// Costs three sorts.
    init?(_ figures: [RouteFigures]) {
        guard !figures.isEmpty else { return nil }
        count = figures.count
        let durations = figures.map(\.duration).sorted()
        let queries = figures.map(\.queries).sorted()
        let middle = RouteFigures(
            duration: Self.middle(durations), queries: Self.middle(queries),
            queryDuration: Self.middle(figures.map(\.queryDuration).sorted()))
        self.middle = middle
        let odd = queries.count / Self.oddShare
        usualQueries = queries[odd]...queries[queries.count - 1 - odd]
        let isFew = durations.count < Self.few
        let low = isFew ? durations[0] : durations[durations.count / 4]
        let high = isFew ? durations[durations.count - 1] : durations[durations.count - 1 - durations.count / 4]
        // The middle half is what is usual, but never less than a tenth or a millisecond to either side: a time that
        // differs by less tells of the machine, not of the change. A list that calls each such time slower or faster
        // teaches people not to look.
        let margin = max(middle.duration / Self.leastShare, Self.leastTime)
        let least = middle.duration > margin ? middle.duration - margin : 0
        let (most, isOver) = middle.duration.addingReportingOverflow(margin)
        let range = min(low, least)...max(high, isOver ? .max : most)
        usual = durations.count < Self.scant ? Self.wide(range) : range
    }

    private static func wide(_ range: ClosedRange<UInt64>) -> ClosedRange<UInt64> {
        let (low, high) = (range.lowerBound, range.upperBound)
        let less = low > scantTime ? low - scantTime : 0
        return min(
            low / 2, less)...max(
                high.saturatingAdding(high), high.saturatingAdding(scantTime))
    }

    /// The lower one of two in the middle, so that it is a figure that was.
    private static func middle<Value>(_ sorted: [Value]) -> Value {
        sorted[(sorted.count - 1) / 2]
    }
}
