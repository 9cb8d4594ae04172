/// Stretches of a request in which no query, render, call or span of the app's own was under way.
enum Gaps {
    struct Gap: Equatable {
        let start: UInt64
        let end: UInt64
        /// The indices of the span that ended where it starts, and of the one that starts where it ends.
        let before: Int?
        let after: Int?

        /// The same bounds by what a person knows of: a COMMIT beside the gap tells nothing, the query before it does.
        func told(by trace: RequestTrace) -> Gap {
            var (before, after) = (before, after)
            while let index = before, !trace.tells(index) { before = index > 0 ? index - 1 : nil }
            while let index = after, !trace.tells(index) { after = index + 1 < trace.spans.count ? index + 1 : nil }
            return Gap(start: start, end: end, before: before, after: after)
        }
    }

    /// Those of at least so many nanoseconds; one pass.
    static func all(in trace: RequestTrace, from limit: UInt64) -> [Gap] {
        var gaps: [Gap] = []
        var covered = trace.start
        var before: Int?
        let finish = trace.finish
        for index in trace.spans.indices where trace.spans[index].kind != .enclosing {
            let start = trace.spans[index].start
            // What goes on after the request's end, as a task of its own may, leaves no gap in it.
            if start > finish { continue }
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

extension RequestTrace {
    /// Whether naming this span tells where in the request one is.
    fileprivate func tells(_ index: Int) -> Bool {
        spans[index].kind != .enclosing && spans[index].query?.isHousekeeping != true
    }
}
