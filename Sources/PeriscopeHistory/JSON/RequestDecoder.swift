internal import PeriscopeWire

/// Makes a request of the design's object.
struct RequestDecoder {
    /// Stands for a start before 1970, so that no time of the request wraps.
    private static let oddStart: UInt64 = 1 << 61

    private let fields: JSONFields
    private var stacks = WrittenStacks()

    init(_ value: JSONValue) throws(RequestJSONError) {
        fields = try JSONFields(value, path: "")
    }

    mutating func decode() throws(RequestJSONError) -> ImportedRequest {
        try check()
        guard let span = try fields.id("id") else { throw RequestJSONError(problem: "\"id\" is missing.") }
        guard span != 0 else { throw RequestJSONError(problem: "\"id\" should not be zero.") }
        let app = try app()
        var record = RequestRecord(id: RequestID(app: app.id, span: span), sequence: 0)
        try readSummary(into: &record)
        try readExchange(into: &record)
        stacks = try WrittenStacks(fields)
        for span in try spans(of: record) { record.put(span) }
        record.settleRenders()
        for line in try fields.objects("logs") { record.put(try log(line, of: record)) }
        try readFigures(into: &record)
        let profile = try readUse(into: &record)
        return ImportedRequest(app: app, record: record, stacks: stacks.frames, profile: profile)
    }

    /// What it was seen to use; returns where its samples stood.
    private func readUse(into record: inout RequestRecord) throws(RequestJSONError) -> WrittenProfile {
        if let use = try fields.object("process_use") { record.processUse = try ProcessUseRecord(use) }
        guard let fields = try fields.object("profile") else { return WrittenProfile() }
        var samples: [SampleRecord] = []
        let profile = try WrittenProfile(fields, request: record.id.span, samples: &samples)
        record.samplePeriod = try fields.duration("period_ms") ?? 0
        let count = try fields.integer("samples", as: UInt64.self) ?? 0
        record.take(samples, orElse: count)
        return profile
    }

    /// Whether it is a request, and of a version that this program knows.
    private func check() throws(RequestJSONError) {
        if let version = try fields.integer("v", as: UInt64.self), version > RequestJSON.version {
            let problem = "It was written by a newer periscope, as version \(version); this one reads version 1."
            throw RequestJSONError(problem: problem)
        }
        if let type = try fields.string("type"), type != "request" {
            throw RequestJSONError(problem: "\"type\" is \"\(type)\"; only \"request\" can be read.")
        }
    }

    private func app() throws(RequestJSONError) -> AppRecord {
        AppRecord(
            id: AppID(0), name: try fields.string("app") ?? "", pid: try fields.integer("pid", as: UInt64.self) ?? 0,
            startedAt: 0, anchor: 0, buildID: try fields.string("build") ?? "", buildNumber: 1,
            configuration: try fields.word("configuration", WireConfiguration.jsonNames) ?? .unspecified,
            executable: "", workingDirectory: "", connectedAt: 0)
    }

    private func readSummary(into record: inout RequestRecord) throws(RequestJSONError) {
        record.kind = try fields.word("kind", WireRequestKind.jsonNames) ?? .http
        record.traceID = try fields.string("trace_id") ?? ""
        record.method = try fields.string("method") ?? ""
        record.path = try fields.string("path") ?? ""
        record.query = try fields.string("query") ?? ""
        record.route = try fields.string("route")
        record.status = try fields.integer("status", as: Int.self)
        let states = RequestRecord.State.allCases.map { ($0.rawValue, $0) }
        record.state = try fields.word("state", Dictionary(states) { first, _ in first }) ?? .finished
        record.startedAt = try startedAt()
        // The app's anchor is 1970, so that its monotonic times are wall-clock times.
        record.start = record.startedAt > 0 ? UInt64(record.startedAt) : Self.oddStart
        record.end = try fields.duration("duration_ms").map { record.start &+ $0 }
    }

    private func startedAt() throws(RequestJSONError) -> UnixNanoseconds {
        guard let text = try fields.string("started_at") else { return 0 }
        guard let time = Timestamp.time(text) else {
            throw RequestJSONError(problem: "\"started_at\" should be a time such as 2026-01-01T00:00:00.000000Z.")
        }
        return time
    }

