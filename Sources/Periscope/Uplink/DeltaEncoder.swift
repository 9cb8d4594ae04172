import NIOCore
import PeriscopeWire

/// Turns one request's news into a message, masked, cut and interned.
struct DeltaEncoder {
    var redaction: RequestRedaction
    var table: InternTable
    var stacks: ToldStacks
    let options: ProbeOptions

    mutating func encode(_ news: RecorderNews) -> WireRequestDelta {
        var delta = WireRequestDelta()
        delta.id = news.id
        // First what teaches.
        var head = news.head.map { self.head($0) }
        let ending = news.ending
        if let body = news.requestBody, ending == nil { _ = self.body(body) }
        var end = ending.map { self.end($0) }
        if let route = news.route { delta.route = self.route(route) }
        // Changed again below, so not in the message yet, where a change would copy them.
        var spans = news.spans.map { span($0) }
        let logs = news.logs.map { metadata(of: $0) }
        // Then free text, which must lose what was learnt, and bodies and headers, which may quote it.
        if let opening = news.head?.opening, let known = head { head = cleaned(known, path: opening.path) }
        if let known = end { end = cleaned(known, failure: ending?.failure) }
        for index in spans.indices { addFreeText(of: news.spans[index], to: &spans[index]) }
        delta.spans = spans
        delta.logs = zip(news.logs, logs).map { line($0, metadata: $1) }
        if let head { delta.head = head }
        if let end { delta.end = end }
        delta.dropped = news.dropped
        delta.countedQueries = news.countedQueries
        delta.countedQueriesNs = news.countedQueriesNs
        delta.streaming = news.isStreaming
        if !news.samples.isEmpty {
            delta.samples = news.samples.map { Self.sample($0) }
            delta.samplePeriodNs = news.samplePeriod
        }
        return delta
    }

    // MARK: Head and end

    /// All of a head but its path.
    private mutating func head(_ source: RecorderHead) -> WireRequestHead {
        let opening = source.opening
        var head = WireRequestHead()
        Self.fill(&head.traceID, source.trace.high, source.trace.low)
        head.kind = opening.kind
        head.startNs = opening.start
        head.headers = headers(opening.headers)
        head.query = redaction.queryString(opening.query).cut(toBytes: EncodingLimits.path)
        head.method = name(opening.method)
        head.scheme = opening.scheme.cut(toBytes: EncodingLimits.name)
        head.authority = opening.authority.cut(toBytes: EncodingLimits.name)
        head.httpVersion = opening.httpVersion.cut(toBytes: EncodingLimits.name)
        head.remoteAddress = opening.remoteAddress.cut(toBytes: EncodingLimits.name)
        head.remoteParent = source.trace.parent
        return head
    }

    private mutating func route(_ source: CapturedRoute) -> WireRequestRoute {
        var route = WireRequestRoute()
        route.route = name(source.route ?? "")
        route.parameters = source.parameters.map { attribute($0.name, $0.value) }
        return route
    }

    /// All of an end but its failure.
    private mutating func end(_ ending: RequestEnding) -> WireRequestEnd {
        var end = WireRequestEnd()
        end.endNs = ending.end
        end.status = UInt32(clamping: ending.status)
        if let body = ending.requestBody { end.requestBody = self.body(body) }
        end.responseHeaders = headers(ending.responseHeaders)
        if let body = ending.responseBody { end.responseBody = self.body(body) }
        end.streamed = ending.isStreamed
        end.aborted = ending.isAborted
        end.handledNs = ending.handled
        if let use = ending.processUse { end.processUse = Self.use(use) }
        return end
    }

    private func cleaned(_ head: WireRequestHead, path: String) -> WireRequestHead {
        var head = head
        head.path = free(path, EncodingLimits.path).text
        head.query = redaction.withoutTaught(head.query)
        for index in head.headers.indices where head.headers[index].mask == 0 {
            head.headers[index].value = redaction.withoutTaught(head.headers[index].value)
        }
        return head
    }

