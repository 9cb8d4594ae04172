import PeriscopeWire

extension DeltaEncoder {
    /// All of a span but its free text.
    mutating func span(_ source: CapturedSpan) -> WireSpan {
        var span = WireSpan()
        span.id = source.id
        span.parent = source.parent
        span.kind = source.kind
        span.startNs = source.start
        if let end = source.end { span.endNs = end }
        span.status = source.status
        span.stack = stacks.name(source.stack)
        switch source.detail {
        case .none: break
        case .query(let query): span.query = self.query(query)
        case .render(let render): span.render = self.render(render)
        }
        span.attributes = source.attributes.prefix(EncodingLimits.attributes).map { attribute($0.key, $0.value) }
        return span
    }

    /// A span's name and error may quote what other spans taught to mask; so may the name of a query's database.
    mutating func addFreeText(of source: CapturedSpan, to span: inout WireSpan) {
        span.name = name(redaction.recurringText(source.name))
        if let failure = source.failure { span.failure = self.failure(failure) }
        guard case .query(let query) = source.detail else { return }
        span.query.connection = name(redaction.recurringText(query.connection))
        let namespace = redaction.recurringText(query.namespace)
        span.query.namespace = table.index(of: namespace.cut(toBytes: EncodingLimits.path))
    }

    /// All of a query but the names of its connection and its database.
    private mutating func query(_ source: CapturedQuery) -> WireQuery {
        var query = WireQuery()
        let (sql, truncated) = Self.cut(redaction.sql(source.sql), EncodingLimits.sql)
        query.sql = table.index(of: sql)
        query.truncatedBytes = truncated
        let masked = redaction.values(sql: source.sql, source.values)
        query.values = masked.values.map { self.value($0) }
        query.omittedValues = UInt32(clamping: masked.omitted)
        query.rows = source.rows
        query.transaction = source.transaction
        query.housekeeping = source.isHousekeeping
        query.system = name(source.system)
        query.errorCode = source.errorCode
        if !source.counters.isEmpty { query.counters = counters(source.counters) }
        return query
    }

    private func value(_ source: MaskedValue) -> WireValue {
        var value = WireValue()
        value.kind = source.kind
        value.text = source.text
        value.mask = source.mask
        value.truncatedBytes = UInt64(clamping: source.truncatedBytes)
        return value
    }

    private func counters(_ source: QueryCounters) -> WireQueryCounters {
        var counters = WireQueryCounters()
        counters.fullScanSteps = source.fullScanSteps
        counters.sorts = source.sorts
        counters.automaticIndexes = source.automaticIndexes
        counters.vmSteps = source.vmSteps
        return counters
    }

    private mutating func render(_ source: CapturedRender) -> WireRender {
        var render = WireRender()
        render.outputBytes = source.outputBytes
        render.context = redaction.context(source.context).map { node($0, depth: 0) }
        render.partialsTimed = source.arePartialsTimed
        render.source = source.source.cut(toBytes: EncodingLimits.path)
        if source.text.utf8.count <= EncodingLimits.template { render.text = table.index(of: source.text) }
        return render
    }

    /// A context's key; what lies deeper than the limit shows as its container's count.
    private mutating func node(_ source: MaskedContext, depth: Int) -> WireContextNode {
        var node = WireContextNode()
        node.key = name(source.key)
        node.type = name(source.type)
        node.mask = source.mask
        if let value = source.value, options.contextValues {
            node.value = Self.cut(value, EncodingLimits.contextValue).text
        }
        if let count = source.count { node.count = UInt64(clamping: count) }
        if depth < EncodingLimits.contextDepth {
            node.children = source.children.map { self.node($0, depth: depth + 1) }
        }
        return node
    }
}
