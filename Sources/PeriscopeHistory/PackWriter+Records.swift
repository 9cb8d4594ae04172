internal import PeriscopeWire

/// The records, piece by piece.
///
/// `PackReader+Records` mirrors each line.
extension PackWriter {
    mutating func head(_ head: RequestHead) {
        ownText(head.scheme)
        sharedText(head.authority)
        ownText(head.httpVersion)
        ownText(head.remoteAddress)
        attributes(head.parameters)
        attributes(head.requestHeaders)
        attributes(head.responseHeaders)
    }

    mutating func bodies(_ bodies: RequestBodies) {
        flags([bodies.request != nil, bodies.response != nil, bodies.failure != nil])
        if let request = bodies.request { body(request) }
        if let response = bodies.response { body(response) }
        if let failure = bodies.failure { self.failure(failure) }
    }

    private mutating func body(_ body: BodyRecord) {
        number(body.bytes)
        number(body.truncatedBytes)
        sharedText(body.contentType)
        flags([body.text != nil])
        if let text = body.text { sharedText(text) }
    }

    private mutating func failure(_ failure: FailureRecord) {
        sharedText(failure.type)
        ownText(failure.message)
        count(failure.stack.count)
        for line in failure.stack { ownText(line) }
    }

    private mutating func attributes(_ attributes: [AttributeRecord]) {
        count(attributes.count)
        for attribute in attributes {
            sharedText(attribute.key)
            sharedText(attribute.value)
            flags([attribute.mask != 0, attribute.truncatedBytes != 0])
            if attribute.mask != 0 { number(attribute.mask) }
            if attribute.truncatedBytes != 0 { number(attribute.truncatedBytes) }
        }
    }

    mutating func logs(_ logs: [LogRecord]) {
        count(logs.count)
        var previous: UInt64 = 0
        for line in logs {
            difference(line.at, from: previous)
            previous = line.at
            count(line.level.rawValue)
            sharedText(line.label)
            ownText(line.message)
            attributes(line.metadata)
            sharedText(line.source)
            sharedText(line.file)
            count(line.line)
            number(line.span)
            flags([line.isDump])
            number(line.truncatedBytes)
        }
    }

    mutating func spans(_ spans: [SpanRecord]) {
        count(spans.count)
        var previous = SpanRecord(id: 0)
        for span in spans {
            self.span(span, after: previous)
            previous = span
        }
    }

    private mutating func span(_ span: SpanRecord, after previous: SpanRecord) {
        flags([
            span.end != nil, !span.attributes.isEmpty, span.failure != nil, span.query != nil, span.render != nil,
            span.isOuterRender, span.stack != 0,
        ])
        difference(span.id, from: previous.id)
        difference(span.parent, from: previous.parent)
        count(span.kind.rawValue)
        sharedText(span.name)
        difference(span.start, from: previous.start)
        if let end = span.end { difference(end, from: span.start) }
        count(span.status.rawValue)
        if !span.attributes.isEmpty { attributes(span.attributes) }
        if let failure = span.failure { self.failure(failure) }
        if let query = span.query { self.query(query) }
        if let render = span.render { self.render(render) }
        if span.stack != 0 { stack(span.stack) }
    }

    private mutating func query(_ query: QueryRecord) {
        flags([
            query.isHousekeeping, query.transaction != nil, query.counters != nil, query.errorCode != nil,
            query.sqlTruncatedBytes != 0, query.omittedValues != 0, !query.namespace.isEmpty,
        ])
        sharedText(query.sql)
        sharedText(query.connection)
        sharedText(query.system)
        number(query.rows)
        if let transaction = query.transaction { number(transaction) }
        if let counters = query.counters {
            number(counters.fullScanSteps)
            number(counters.sorts)
            number(counters.automaticIndexes)
            number(counters.vmSteps)
        }
        if let code = query.errorCode { difference(UInt64(bitPattern: Int64(code)), from: 0) }
        if query.sqlTruncatedBytes != 0 { number(query.sqlTruncatedBytes) }
        if query.omittedValues != 0 { count(query.omittedValues) }
        if !query.namespace.isEmpty { sharedText(query.namespace) }
        count(query.values.count)
        for value in query.values { self.value(value) }
    }

    /// One byte for the kind and the flags: most values have nothing but their text.
    private mutating func value(_ value: ValueRecord) {
        let kind = UInt64(clamping: value.kind.rawValue)
        number(kind << 2 | (value.mask != 0 ? 1 : 0) | (value.truncatedBytes != 0 ? 2 : 0))
        ownText(value.text)
        if value.mask != 0 { number(value.mask) }
        if value.truncatedBytes != 0 { number(value.truncatedBytes) }
    }

    private mutating func render(_ render: RenderRecord) {
        number(render.outputBytes)
        flags([render.arePartialsTimed, !render.text.isEmpty])
        sharedText(render.source)
        if !render.text.isEmpty { sharedText(render.text) }
        context(render.context)
    }

    /// As deep as the context, which is bounded where it is read from the wire.
    private mutating func context(_ nodes: [ContextRecord]) {
        count(nodes.count)
        for node in nodes {
            sharedText(node.key)
            sharedText(node.type)
            optionalText(node.value)
            number(node.mask)
            optional(node.count)
            context(node.children)
        }
    }
}