    private func cleaned(_ end: WireRequestEnd, failure: CapturedFailure?) -> WireRequestEnd {
        var end = end
        if end.requestBody.hasText { end.requestBody.text = redaction.withoutTaught(end.requestBody.text) }
        if end.responseBody.hasText { end.responseBody.text = redaction.withoutTaught(end.responseBody.text) }
        for index in end.responseHeaders.indices where end.responseHeaders[index].mask == 0 {
            end.responseHeaders[index].value = redaction.withoutTaught(end.responseHeaders[index].value)
        }
        if let failure { end.failure = self.failure(failure) }
        return end
    }

    private mutating func headers(_ headers: [(name: String, value: String)]) -> [WireHeader] {
        headers.prefix(EncodingLimits.headers).map { header in
            let masked = redaction.header(name: header.name, value: header.value)
            var wire = WireHeader()
            wire.name = name(header.name.lowercased())
            (wire.value, wire.truncatedBytes) = Self.cut(masked.text, EncodingLimits.header)
            wire.mask = masked.mask
            return wire
        }
    }

    /// A body; its text only where the options allow it.
    private mutating func body(_ source: CapturedBody) -> WireBody {
        var body = WireBody()
        body.bytes = source.bytes
        body.contentType = source.contentType.cut(toBytes: EncodingLimits.name)
        guard options.bodies, let captured = source.captured else { return body }
        let masked = redaction.body(
            Array(captured.readableBytesView), contentType: source.contentType, total: source.bytes)
        if let text = masked.text { body.text = text }
        body.truncatedBytes = masked.truncatedBytes
        return body
    }

    private static func use(_ source: ProcessUse) -> WireProcessUse {
        var use = WireProcessUse()
        use.cpuNs = source.cpu
        use.residentBytes = source.resident
        use.residentGrowthBytes = source.residentGrowth
        use.overlappingRequests = source.overlapping
        return use
    }

    // MARK: Parts

    private static func sample(_ source: CountedSample) -> WireProfileSample {
        var sample = WireProfileSample()
        sample.node = source.node
        sample.span = source.span
        sample.count = source.count
        return sample
    }

    /// An attribute; the value is masked by its key, and its free text otherwise.
    mutating func attribute(_ key: String, _ value: String) -> WireAttribute {
        let masked = redaction.attribute(key: key, value: value)
        var attribute = WireAttribute()
        attribute.key = name(key)
        attribute.mask = masked.mask
        (attribute.value, attribute.truncatedBytes) = Self.cut(masked.text, EncodingLimits.attribute)
        return attribute
    }

    func failure(_ source: CapturedFailure) -> WireFailure {
        var failure = WireFailure()
        failure.type = source.type.cut(toBytes: EncodingLimits.name)
        failure.message = free(source.message, EncodingLimits.message).text
        failure.stack = source.stack.prefix(EncodingLimits.stackLines).map { $0.cut(toBytes: EncodingLimits.name) }
        return failure
    }

    /// The index of a name in the connection's table.
    mutating func name(_ text: String) -> UInt32 {
        table.index(of: text.cut(toBytes: EncodingLimits.name))
    }

    /// Free text without what was masked elsewhere, cut.
    func free(_ text: String, _ limit: Int) -> (text: String, truncated: UInt64) {
        Self.cut(redaction.freeText(text), limit)
    }

    /// The beginning of a text, and how many bytes were left out.
    static func cut(_ text: String, _ limit: Int) -> (text: String, truncated: UInt64) {
        let kept = text.cut(toBytes: limit)
        return (kept, UInt64(clamping: text.utf8.count - kept.utf8.count))
    }

    /// Writes a trace id, most significant byte first, into whatever the message holds bytes in.
    private static func fill(_ bytes: inout some RangeReplaceableCollection<UInt8>, _ high: UInt64, _ low: UInt64) {
        for word in [high, low] {
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
    }
}
