/// Stretches of a request in which no query, render, call or span of the app's own was under way.
enum Gaps {
    struct Gap: Equatable {
        let start: UInt64
        let end: UInt64
        /// The indices of the span that ended where it starts, and of the one that starts where it ends.
        let before: Int?
        let after: Int?
    }

    /// Those of at least so many nanoseconds; one pass.
    static func all(in trace: RequestTrace, from limit: UInt64) -> [Gap] {
        var gaps: [Gap] = []
        var covered = trace.start
        var before: Int?
        let finish = trace.finish
        for index in trace.spans.indices where trace.spans[index].kind != .enclosing {
            let start = trace.spans[index].start
            if start > covered, start - covered >= limit {
                gaps.append(Gap(start: covered, end: start, before: before, after: index))
            }
            let end = trace.spans[index].end ?? finish
            if end > covered || before == nil {
                covered = max(covered, end)
                before = index
            }
        }
        if finish > covered, finish - covered >= limit {
            gaps.append(Gap(start: covered, end: finish, before: before, after: nil))
        }
        return gaps
    }
}
