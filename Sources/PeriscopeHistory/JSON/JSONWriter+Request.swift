internal import PeriscopeWire

/// The design's object, key by key.
extension JSONWriter {
    mutating func request(_ request: RequestRecord, app: AppRecord?, history: History?) {
        let spans = request.spans
        let notes = RequestNotes(request, spans: spans, app: app, history: history)
        identity(request, app: app)
        summary(request)
        key("request")
        exchange(headers: request.requestHeaders, body: request.requestBody)
        key("response")
        exchange(headers: request.responseHeaders, body: request.responseBody)
        key("sql")
        counted(request.queryCount, request.queryDuration)
        key("templates")
        counted(request.renderCount, request.renderDuration)
        lists(of: request, spans, notes)
        key("findings")
        array(of: notes.findings) { $0.finding($1, notes) }
        key("error")
        error(request.failure)
        key("dropped")
        number(request.dropped)
        ending(request)
        stacks(notes)
        use(of: request, app: app, history: history)
    }

    /// What is said only where it is so: a stream's time is its client's, and a client that left has no whole answer.
    private mutating func ending(_ request: RequestRecord) {
        if request.isStreamed {
            key("streamed")
            bool(true)
        }
        if request.isAborted {
            key("aborted")
            bool(true)
        }
    }

    private mutating func identity(_ request: RequestRecord, app: AppRecord?) {
        key("v")
        number(RequestJSON.version)
        key("type")
        string("request")
        key("kind")
        string(request.kind.jsonName)
        key("id")
        id(request.id.span)
        key("trace_id")
        string(request.traceID.isEmpty ? nil : request.traceID)
        key("app")
        string(app?.name ?? "")
        key("pid")
        number(app?.pid ?? 0)
        key("build")
        string(app?.buildID ?? "")
        key("configuration")
        string(app?.configuration.jsonName)
    }

    private mutating func summary(_ request: RequestRecord) {
        key("method")
        string(request.method)
        key("path")
        string(request.path)
        key("query")
        string(request.query)
        key("route")
        string(request.route)
        key("status")
        if let status = request.status { number(status) } else { null() }
        key("state")
        string(request.state.rawValue)
        key("started_at")
        string(Timestamp.text(request.startedAt))
        key("duration_ms")
        milliseconds(request.duration)
    }

    private mutating func exchange(headers: [HeaderRecord], body: BodyRecord?) {
        object { writer in
            writer.key("headers")
            writer.array(of: headers) { writer, header in
                writer.array { writer in
                    writer.string(header.key)
                    writer.string(header.value)
                }
            }
            if headers.contains(where: { $0.truncatedBytes > 0 }) {
                writer.key("headers_truncated_bytes")
                writer.array(of: headers) { $0.number($1.truncatedBytes) }
            }
            writer.key("body")
            writer.string(body?.text)
            if let cut = body?.truncatedBytes, cut > 0 {
                writer.key("body_truncated_bytes")
                writer.number(cut)
            }
            writer.key("body_bytes")
            writer.number(body?.bytes ?? 0)
        }
    }

    private mutating func counted(_ count: Int, _ duration: UInt64) {
        object { writer in
            writer.key("count")
            writer.number(count)
            writer.key("duration_ms")
            writer.milliseconds(duration)
        }
    }

    private mutating func lists(of request: RequestRecord, _ spans: [SpanRecord], _ notes: RequestNotes) {
        key("queries")
        array(of: spans) { writer, span in
            if let query = span.query { writer.query(query, span, of: request, notes) }
        }
        key("renders")
        array(of: spans) { writer, span in
            if let render = span.render { writer.render(render, span, of: request, notes) }
        }
        key("logs")
        array(of: request.logs) { $0.log($1, of: request) }
        key("spans")
        array(of: spans) { writer, span in
            if case .none = span.detail { writer.span(span, of: request, notes) }
        }
    }

    mutating func query(
        _ query: QueryRecord, _ span: SpanRecord, of request: RequestRecord, _ notes: RequestNotes
    ) {
        object { writer in
            writer.place(span, of: request)
            writer.times(span, of: request)
            writer.key("sql")
            writer.string(query.sql)
            writer.truncation("sql_truncated_bytes", query.sqlTruncatedBytes)
            writer.key("fingerprint")
            writer.string(notes.fingerprint(of: query.sql))
            writer.values(query)
            writer.key("rows")
            writer.number(query.rows)
            writer.key("connection")
            writer.string(query.connection)
            writer.key("transaction")
            if let transaction = query.transaction { writer.number(transaction) } else { writer.null() }
            writer.key("call_site")
            writer.string(notes.site(of: span.stack))
            writer.key("housekeeping")
            writer.bool(query.isHousekeeping)
            writer.key("error")
            writer.error(span.failure)
            writer.stackNumber(span, notes)
            writer.source(query)
        }
    }

