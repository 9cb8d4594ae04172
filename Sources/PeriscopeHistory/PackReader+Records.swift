internal import PeriscopeWire

/// The records, piece by piece, as `PackWriter+Records` wrote them.
extension PackReader {
    mutating func head() -> RequestHead {
        var head = RequestHead()
        head.scheme = text()
        head.authority = text()
        head.httpVersion = text()
        head.remoteAddress = text()
        head.parameters = attributes()
        head.requestHeaders = attributes()
        head.responseHeaders = attributes()
        return head
    }

    mutating func bodies() -> RequestBodies {
        var bodies = RequestBodies()
        let flags = flags()
        if flags & 1 != 0 { bodies.request = body() }
        if flags & 2 != 0 { bodies.response = body() }
        if flags & 4 != 0 { bodies.failure = failure() }
        return bodies
    }

    private mutating func body() -> BodyRecord {
        let bytes = number()
        let truncated = number()
        let contentType = text()
        let text = flags() & 1 != 0 ? text() : nil
        return BodyRecord(bytes: bytes, text: text, truncatedBytes: truncated, contentType: contentType)
    }

    private mutating func failure() -> FailureRecord {
        let type = text()
        let message = text()
        return FailureRecord(type: type, message: message, stack: list { $0.text() })
    }

    private mutating func attributes() -> [AttributeRecord] {
        list { reader in
            let key = reader.text()
            let value = reader.text()
            let flags = reader.flags()
            let mask = flags & 1 != 0 ? reader.number() : 0
            let truncated = flags & 2 != 0 ? reader.number() : 0
            return AttributeRecord(key: key, value: value, mask: mask, truncatedBytes: truncated)
        }
    }

    mutating func logs() -> [LogRecord] {
        var previous: UInt64 = 0
        return list { reader in
            previous = reader.difference(from: previous)
            return reader.line(at: previous)
        }
    }

    private mutating func line(at time: UInt64) -> LogRecord {
        let level = WireLogLevel(rawValue: count()) ?? .trace
        var line = LogRecord(at: time, level: level, label: text(), message: text())
        line.metadata = attributes()
        line.source = text()
        line.file = text()
        line.line = count()
        line.span = number()
        line.isDump = flags() & 1 != 0
        line.truncatedBytes = number()
        return line
    }

    mutating func spans() -> [SpanRecord] {
        var id: UInt64 = 0
        var parent: UInt64 = 0
        var start: UInt64 = 0
        return list { reader in
            let flags = reader.flags()
            id = reader.difference(from: id)
            parent = reader.difference(from: parent)
            var span = SpanRecord(id: id)
            span.parent = parent
            span.kind = WireSpanKind(rawValue: reader.count()) ?? .unspecified
            span.name = reader.text()
            start = reader.difference(from: start)
            span.start = start
            reader.rest(of: &span, flags: flags)
            return span
        }
    }

    private mutating func rest(of span: inout SpanRecord, flags: UInt8) {
        if flags & 1 != 0 { span.end = difference(from: span.start) }
        span.status = WireSpanStatus(rawValue: count()) ?? .unset
        if flags & 2 != 0 { span.attributes = attributes() }
        if flags & 4 != 0 { span.failure = failure() }
        if flags & 8 != 0 { span.detail = .query(query()) }
        if flags & 16 != 0 { span.detail = .render(render()) }
        span.isOuterRender = flags & 32 != 0
        if flags & 64 != 0 { span.stack = stack() }
    }

    private mutating func query() -> QueryRecord {
        let flags = flags()
        let sql = text()
        let connection = text()
        let system = text()
        let rows = number()
        let transaction = flags & 2 != 0 ? number() : nil
        let counters = flags & 4 != 0 ? counters() : nil
        let errorCode = flags & 8 != 0 ? Int(truncatingIfNeeded: difference(from: 0)) : nil
        let truncated = flags & 16 != 0 ? number() : 0
        let omitted = flags & 32 != 0 ? count() : 0
        let namespace = flags & 64 != 0 ? text() : ""
        return QueryRecord(
            sql: sql, sqlTruncatedBytes: truncated, values: list { $0.value() }, omittedValues: omitted, rows: rows,
            connection: connection, transaction: transaction, isHousekeeping: flags & 1 != 0, system: system,
            counters: counters, errorCode: errorCode, namespace: namespace)
    }

    private mutating func counters() -> WireQueryCounters {
        var counters = WireQueryCounters()
        counters.fullScanSteps = number()
        counters.sorts = number()
        counters.automaticIndexes = number()
        counters.vmSteps = number()
        return counters
    }

    private mutating func value() -> ValueRecord {
        let code = number()
        let text = text()
        let mask = code & 1 != 0 ? number() : 0
        let truncated = code & 2 != 0 ? number() : 0
        let kind = WireValueKind(rawValue: Int(clamping: code >> 2)) ?? .other
        return ValueRecord(kind: kind, text: text, mask: mask, truncatedBytes: truncated)
    }

    private mutating func render() -> RenderRecord {
        let outputBytes = number()
        let flags = flags()
        let source = text()
        let text = flags & 2 != 0 ? text() : ""
        return RenderRecord(
            outputBytes: outputBytes, context: context(), arePartialsTimed: flags & 1 != 0, source: source, text: text)
    }

    private mutating func context() -> [ContextRecord] {
        list { reader in
            let key = reader.text()
            let type = reader.text()
            let value = reader.optionalText()
            let mask = reader.number()
            let count = reader.optional()
            return ContextRecord(
                key: key, type: type, value: value, mask: mask, children: reader.context(), count: count)
        }
    }
}
