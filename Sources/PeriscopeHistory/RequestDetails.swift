/// The part of a request that is packed once it has ended, while it is not.
struct RequestDetails: Sendable {
    var head = RequestHead()
    var bodies = RequestBodies()
    /// In order of their start; among equal starts in order of arrival.
    private(set) var spans: [SpanRecord] = []
    /// In order of time.
    private(set) var logs: [LogRecord] = []
    private(set) var work = SampledWork()
    /// What it takes, in bytes; an estimate.
    private(set) var cost = MemoryLayout<RequestDetails>.stride
    private var headCost = 0
    private var index = SpanIndex()
    private var renders = 0
    /// Something was put in above spans that were there before.
    private var hasTreeChanged = false

    init() {}

    init(head: RequestHead, bodies: RequestBodies, spans: [SpanRecord], logs: [LogRecord], work: SampledWork) {
        self.work = work
        self.head = head
        self.bodies = bodies
        self.spans = spans
        self.logs = logs
        self.renders = spans.count { $0.render != nil }
        measure()
    }

    /// Looks at everything anew: for what was set as a whole.
    mutating func measure() {
        headCost = head.cost + bodies.cost
        cost = MemoryLayout<RequestDetails>.stride + headCost + work.cost
        cost += spans.reduce(0) { $0 + $1.cost } + logs.reduce(0) { $0 + $1.cost }
    }

    /// Looks at the head and the bodies anew.
    mutating func measureHead() {
        cost += head.cost + bodies.cost - headCost
        headCost = head.cost + bodies.cost
    }

    mutating func setSpans(_ spans: [SpanRecord]) {
        self.spans = spans
        renders = spans.count { $0.render != nil }
        index = SpanIndex()
        measure()
    }

    mutating func setLogs(_ logs: [LogRecord]) {
        self.logs = logs
        measure()
    }

    /// Gives back what only helps while spans and samples arrive.
    mutating func settle() {
        index = SpanIndex()
        editWork { $0.settle() }
    }

    /// Changes the samples, and counts what they take anew.
    mutating func editWork<R>(_ body: (inout SampledWork) -> R) -> R {
        cost -= work.cost
        defer { cost += work.cost }
        return body(&work)
    }

    /// What `place` did, as far as the request's figures care.
    struct Placement {
        var replaced: SpanRecord?
        var placed: SpanRecord
        /// To be added to the time of outer renders; wraps where it is less than before.
        var renderDuration: UInt64
    }

    /// Puts a span in its place, or in the place of the span with its id.
    ///
    /// Costs a search for its id (64 looks at most, then a table), and moves what starts later.
    mutating func place(_ new: SpanRecord, root: UInt64) -> Placement {
        index.prepare(spans, root: root)
        var span = new
        span.isOuterRender = span.render != nil && !isInsideRender(span)
        cost += span.cost
        guard let position = index.position(of: span.id, in: spans) else {
            return insert(span, root: root)
        }
        let old = spans[position]
        cost -= old.cost
        renders += (span.render == nil ? 0 : 1) - (old.render == nil ? 0 : 1)
        let change = span.outerDuration &- old.outerDuration
        if old.start == span.start {
            spans[position] = span
        } else {
            spans.remove(at: position)
            spans.insert(span, at: index.insertion(of: span.start, in: spans))
        }
        index.note(span, isNew: false, spans: spans, root: root)
        if old.parent != span.parent || (old.render == nil) != (span.render == nil) { hasTreeChanged = true }
        return Placement(replaced: old, placed: span, renderDuration: change)
    }

    private mutating func insert(_ span: SpanRecord, root: UInt64) -> Placement {
        let position = index.insertion(of: span.start, in: spans)
        spans.insert(span, at: position)
        if span.render != nil { renders += 1 }
        if index.note(span, isNew: true, spans: spans, root: root) { hasTreeChanged = true }
        return Placement(replaced: nil, placed: span, renderDuration: span.outerDuration)
    }

    /// Whether an ancestor renders.
    ///
    /// Looks no further than 64 ancestors up, so that a ring of parents ends.
    private func isInsideRender(_ span: SpanRecord) -> Bool {
        var parent = span.parent
        for _ in 0..<64 {
            guard parent != span.id, let position = index.position(of: parent, in: spans) else { return false }
            if spans[position].render != nil { return true }
            parent = spans[position].parent
        }
        return false
    }

    /// Looks again at which renders are outer ones, if the tree changed above any span since the last time.
    ///
    /// Costs a walk over the renders, so it is done once a delta. Returns what is to be added to the time of the outer
    /// ones; it wraps where that is less than before.
    mutating func reconsiderRenders() -> UInt64 {
        defer { hasTreeChanged = false }
        guard hasTreeChanged, renders > 0 else { return 0 }
        var change: UInt64 = 0
        for position in spans.indices where spans[position].render != nil {
            let isOuter = !isInsideRender(spans[position])
            guard isOuter != spans[position].isOuterRender else { continue }
            change = change &- spans[position].outerDuration
            spans[position].isOuterRender = isOuter
            change = change &+ spans[position].outerDuration
        }
        return change
    }

    /// Adds a line where its time belongs; false if it is there already and `skippingEqual`.
    mutating func add(_ line: LogRecord, skippingEqual: Bool) -> Bool {
        var position = logs.endIndex
        while position > 0, logs[position - 1].at > line.at { position -= 1 }
        if skippingEqual {
            var other = position
            while other > 0, logs[other - 1].at == line.at {
                if logs[other - 1] == line { return false }
                other -= 1
            }
        }
        logs.insert(line, at: position)
        cost += line.cost
        return true
    }

    /// Drops the oldest spans and lines until no more than these numbers are left.
    ///
    /// Returns what they were.
    mutating func trim(spans spanLimit: Int, logs logLimit: Int) -> (ArraySlice<SpanRecord>, ArraySlice<LogRecord>) {
        let oldSpans = spans.prefix(max(0, spans.count - spanLimit))
        let oldLogs = logs.prefix(max(0, logs.count - logLimit))
        spans.removeFirst(oldSpans.count)
        logs.removeFirst(oldLogs.count)
        renders = spans.count { $0.render != nil }
        index = SpanIndex()
        measure()
        return (oldSpans, oldLogs)
    }
}

extension SpanRecord {
    /// Its time if it is an outer render that has ended, as far as it counts in sums.
    var outerDuration: UInt64 { isOuterRender ? min(duration ?? 0, RequestRecord.Limit.spanDuration) : 0 }
}