    private func readExchange(into record: inout RequestRecord) throws(RequestJSONError) {
        if let request = try fields.object("request") {
            record.requestHeaders = try headers(request)
            record.requestBody = try body(request, headers: record.requestHeaders)
        }
        if let response = try fields.object("response") {
            record.responseHeaders = try headers(response)
            record.responseBody = try body(response, headers: record.responseHeaders)
        }
        if let error = try fields.object("error") { record.failure = try failure(error) }
    }

    /// What cannot be counted from the lists: queries that were only counted, and what was dropped.
    private func readFigures(into record: inout RequestRecord) throws(RequestJSONError) {
        if let sql = try fields.object("sql") {
            if let count = try sql.integer("count", as: Int.self) {
                let most = Int(RequestRecord.Limit.countedQueries)
                let counted = min(max(0, count.subtractingReportingOverflow(record.queryCount).partialValue), most)
                record.countedQueries = UInt64(counted)
                record.queryCount = min(max(0, count), most)
            }
            if let duration = try sql.duration("duration_ms") {
                record.countedQueriesDuration = duration > record.queryDuration ? duration - record.queryDuration : 0
                record.queryDuration = duration
            }
        }
        if let templates = try fields.object("templates") {
            record.renderCount = max(0, try templates.integer("count", as: Int.self) ?? record.renderCount)
            record.renderDuration = try templates.duration("duration_ms") ?? record.renderDuration
        }
        record.dropped = try fields.integer("dropped", as: UInt64.self) ?? 0
        record.isStreamed = try fields.bool("streamed") ?? false
        record.isAborted = try fields.bool("aborted") ?? false
    }
}

/// The parts of a request.
extension RequestDecoder {
    private func headers(_ fields: JSONFields) throws(RequestJSONError) -> [HeaderRecord] {
        let list = try fields.array("headers")
        let cuts = try fields.truncations("headers_truncated_bytes", count: list.count)
        var headers: [HeaderRecord] = []
        for (position, element) in list.enumerated() {
            guard case .array(let pair) = element, pair.count >= 2, case .string(let name) = pair[0],
                case .string(let value) = pair[1]
            else {
                let path = "\(fields.path)headers[\(position)]"
                throw RequestJSONError(problem: "\"\(path)\" should be a list of a name and a value.")
            }
            headers.append(AttributeRecord(key: name, value: value, truncatedBytes: cuts[position]))
        }
        return headers
    }

    private func body(_ fields: JSONFields, headers: [HeaderRecord]) throws(RequestJSONError) -> BodyRecord? {
        let text = try fields.string("body")
        let bytes = try fields.integer("body_bytes", as: UInt64.self) ?? UInt64(text?.utf8.count ?? 0)
        let cut = try fields.integer("body_truncated_bytes", as: UInt64.self) ?? 0
        guard text != nil || bytes > 0 || cut > 0 else { return nil }
        let contentType = headers.first { $0.key.lowercased() == "content-type" }?.value ?? ""
        return BodyRecord(bytes: bytes, text: text, truncatedBytes: cut, contentType: contentType)
    }

    private func failure(_ fields: JSONFields) throws(RequestJSONError) -> FailureRecord {
        FailureRecord(
            type: try fields.string("type") ?? "", message: try fields.string("message") ?? "",
            stack: try fields.strings("stack").compactMap { $0 })
    }

    /// All spans of the three lists.
    private mutating func spans(of record: RequestRecord) throws(RequestJSONError) -> [SpanRecord] {
        var spans: [SpanRecord] = []
        for fields in try fields.objects("queries") { spans.append(try query(fields, of: record)) }
        for fields in try fields.objects("renders") { spans.append(try render(fields, of: record)) }
        for fields in try fields.objects("spans") { spans.append(try plain(fields, of: record)) }
        return spans.sorted { $0.start < $1.start }
    }

    private mutating func span(_ fields: JSONFields, of record: RequestRecord) throws(RequestJSONError) -> SpanRecord {
        guard let id = try fields.id("id") else {
            throw RequestJSONError(problem: "\"\(fields.path)id\" is missing.")
        }
        var span = SpanRecord(id: id)
        span.parent = try fields.id("parent") ?? record.id.span
        span.name = try fields.string("name") ?? ""
        span.start = try fields.milliseconds("offset_ms")?.time(from: record.start) ?? record.start
        span.end = try fields.duration("duration_ms").map { span.start &+ $0 }
        if let error = try fields.object("error") { span.failure = try failure(error) }
        span.stack = try stacks.stack(fields)
        span.status = span.failure == nil ? .ok : .error
        return span
    }