    /// Which database ran it, and what SQLite counted; where nothing is known, nothing is said.
    private mutating func source(_ query: QueryRecord) {
        for (name, text) in [("system", query.system), ("namespace", query.namespace)] where !text.isEmpty {
            key(name)
            string(text)
        }
        guard let counters = query.counters, counters != WireQueryCounters() else { return }
        key("counters")
        object { writer in
            for (name, count) in counters.named {
                writer.key(name)
                writer.number(count)
            }
        }
    }

    private mutating func values(_ query: QueryRecord) {
        key("values")
        array(of: query.values) { writer, value in
            writer.string(value.kind == .null && value.mask == 0 ? nil : value.text)
        }
        if query.values.contains(where: { $0.truncatedBytes > 0 }) {
            key("values_truncated_bytes")
            array(of: query.values) { $0.number($1.truncatedBytes) }
        }
        if query.values.contains(where: { $0.mask != 0 }) {
            key("values_masks")
            array(of: query.values) { writer, value in
                if value.mask == 0 { writer.null() } else { writer.id(value.mask) }
            }
        }
        if query.omittedValues > 0 {
            key("values_omitted")
            number(query.omittedValues)
        }
    }

    mutating func render(
        _ render: RenderRecord, _ span: SpanRecord, of request: RequestRecord, _ notes: RequestNotes
    ) {
        object { writer in
            writer.place(span, of: request)
            writer.key("name")
            writer.string(span.name)
            writer.times(span, of: request)
            writer.key("output_bytes")
            writer.number(render.outputBytes)
            if let failure = span.failure {
                writer.key("error")
                writer.error(failure)
            }
            writer.callSite(span, notes)
        }
    }

    mutating func log(_ line: LogRecord, of request: RequestRecord) {
        object { writer in
            writer.key("offset_ms")
            writer.offset(of: line.at, from: request.start)
            writer.key("level")
            writer.string(line.level.jsonName)
            writer.key("label")
            writer.string(line.label)
            writer.key("message")
            writer.string(line.message)
            writer.truncation("message_truncated_bytes", line.truncatedBytes)
            writer.key("metadata")
            writer.attributes(line.metadata)
            writer.attributeTruncation("metadata_truncated_bytes", line.metadata)
        }
    }

    mutating func span(_ span: SpanRecord, of request: RequestRecord, _ notes: RequestNotes) {
        object { writer in
            writer.place(span, of: request)
            writer.key("kind")
            writer.string(span.kind.jsonName)
            writer.key("name")
            writer.string(span.name)
            writer.times(span, of: request)
            writer.key("status")
            writer.string(span.status.jsonName)
            writer.key("attributes")
            writer.attributes(span.attributes)
            writer.attributeTruncation("attributes_truncated_bytes", span.attributes)
            if let failure = span.failure {
                writer.key("error")
                writer.error(failure)
            }
            writer.callSite(span, notes)
        }
    }

    /// A parent that is the request itself is null.
    private mutating func place(_ span: SpanRecord, of request: RequestRecord) {
        key("id")
        id(span.id)
        key("parent")
        if span.parent == 0 || span.parent == request.id.span { null() } else { id(span.parent) }
    }

    private mutating func times(_ span: SpanRecord, of request: RequestRecord) {
        key("offset_ms")
        offset(of: span.start, from: request.start)
        key("duration_ms")
        milliseconds(span.duration)
    }

    private mutating func attributes(_ attributes: [AttributeRecord]) {
        object { writer in
            for attribute in attributes {
                writer.key(attribute.key)
                writer.string(attribute.value)
            }
        }
    }

    private mutating func attributeTruncation(_ key: StaticString, _ attributes: [AttributeRecord]) {
        guard attributes.contains(where: { $0.truncatedBytes > 0 }) else { return }
        self.key(key)
        array(of: attributes) { $0.number($1.truncatedBytes) }
    }

    private mutating func truncation(_ key: StaticString, _ bytes: UInt64) {
        guard bytes > 0 else { return }
        self.key(key)
        number(bytes)
    }

    private mutating func error(_ failure: FailureRecord?) {
        guard let failure else { return null() }
        object { writer in
            writer.key("type")
            writer.string(failure.type)
            writer.key("message")
            writer.string(failure.message)
            writer.key("stack")
            writer.array(of: failure.stack) { $0.string($1) }
        }
    }
}
