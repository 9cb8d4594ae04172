internal import PeriscopeInsight
internal import PeriscopeSQL
internal import PeriscopeWire

extension RequestTrace {
    /// A request as the rules look at it.
    ///
    /// Costs a few hundred nanoseconds a query. `now` counts on the app's clock.
    init(_ record: RequestRecord, spans: [SpanRecord], now: UInt64, statements: StatementCache) {
        self.init(
            start: record.start, end: record.end, now: record.end ?? now,
            spans: spans.map { Span($0, statements: statements) })
        isStreamed = record.isStreamed
        countedQueries = record.countedQueries
        error = record.errorWords
    }
}

extension RequestTrace.Span {
    init(_ record: SpanRecord, statements: StatementCache) {
        self.init(
            id: record.id, parent: record.parent, kind: RequestTrace.SpanKind(record), name: record.name,
            start: record.start, end: record.end,
            query: record.query.map { RequestTrace.Query($0, statements: statements) })
        isFailed = record.failure != nil
        stack = record.stack
    }
}

extension RequestTrace.SpanKind {
    /// A span that calls itself a query or a render and says nothing of it is work of some sort.
    fileprivate init(_ record: SpanRecord) {
        switch (record.detail, record.kind) {
        case (.query, _): self = .query
        case (.render, _): self = .render
        case (_, .server), (_, .middleware), (_, .handler): self = .enclosing
        case (_, .client): self = .client
        default: self = .user
        }
    }
}

extension RequestTrace.Query {
    fileprivate init(_ record: QueryRecord, statements: StatementCache) {
        let shape = record.shape(in: statements)
        // Past the detail limit a probe keeps the text alone: then nobody knows whether the values differ.
        let areValuesKnown = !record.values.isEmpty || !shape.hasParameters
        // Readers of one pool read the same data, so the database is what counts; the connection only where it is
        // not known.
        self.init(
            fingerprint: shape.fingerprint, text: shape.text, values: areValuesKnown ? record.valuesHash : nil,
            connection: record.namespace.isEmpty ? record.connection : record.namespace, kind: shape.kind,
            rows: record.rows, isHousekeeping: record.isHousekeeping)
        effects = shape.effects
        listValues = shape.lists.longest
        if listValues > 1 { list = record.listHash(shape) }
        fullScanSteps = record.counters?.fullScanSteps ?? 0
        automaticIndexes = record.counters?.automaticIndexes ?? 0
        sorts = record.counters?.sorts ?? 0
    }
}

extension QueryRecord {
    /// The shape of its statement.
    ///
    /// Costs a look-up by the text, or nothing while the request is not packed.
    func shape(in cache: StatementCache) -> StatementShape {
        shape ?? cache.shape(of: sql)
    }

    /// Of the values; nil where one is not known: left out, cut, or masked without a hash.
    var valuesHash: UInt64? {
        guard omittedValues == 0, sqlTruncatedBytes == 0 else { return nil }
        var hash = TextHash()
        for value in values {
            guard hash.add(value) else { return nil }
        }
        return hash.value
    }

    /// Of what stands in its lists of several values; 0 where one is not known.
    func listHash(_ shape: StatementShape) -> UInt64 {
        guard sqlTruncatedBytes == 0 else { return 0 }
        var hash = TextHash()
        hash.add(shape.lists.literals)
        for place in shape.listedValues {
            guard values.indices.contains(place), hash.add(values[place]) else { return 0 }
        }
        return max(1, hash.value)
    }
}

extension TextHash {
    /// False where the value is not known.
    fileprivate mutating func add(_ value: ValueRecord) -> Bool {
        if value.mask != 0 {
            add(value.mask)
        } else if value.truncatedBytes > 0 || value.text == redacted {
            return false
        } else if value.kind == .null {
            add(byte: 0xFE)
        } else {
            add(value.text)
        }
        return true
    }
}

extension RequestRecord {
    /// What went wrong; nil where it is no error by `isError`.
    var errorWords: String? {
        guard isError else { return nil }
        if let failure {
            if failure.message.isEmpty { return failure.type }
            return failure.type.isEmpty ? failure.message : "\(failure.type): \(failure.message)"
        }
        return status.map { "status \($0)" } ?? "the request failed"
    }

    /// The present of a request on its app's clock: of one in flight the time now, but no earlier than what it said
    /// last; of a lost one what it said last.
    func present(at now: UnixNanoseconds, spans: [SpanRecord]) -> UInt64 {
        if let end { return end }
        let last = spans.reduce(start) { max($0, $1.start, $1.end ?? 0) }
        guard state == .open, let elapsed = elapsed(at: now) else { return last }
        return max(last, start &+ elapsed)
    }
}
