internal import PeriscopeWire

/// Makes records of wire messages, with a connection's intern table and an app's pool of texts.
struct WireTranslator {
    /// Nodes deeper than this in a template's context are left out.
    private static let contextDepth = 16

    let strings: InternedStrings
    var pool: TextPool
    var statements = ConnectionStatements()
    var cache = StatementCache()

    mutating func headers(_ headers: [WireHeader]) -> [HeaderRecord] {
        headers.map { header in
            AttributeRecord(
                key: strings[header.name], value: masked(pool.shared(header.value), header.mask), mask: header.mask,
                truncatedBytes: header.truncatedBytes)
        }
    }

    mutating func attributes(_ attributes: [WireAttribute]) -> [AttributeRecord] {
        attributes.map { attribute in
            AttributeRecord(
                key: attribute.key == 0 ? pool.shared(attribute.keyText) : strings[attribute.key],
                value: masked(attribute.value, attribute.mask), mask: attribute.mask,
                truncatedBytes: attribute.truncatedBytes)
        }
    }

    mutating func body(_ body: WireBody) -> BodyRecord {
        BodyRecord(
            bytes: body.bytes, text: body.hasText ? body.text : nil, truncatedBytes: body.truncatedBytes,
            contentType: pool.shared(body.contentType))
    }

    mutating func failure(_ failure: WireFailure) -> FailureRecord {
        FailureRecord(type: pool.shared(failure.type), message: failure.message, stack: failure.stack)
    }

    mutating func log(_ line: WireLogLine) -> LogRecord {
        LogRecord(
            at: line.atNs, level: line.level, label: strings[line.label], message: line.message,
            metadata: attributes(line.metadata), source: strings[line.source], file: strings[line.file],
            line: Int(line.line), span: line.span, isDump: line.dump, truncatedBytes: line.truncatedBytes)
    }

    mutating func span(_ wire: WireSpan) -> SpanRecord {
        var span = SpanRecord(id: wire.id)
        span.parent = wire.parent
        span.kind = wire.kind
        span.name = strings[wire.name]
        span.start = wire.startNs
        span.end = wire.hasEndNs ? wire.endNs : nil
        span.status = wire.status
        span.stack = wire.stack
        span.attributes = attributes(wire.attributes)
        if wire.hasFailure { span.failure = failure(wire.failure) }
        if wire.hasQuery {
            span.detail = .query(query(wire.query))
        } else if wire.hasRender {
            span.detail = .render(render(wire.render))
        }
        return span
    }

    private mutating func query(_ wire: WireQuery) -> QueryRecord {
        QueryRecord(
            shape: statements.shape(wire.sql, of: strings[wire.sql], count: strings.all.count, cache: cache),
            sql: strings[wire.sql], sqlTruncatedBytes: wire.truncatedBytes, values: wire.values.map(value),
            omittedValues: Int(wire.omittedValues), rows: wire.rows, connection: strings[wire.connection],
            transaction: wire.transaction == 0 ? nil : wire.transaction, isHousekeeping: wire.housekeeping,
            system: strings[wire.system], counters: wire.hasCounters ? wire.counters : nil,
            errorCode: wire.errorCode == 0 ? nil : Int(wire.errorCode), namespace: strings[wire.namespace])
    }

    private func value(_ wire: WireValue) -> ValueRecord {
        ValueRecord(
            kind: wire.kind, text: masked(wire.text, wire.mask), mask: wire.mask, truncatedBytes: wire.truncatedBytes)
    }

    private mutating func render(_ wire: WireRender) -> RenderRecord {
        RenderRecord(
            outputBytes: wire.outputBytes, context: context(wire.context, depth: Self.contextDepth),
            arePartialsTimed: wire.partialsTimed, source: pool.shared(wire.source), text: strings[wire.text])
    }

    private func context(_ nodes: [WireContextNode], depth: Int) -> [ContextRecord] {
        guard depth > 0 else { return [] }
        return nodes.map { node in
            ContextRecord(
                key: strings[node.key], type: strings[node.type],
                value: node.hasValue ? masked(node.value, node.mask) : nil, mask: node.mask,
                children: context(node.children, depth: depth - 1), count: node.hasCount ? node.count : nil)
        }
    }

    /// A probe that masks a value says so in its text; one that only sends the hash is believed too.
    private func masked(_ text: String, _ mask: UInt64) -> String {
        mask == 0 || text.contains(redacted) ? text : redacted
    }
}
