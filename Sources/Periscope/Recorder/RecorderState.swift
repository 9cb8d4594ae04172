import PeriscopeWire

/// What one request holds that was not sent yet: a value, so that its rules are tested without a lock.
///
/// Events are appended and nothing else is done to them. Every limit that cuts one counts it in `dropped`.
package struct RecorderState: Sendable {
    /// What became of a new span.
    package enum Admission: Equatable {
        case recorded
        /// Only its number and its time are kept.
        case counted
        case refused
    }

    package let limits: ProbeLimits
    /// The record of what belongs to no request: it never ends, and drops its oldest events rather than its newest.
    package let isOutside: Bool
    /// Bytes held; what the whole process holds is the sum of these.
    package private(set) var heldBytes: Int
    package private(set) var dropped: UInt64 = 0
    package private(set) var isFinished = false
    /// It is known to have news and waits to be asked.
    package var isDirty = true

    private var spans = Fifo<CapturedSpan>()
    private var logs = Fifo<LogEntry>()
    private var open = OpenSpans()
    /// Starts of queries past the limit that have not ended; a few, so that their time can be added.
    private var counted: [UInt64: UInt64] = [:]
    private var samples = SampleCounts()
    private var samplePeriod: UInt64 = 0
    private var opening: RequestOpening
    private var route: CapturedRoute?
    private var requestBody: CapturedBody?
    private var ending: RequestEnding?
    private var isStreaming = false
    private var queryCount = 0
    private var spanCount = 0
    private var logCount = 0
    private var countedQueries: UInt64 = 0
    private var countedQueriesNs: UInt64 = 0
    /// The connection that was told what is no longer held; 0 for none.
    private var connection: UInt64 = 0
    private var sentEvents: UInt64 = 0
    private var isHeadNew = false
    private var isRouteNew = false
    private var isBodyNew = false
    private var hasNews = true
    private var isDiscarded = false
    private var isEndingSent = false

    package init(opening: RequestOpening, limits: ProbeLimits) {
        self.limits = limits
        isOutside = opening.kind == .outside
        heldBytes = opening.heldBytes
        route = opening.route
        isRouteNew = opening.route != nil
        self.opening = opening
    }

    // MARK: Recording

    /// Opens a span, or refuses it.
    package mutating func begin(_ span: CapturedSpan, isMemoryShort: Bool) -> Admission {
        var span = span
        let (admission, bytes) = admit(&span, isMemoryShort: isMemoryShort)
        switch admission {
        case .recorded:
            heldBytes += bytes
            open.append(span, heldBytes: bytes)
        case .counted:
            if counted.count < 64 { counted[span.id] = span.start }
        case .refused: break
        }
        return admission
    }

    /// Ends an open span; one that is not open was refused, ended or outlived its request, and is passed over.
    package mutating func end(_ id: UInt64, at time: UInt64, _ outcome: SpanOutcome, isMemoryShort: Bool = false) {
        if !counted.isEmpty, let start = counted.removeValue(forKey: id) {
            countedQueriesNs &+= time > start ? time - start : 0
            hasNews = true
            return
        }
        guard !isFinished, var entry = open.remove(id) else { return drop() }
        let wasQuery = entry.span.kind == .query
        heldBytes -= entry.heldBytes
        entry.span.close(at: time, outcome)
        if entry.span.kind == .query, !wasQuery { queryCount += 1 }
        strip(&entry.span)
        var bytes = entry.span.heldBytes
        if !hasRoom(bytes, isMemoryShort: isMemoryShort) {
            lighten(&entry.span)
            bytes = entry.span.heldBytes
        }
        keep(entry.span, heldBytes: bytes)
    }

    /// What a span learnt at its end and there is no room for: its values, its context and its attributes.
    private mutating func lighten(_ span: inout CapturedSpan) {
        span.attributes = []
        switch span.detail {
        case .query(var query):
            query.values = .none
            span.detail = .query(query)
        case .render(var render):
            render.context = []
            span.detail = .render(render)
        case .none: break
        }
        drop()
    }

    /// Takes a span that has ended already.
    package mutating func record(_ span: CapturedSpan, isMemoryShort: Bool) -> Admission {
        var span = span
        let (admission, bytes) = admit(&span, isMemoryShort: isMemoryShort)
        switch admission {
        case .recorded: keep(span, heldBytes: bytes)
        case .counted: countedQueriesNs &+= max(span.end ?? 0, span.start) - span.start
        case .refused: break
        }
        return admission
    }

    package mutating func log(_ entry: LogEntry, isMemoryShort: Bool) {
        let bytes = entry.heldBytes
        guard !isFinished, isOutside || logCount < limits.logs, hasRoom(bytes, isMemoryShort: isMemoryShort) else {
            return drop()
        }
        logCount += 1
        heldBytes += bytes
        logs.append(entry)
        hasNews = true
        dropOldestOutside()
    }

    /// Adds to what was known at the beginning.
    package mutating func amend(_ change: (inout RequestOpening) -> Void) {
        guard !isFinished else { return drop() }
        change(&opening)
        isHeadNew = true
        hasNews = true
    }

    package mutating func setRoute(_ route: CapturedRoute) {
        guard !isFinished else { return drop() }
        self.route = route
        isRouteNew = true
        hasNews = true
    }

    package mutating func setRequestBody(_ body: CapturedBody) {
        guard !isFinished, requestBody == nil else { return }
        heldBytes += body.heldBytes
        requestBody = body
        isBodyNew = true
        hasNews = true
    }

    package mutating func beginStreaming() {
        guard !isFinished else { return }
        isStreaming = true
        hasNews = true
    }

    /// Ends the request; false where it has ended already.
    package mutating func finish(_ ending: RequestEnding) -> Bool {
        guard !isFinished, !isOutside else { return false }
        isFinished = true
        var ending = ending
        ending.requestBody = ending.requestBody ?? requestBody
        self.ending = ending
        // The body is held already if it was handed over before.
        heldBytes += ending.heldBytes - (requestBody?.heldBytes ?? 0)
        requestBody = nil
        hasNews = true
        return true
    }

    /// Counts an event that is not recorded.
    package mutating func drop() {
        dropped &+= 1
        hasNews = true
    }

    /// Adds what the profiler saw; false where it is too late, since the end was sent or the request given up.
    ///
    /// No sample is lost to the limit: past it one counts for a caller, and in the end for no place in particular.
    package mutating func add(
        _ counts: SampleCounts, period: UInt64, isMemoryShort: Bool, parent: (UInt32) -> UInt32
    ) -> Bool {
        guard !isDiscarded, !isEndingSent else { return false }
        let before = samples.heldBytes
        let limit = isMemoryShort ? 0 : limits.samplePlaces
        for (place, count) in counts.places { samples.add(count, to: place, limit: limit, parent: parent) }
        heldBytes += samples.heldBytes - before
        samplePeriod = period
        hasNews = true
        return true
    }

    // MARK: Sending

    /// Gives up what is new to a connection; nil where nothing is.
    ///
    /// To a connection that was told nothing yet, that is the head and everything that is still held. What an earlier
    /// connection was told and is held no more counts as dropped.
    package mutating func take(for connection: UInt64, id: UInt64, trace: TraceParent) -> RecorderNews? {
        isDirty = false
        let isNew = connection != self.connection
        guard !isDiscarded, isNew || hasNews else { return nil }
        // It ended on a connection that is gone: another viewer has nothing to make of what came late.
        guard !(isNew && isEndingSent) else { return nil }
        if isNew { startOver(for: connection) }
        var news = RecorderNews(id: id)
        if isNew || isHeadNew { news.head = RecorderHead(opening: opening, trace: trace) }
        news.spans = spans.takeAll() + open.takeUnsent()
        news.logs = logs.takeAll()
        if !samples.isEmpty {
            news.samples = samples.takeAll()
            news.samplePeriod = samplePeriod
        }
        if isRouteNew { news.route = route }
        if isBodyNew { news.requestBody = requestBody }
        news.ending = ending
        news.isStreaming = isStreaming
        news.dropped = dropped
        news.countedQueries = countedQueries
        news.countedQueriesNs = countedQueriesNs
        news.heldBytes = settle()
        // A span that is open is told anew to another connection, and so is not lost with this one.
        sentEvents &+= UInt64(clamping: news.spans.count(where: { $0.end != nil }) + news.logs.count)
        return news
    }

    /// Whether this connection was told something of it.
    package func isPartlySent(to connection: UInt64) -> Bool {
        self.connection == connection
    }

    /// Gives up what is held but for the ending, and counts it: a viewer that knows the request learns that it ended.
    package mutating func cut() {
        guard hasNews else { return }
        dropped &+= UInt64(clamping: spans.count) &+ UInt64(clamping: logs.count)
        spans.removeAll()
        logs.removeAll()
        samples.collapse()
        requestBody = nil
        ending?.requestBody = nil
        ending?.responseBody = nil
        heldBytes = 0
        hasNews = true
    }

    /// Gives up everything: nobody knows of it.
    package mutating func discard() {
        isDiscarded = true
        samples = SampleCounts()
        spans.removeAll()
        logs.removeAll()
        open.removeAll()
        requestBody = nil
        ending = nil
        heldBytes = 0
    }

    // MARK: Rules

    /// Decides on a new span, and takes off it what the limits do not allow; with the bytes that it holds then.
    private mutating func admit(_ span: inout CapturedSpan, isMemoryShort: Bool) -> (Admission, heldBytes: Int) {
        guard !isFinished else {
            drop()
            return (.refused, 0)
        }
        let isQuery = span.kind == .query
        if isQuery { queryCount += 1 } else { spanCount += 1 }
        if isOutside {
            guard open.count < limits.outsideEvents, !isMemoryShort else {
                drop()
                return (.refused, 0)
            }
            return (.recorded, span.heldBytes)
        }
        if isQuery, queryCount > limits.queries, !span.isHousekeeping {
            countedQueries &+= 1
            hasNews = true
            return (.counted, 0)
        }
        strip(&span)
        let bytes = span.heldBytes
        guard isQuery ? queryCount <= limits.queries : spanCount <= limits.spans,
            hasRoom(bytes, isMemoryShort: isMemoryShort)
        else {
            drop()
            return (.refused, 0)
        }
        hasNews = true
        return (.recorded, bytes)
    }

    /// Past the detail limit a query keeps its text, its rows and its time.
    private func strip(_ span: inout CapturedSpan) {
        guard !isOutside, queryCount > limits.detailedQueries, case .query(var query) = span.detail else { return }
        query.values = .none
        query.counters = QueryCounters()
        span.detail = .query(query)
    }

    private func hasRoom(_ bytes: Int, isMemoryShort: Bool) -> Bool {
        !isMemoryShort && (isOutside || heldBytes + bytes <= limits.requestBytes)
    }

    private mutating func keep(_ span: CapturedSpan, heldBytes bytes: Int) {
        heldBytes += bytes
        spans.append(span)
        hasNews = true
        dropOldestOutside()
    }

    private mutating func dropOldestOutside() {
        guard isOutside else { return }
        while spans.count > limits.outsideEvents || (heldBytes > limits.outsideBytes && !spans.isEmpty) {
            heldBytes -= spans.popFirst()?.heldBytes ?? 0
            drop()
        }
        while logs.count > limits.outsideEvents || (heldBytes > limits.outsideBytes && !logs.isEmpty) {
            heldBytes -= logs.popFirst()?.heldBytes ?? 0
            drop()
        }
    }

    /// Another connection: it is told everything that is held, and what is not held any more is lost.
    private mutating func startOver(for connection: UInt64) {
        self.connection = connection
        dropped &+= sentEvents
        sentEvents = 0
        isRouteNew = route != nil
        isBodyNew = requestBody != nil
        open.forgetSent()
    }

    /// Marks everything as sent; returns the bytes that are held no more.
    private mutating func settle() -> Int {
        let before = heldBytes
        isEndingSent = isFinished
        isHeadNew = false
        isRouteNew = false
        isBodyNew = false
        hasNews = false
        heldBytes = isFinished ? 0 : (requestBody?.heldBytes ?? 0) + open.heldBytes
        return before - heldBytes
    }
}

extension CapturedSpan {
    var isHousekeeping: Bool {
        if case .query(let query) = detail { return query.isHousekeeping }
        return false
    }
}
