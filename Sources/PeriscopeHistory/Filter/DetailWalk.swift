internal import PeriscopeWire

/// The same walk as `PackedWalk`, over the details of a request that is not packed: one in flight, or a large one.
struct DetailWalk<Sink: DetailSink> {
    var sink: Sink
    private let roles: DetailRoles

    init(_ sink: Sink) {
        self.sink = sink
        roles = sink.roles
    }

    mutating func head(_ head: RequestHead) -> Bool {
        text(head.authority, .host) || text(head.remoteAddress, .remote) || pairs(head.parameters, .parameter)
            || pairs(head.requestHeaders, .requestHeader) || pairs(head.responseHeaders, .responseHeader)
    }

    mutating func bodies(_ bodies: RequestBodies) -> Bool {
        if let text = bodies.request?.text, self.text(text, .requestBody) { return true }
        if let response = bodies.response {
            if text(response.contentType, .contentType) { return true }
            if let text = response.text, self.text(text, .responseBody) { return true }
        }
        return bodies.failure.map { failure($0, .failure, stack: .failureStack) } ?? false
    }

    mutating func logs(_ logs: [LogRecord]) -> Bool {
        for line in logs {
            if roles.has(.level), sink.take(UInt64(clamping: line.level.rawValue), .level) { return true }
            if text(line.label, .label) || text(line.message, .message) || pairs(line.metadata, .metadata)
                || text(line.source, .source) || text(line.file, .source)
            {
                return true
            }
        }
        return false
    }

    mutating func spans(_ spans: [SpanRecord]) -> Bool {
        for span in spans where self.span(span) { return true }
        return false
    }

    private mutating func text(_ text: String, _ role: DetailRoles) -> Bool {
        roles.has(role) && sink.take(.string(text), role)
    }

    private mutating func pairs(_ pairs: [AttributeRecord], _ role: DetailRoles) -> Bool {
        guard roles.has(role) else { return false }
        for pair in pairs where sink.take(.string(pair.key), .string(pair.value), role) { return true }
        return false
    }

    private mutating func failure(_ failure: FailureRecord, _ role: DetailRoles, stack: DetailRoles) -> Bool {
        if text(failure.type, role) || text(failure.message, role) { return true }
        for line in failure.stack where text(line, stack) { return true }
        return false
    }

    private mutating func span(_ span: SpanRecord) -> Bool {
        let isCall = span.kind == .client
        if pairs(span.attributes, isCall ? .callAttribute : .attribute) { return true }
        if let failure = span.failure, self.failure(failure, .spanFailure, stack: .spanFailure) { return true }
        switch span.detail {
        case .none: return text(span.name, isCall ? .callName : .spanName)
        case .query(let query): return self.query(query)
        case .render(let render):
            return text(span.name, .template) || text(render.source, .templateSource) || context(render.context)
        }
    }

    private mutating func query(_ query: QueryRecord) -> Bool {
        if text(query.sql, .sql) || text(query.connection, .database) || text(query.system, .database) { return true }
        if roles.has(.rows), sink.take(query.rows, .rows) { return true }
        if text(query.namespace, .database) { return true }
        guard roles.has(.value) else { return false }
        for value in query.values where sink.take(.string(value.text), .value) { return true }
        return false
    }

    private mutating func context(_ nodes: [ContextRecord]) -> Bool {
        guard roles.has(.context) else { return false }
        for node in nodes {
            if sink.take(.string(node.key), .string(node.value ?? ""), .context) { return true }
            if context(node.children) { return true }
        }
        return false
    }
}