    private mutating func query(_ fields: JSONFields, of record: RequestRecord) throws(RequestJSONError) -> SpanRecord {
        var span = try span(fields, of: record)
        let sql = try fields.string("sql") ?? ""
        span.kind = .query
        if span.name.isEmpty { span.name = sql.split(separator: " ", maxSplits: 1).first.map { String($0) } ?? "" }
        span.detail = .query(
            QueryRecord(
                sql: sql, sqlTruncatedBytes: try fields.integer("sql_truncated_bytes", as: UInt64.self) ?? 0,
                values: try values(fields),
                omittedValues: max(0, try fields.integer("values_omitted", as: Int.self) ?? 0),
                rows: try fields.integer("rows", as: UInt64.self) ?? 0,
                connection: try fields.string("connection") ?? "",
                transaction: try fields.integer("transaction", as: UInt64.self),
                isHousekeeping: try fields.bool("housekeeping") ?? false, system: try fields.string("system") ?? "",
                counters: try fields.object("counters").map(counters),
                namespace: try fields.string("namespace") ?? ""))
        return span
    }

    private func counters(_ fields: JSONFields) throws(RequestJSONError) -> WireQueryCounters {
        var counters = WireQueryCounters()
        counters.fullScanSteps = try fields.integer("full_scan_steps", as: UInt64.self) ?? 0
        counters.sorts = try fields.integer("sorts", as: UInt64.self) ?? 0
        counters.automaticIndexes = try fields.integer("automatic_indexes", as: UInt64.self) ?? 0
        counters.vmSteps = try fields.integer("vm_steps", as: UInt64.self) ?? 0
        return counters
    }

    /// A value's kind is told by its text as far as that goes.
    private func values(_ fields: JSONFields) throws(RequestJSONError) -> [ValueRecord] {
        let texts = try fields.strings("values")
        let cuts = try fields.truncations("values_truncated_bytes", count: texts.count)
        let masks = try fields.strings("values_masks").map { $0.flatMap { Hexadecimal.value($0) } ?? 0 }
        return texts.enumerated().map { position, text in
            guard let text else { return ValueRecord(kind: .null, text: "", truncatedBytes: cuts[position]) }
            let isBlob = text.hasPrefix("x'") && text.hasSuffix("'")
            return ValueRecord(
                kind: isBlob ? .blob : .other, text: text, mask: position < masks.count ? masks[position] : 0,
                truncatedBytes: cuts[position])
        }
    }

    private mutating func render(_ fields: JSONFields, of record: RequestRecord) throws(RequestJSONError) -> SpanRecord
    {
        var span = try span(fields, of: record)
        span.kind = .render
        span.detail = .render(RenderRecord(outputBytes: try fields.integer("output_bytes", as: UInt64.self) ?? 0))
        return span
    }

    private mutating func plain(_ fields: JSONFields, of record: RequestRecord) throws(RequestJSONError) -> SpanRecord {
        var span = try span(fields, of: record)
        span.kind = try fields.word("kind", WireSpanKind.jsonNames) ?? .internal
        span.status = try fields.word("status", WireSpanStatus.jsonNames) ?? .unset
        span.attributes = try attributes("attributes", "attributes_truncated_bytes", fields)
        return span
    }

    private func log(_ fields: JSONFields, of record: RequestRecord) throws(RequestJSONError) -> LogRecord {
        LogRecord(
            at: try fields.milliseconds("offset_ms")?.time(from: record.start) ?? record.start,
            level: try fields.word("level", WireLogLevel.jsonNames) ?? .info,
            label: try fields.string("label") ?? "", message: try fields.string("message") ?? "",
            metadata: try attributes("metadata", "metadata_truncated_bytes", fields),
            truncatedBytes: try fields.integer("message_truncated_bytes", as: UInt64.self) ?? 0)
    }

    private func attributes(
        _ key: String, _ cutsKey: String, _ fields: JSONFields
    ) throws(RequestJSONError) -> [AttributeRecord] {
        let pairs = try fields.pairs(key)
        let cuts = try fields.truncations(cutsKey, count: pairs.count)
        return zip(pairs, cuts).map { AttributeRecord(key: $0.key, value: $0.value, truncatedBytes: $1) }
    }
}
