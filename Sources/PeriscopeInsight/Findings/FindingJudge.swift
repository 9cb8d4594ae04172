import PeriscopeSQL

/// Applies the rules to one request; what each needs is worked out at most once, and only if it is needed.
struct FindingJudge {
    let trace: RequestTrace
    let thresholds: Thresholds
    let scan: FindingScan
    private(set) var drafts: [FindingDraft] = []
    /// Slots looked at in tables, for tests of the cost.
    private(set) var probes = 0

    init(_ trace: RequestTrace, _ thresholds: Thresholds) {
        self.trace = trace
        self.thresholds = thresholds
        scan = FindingScan(trace, thresholds)
        if trace.error != nil { judgeError() }
        let mayRepeat = scan.mayRepeat(trace)
        if mayRepeat || scan.hasSlowQuery {
            let shapes = QueryShapes(trace, queries: scan.queries)
            probes += shapes.probes
            if mayRepeat { judgeRepeats(shapes) }
            if scan.hasSlowQuery { judgeSlowQueries(shapes) }
        }
        if scan.hasSlowRender { drafts += SlowRenders(trace, thresholds).drafts }
        if scan.hasGap { judgeGaps() }
        judgeTotals()
    }

    /// The weightiest first, of each kind no more than `Finding.kindLimit`; equals in the order in which they were
    /// found, which is that of the spans.
    var told: [FindingDraft] {
        let order = drafts.indices.sorted { left, right in
            FindingDraft.isWeightier(drafts[left], drafts[right]) ?? (left < right)
        }
        var counts: [FindingKind: Int] = [:]
        var lasts: [FindingKind: Int] = [:]
        var told: [FindingDraft] = []
        for index in order {
            let kind = drafts[index].kind
            counts[kind, default: 0] += 1
            guard counts[kind, default: 0] <= Finding.kindLimit else { continue }
            lasts[kind] = told.count
            told.append(drafts[index])
        }
        for (kind, last) in lasts { told[last].omitted = max(0, counts[kind, default: 0] - Finding.kindLimit) }
        return told
    }

    /// Of the spans that failed, the one that began last: those around it failed because it did.
    private mutating func judgeError() {
        var draft = FindingDraft(.error, .bad)
        draft.count = 1
        if let index = trace.spans.lastIndex(where: \.isFailed) { draft.spans = [index] }
        drafts.append(draft)
    }

    private mutating func judgeRepeats(_ shapes: QueryShapes) {
        guard shapes.shapes.contains(where: { $0.reads > 1 }) else { return }
        var groups: RepeatGroups?
        let repeats = max(2, thresholds.repeats)
        if shapes.shapes.contains(where: { $0.reads >= repeats }) {
            let found = RepeatGroups(trace, shapes, scan, thresholds)
            probes += found.probes
            for index in found.groups.indices where found.isNPlusOne[index] { judge(index, of: found, shapes) }
            groups = found
        }
        let equal = EqualQueries(trace, shapes, thresholds) { groups?.isNPlusOne(entry: $0) ?? false }
        probes += equal.probes
        judge(equal, shapes)
    }

    private mutating func judge(_ index: Int, of groups: RepeatGroups, _ shapes: QueryShapes) {
        let group = groups.groups[index]
        var draft = FindingDraft(.nPlusOne, .warn)
        for span in groups.members(index, shapes) { draft.add(span, trace.duration(span)) }
        draft.source = groups.source(of: index, trace, shapes)
        draft.isConfirmed = draft.source != nil && group.asksForMany(groups.repeats) == true
        if draft.isConfirmed {
            draft.avoidableCount = draft.count - 1
            draft.avoidableDuration = draft.duration - draft.worst
            draft.severity = severity(ofAvoidable: draft)
            draft.isSimple = true
        }
        drafts.append(draft)
    }

    /// One finding for each fingerprint, so that a block that runs twice is one finding a statement.
    private mutating func judge(_ equal: EqualQueries, _ shapes: QueryShapes) {
        var draftOf: [Int: Int] = [:]
        for ordinal in shapes.entries.indices {
            let index = Int(equal.answerOf[ordinal])
            guard index >= 0, equal.answers[index].count > 1 else { continue }
            let entry = shapes.entries[ordinal]
            let place = draftOf[entry.shape] ?? drafts.count
            if place == drafts.count {
                drafts.append(FindingDraft(.duplicateQuery, .warn))
                drafts[place].isSimple = true
                draftOf[entry.shape] = place
            }
            drafts[place].add(entry.span, trace.duration(entry.span))
            let answer = equal.answers[index]
            guard answer.first == ordinal else { continue }
            drafts[place].avoidableCount += answer.count - 1
            if answer.overlaps {
                drafts[place].isSimple = false
            } else {
                drafts[place].avoidableDuration &+= answer.duration - answer.slowest
            }
        }
        for place in draftOf.values { drafts[place].severity = severity(ofAvoidable: drafts[place]) }
    }

    /// The design's table has no line for repeats: they are bad where what they cost is, as queries or as time.
    ///
    /// As many as are many in a request, or as much as makes one query slow.
    private func severity(ofAvoidable draft: FindingDraft) -> Severity {
        let many = thresholds.queriesInRequest.severity(of: UInt64(draft.avoidableCount)) > .none
        let slow = thresholds.query.severity(of: draft.avoidableDuration) > .none
        return many || slow ? .bad : .warn
    }

    /// One for each fingerprint; the worst decides.
    private mutating func judgeSlowQueries(_ shapes: QueryShapes) {
        var draftOf: [Int: Int] = [:]
        for entry in shapes.entries {
            let time = trace.duration(entry.span)
            let severity = thresholds.query.severity(of: time)
            guard severity > .none else { continue }
            let place = draftOf[entry.shape] ?? drafts.count
            if place == drafts.count {
                drafts.append(FindingDraft(.slowQuery, severity))
                draftOf[entry.shape] = place
            }
            drafts[place].add(entry.span, time)
            drafts[place].severity = max(drafts[place].severity, severity)
        }
    }

    /// A gap is bad where it alone would make a request bad.
    private mutating func judgeGaps() {
        for gap in Gaps.all(in: trace, from: scan.gapLimit).map({ $0.told(by: trace) }) {
            let time = gap.end - gap.start
            var draft = FindingDraft(.gap, time >= thresholds.request.bad ? .bad : .warn)
            draft.count = 1
            draft.duration = time
            draft.worst = time
            draft.gap = FindingDraft.Gap(before: gap.before, after: gap.after)
            draft.spans = [gap.before, gap.after].compactMap { $0 }
            drafts.append(draft)
        }
    }

    private mutating func judgeTotals() {
        let queries = UInt64(scan.queries) &+ trace.countedQueries
        let load = thresholds.queriesInRequest.severity(of: queries)
        if load > .none {
            var draft = FindingDraft(.manyQueries, load)
            draft.count = Int(clamping: queries)
            draft.duration = scan.queryDuration
            drafts.append(draft)
        }
        let slowness = trace.isStreamed ? .none : thresholds.request.severity(of: trace.elapsed)
        if slowness > .none {
            var draft = FindingDraft(.slowRequest, slowness)
            draft.count = 1
            draft.duration = trace.elapsed
            draft.worst = trace.elapsed
            drafts.append(draft)
        }
    }
}
