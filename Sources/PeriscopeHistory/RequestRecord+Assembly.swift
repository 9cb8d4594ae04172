internal import PeriscopeWire

/// How a request grows as news of it comes.
extension RequestRecord {
    /// What one request may hold, whoever sends it.
    ///
    /// A probe stops well before.
    enum Limit {
        static let spans = 12_000
        static let logs = 12_000
        static let bytes = 32 << 20
        /// Queries that were only counted, and their nanoseconds: more is not believed.
        ///
        /// So small that no sum of a request's figures runs over.
        static let countedQueries: UInt64 = 1 << 40
        static let countedDuration: UInt64 = 1 << 62
        /// What a span's time counts for in the request's sums at most, in nanoseconds: six days.
        static let spanDuration: UInt64 = 1 << 49
    }

    /// Takes in what a delta says.
    ///
    /// Costs what the delta holds; a packed request is unpacked first.
    mutating func merge(
        _ delta: WireRequestDelta, anchor: UnixNanoseconds, samples: SampleIntake, translator: inout WireTranslator
    ) {
        if delta.hasHead { take(delta.head, anchor: anchor, translator: &translator) }
        if delta.hasRoute { take(delta.route, translator: &translator) }
        for span in delta.spans { put(translator.span(span)) }
        if !delta.spans.isEmpty { settleRenders() }
        for line in delta.logs { put(translator.log(line)) }
        take(delta.samples, period: delta.samplePeriodNs, samples)
        takeCounts(delta)
        if delta.streaming { isStreamed = true }
        if delta.hasEnd { take(delta.end, translator: &translator) }
        pooledBytes += translator.pool.takeNewBytes()
    }

    private mutating func take(_ head: WireRequestHead, anchor: UnixNanoseconds, translator: inout WireTranslator) {
        kind = head.kind == .unspecified ? .http : head.kind
        trace = Self.trace(Array(head.traceID))
        start = head.startNs
        startedAt = anchor &+ Int64(truncatingIfNeeded: head.startNs)
        method = translator.strings[head.method]
        path = translator.pool.shared(head.path)
        query = head.query
        let headers = translator.headers(head.headers)
        let authority = translator.pool.shared(head.authority)
        storage.editHead { details in
            details.head.scheme = head.scheme
            details.head.authority = authority
            details.head.httpVersion = head.httpVersion
            details.head.remoteAddress = head.remoteAddress
            details.head.requestHeaders = headers
        }
    }

