/// Renders that are slow by themselves.
///
/// Judged are renders that are inside no other: a page of fifty quick rows is slow though no row is, and a layout, its
/// page and the page's list would else be three findings about one thing. The time of queries and calls inside is not
/// theirs: a slow query in a template is a slow query. Which template inside took it is said beside.
struct SlowRenders {
    private(set) var drafts: [FindingDraft] = []

    /// One pass over the spans, and a table of their ids; only where a render's whole time is slow.
    init(_ trace: RequestTrace, _ thresholds: Thresholds) {
        let nesting = RenderNesting(trace)
        var draftOf: [String: Int] = [:]
        for index in trace.spans.indices where nesting.outermost[index] == index {
            let time = nesting.ownTime(index, trace)
            let severity = thresholds.render.severity(of: time)
            guard severity > .none else { continue }
            let place = draftOf[trace.spans[index].name] ?? drafts.count
            if place == drafts.count {
                drafts.append(FindingDraft(.slowRender, severity))
                draftOf[trace.spans[index].name] = place
            }
            drafts[place].add(index, time)
            drafts[place].severity = max(drafts[place].severity, severity)
        }
    }
}