    private static func trace(_ bytes: [UInt8]) -> (high: UInt64, low: UInt64) {
        guard bytes.count == 16 else { return (0, 0) }
        return (
            bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) },
            bytes[8...].reduce(0) { $0 << 8 | UInt64($1) }
        )
    }

    private mutating func take(_ news: WireRequestRoute, translator: inout WireTranslator) {
        route = news.route == 0 ? nil : translator.strings[news.route]
        guard !news.parameters.isEmpty else { return }
        let parameters = translator.attributes(news.parameters)
        storage.editHead { details in
            details.head.parameters = parameters
        }
    }

    private mutating func take(_ ending: WireRequestEnd, translator: inout WireTranslator) {
        end = ending.endNs
        handled = ending.handledNs == 0 ? nil : ending.handledNs
        isStreamed = isStreamed || ending.streamed
        isAborted = ending.aborted
        state = ending.hasFailure ? .failed : .finished
        status = ending.status == 0 ? (ending.hasFailure ? 500 : nil) : Int(ending.status)
        let headers = translator.headers(ending.responseHeaders)
        let request = ending.hasRequestBody ? translator.body(ending.requestBody) : nil
        let response = ending.hasResponseBody ? translator.body(ending.responseBody) : nil
        let failure = ending.hasFailure ? translator.failure(ending.failure) : nil
        storage.editHead { details in
            details.head.responseHeaders = headers
            details.bodies = RequestBodies(request: request, response: response, failure: failure)
        }
        if ending.hasProcessUse { processUse = ProcessUseRecord(ending.processUse) }
    }

    /// Totals so far, as the probe counts them; what it said last wins unless it is less.
    private mutating func takeCounts(_ delta: WireRequestDelta) {
        dropped = max(dropped, delta.dropped.saturatingAdding(omitted))
        let counted = min(delta.countedQueries, Limit.countedQueries)
        if counted > countedQueries {
            queryCount = queryCount.saturatingAdding(Int(counted - countedQueries))
            countedQueries = counted
        }
        let time = min(delta.countedQueriesNs, Limit.countedDuration)
        if time > countedQueriesDuration {
            queryDuration = queryDuration.saturatingAdding(time - countedQueriesDuration)
            countedQueriesDuration = time
        }
    }

    /// Makes the renders' time true after spans were put in.
    mutating func settleRenders() {
        guard renderCount > 0 else { return }
        renderDuration = renderDuration &+ storage.edit { $0.reconsiderRenders() }
    }

    /// Puts a span in, or in the place of what was sent of it before, and keeps the figures.
    ///
    /// After the last of several, `settleRenders` must be called.
    mutating func put(_ span: SpanRecord) {
        let root = id.span
        let (limit, bytes) = (Limit.spans, Limit.bytes)
        let placement = storage.edit { details -> RequestDetails.Placement? in
            guard details.spans.count < limit, details.cost < bytes else { return nil }
            return details.place(span, root: root)
        }
        guard let placement else { return omit() }
        unjudged &+= 1
        renderDuration = renderDuration &+ placement.renderDuration
        if let old = placement.replaced { count(old, by: -1) }
        count(placement.placed, by: 1)
    }

    /// Adds a span's part of the figures, or takes it away.
    ///
    /// An absurd time counts for `Limit.spanDuration`, so that taking away what was added leaves what was.
    private mutating func count(_ span: SpanRecord, by sign: Int) {
        let duration = span.duration ?? 0
        let summed = min(duration, Limit.spanDuration)
        switch span.detail {
        case .query(let query):
            guard !query.isHousekeeping else { return }
            queryCount = queryCount &+ sign
            queryDuration = sign > 0 ? queryDuration &+ summed : queryDuration &- summed
            slowestQueryDuration = max(slowestQueryDuration, sign > 0 ? duration : 0)
        case .render:
            renderCount = renderCount &+ sign
            slowestRenderDuration = max(slowestRenderDuration, sign > 0 ? duration : 0)
        default:
            if span.kind == .client { callCount = callCount &+ sign }
        }
    }

    mutating func put(_ line: LogRecord) {
        let skips = isResent
        let (limit, bytes) = (Limit.logs, Limit.bytes)
        let isNew = storage.edit { details -> Bool? in
            guard details.logs.count < limit, details.cost < bytes else { return nil }
            return details.add(line, skippingEqual: skips)
        }
        guard let isNew else { return omit() }
        if isNew, line.level.isWarning { warningCount += 1 }
    }

    private mutating func omit() {
        omitted = omitted &+ 1
        dropped = dropped.saturatingAdding(1)
    }

    /// Drops the oldest spans and lines once there are a quarter more than `limit` of either, so that each is moved a
    /// few times at most.
    ///
    /// What was dropped is counted, and is taken out of the figures.
    mutating func trim(to limit: Int) {
        let bound = limit + limit / 4
        let (spans, logs) = storage.edit { details -> (ArraySlice<SpanRecord>, ArraySlice<LogRecord>) in
            guard details.spans.count > bound || details.logs.count > bound else { return ([], []) }
            return details.trim(spans: limit, logs: limit)
        }
        for span in spans {
            count(span, by: -1)
            renderDuration = renderDuration &- span.outerDuration
        }
        warningCount -= logs.count { $0.level.isWarning }
        omitted = omitted &+ UInt64(spans.count + logs.count)
        dropped = dropped.saturatingAdding(UInt64(spans.count + logs.count))
    }
}

extension WireLogLevel {
    var isWarning: Bool {
        switch self {
        case .warning, .error, .critical: true
        default: false
        }
    }
}
