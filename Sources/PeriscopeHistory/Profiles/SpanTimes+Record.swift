internal import PeriscopeInsight
internal import PeriscopeSQL
internal import PeriscopeWire

extension SpanTimes {
    /// Adds a request's spans, itself the first of them.
    ///
    /// - Parameter now: where what is still open ends, on the viewer's clock.
    mutating func add(_ record: RequestRecord, now: UnixNanoseconds, statements: StatementCache) {
        var samples: [UInt64: UInt64] = [:]
        record.forEachSample { samples[$0.span] = samples[$0.span, default: 0].saturatingAdding($0.count) }
        let spans = record.spans
        let end = record.end ?? record.start.saturatingAdding(record.elapsed(at: now) ?? 0)
        let name = "\(record.method) \(record.route ?? record.path)"
        var inputs = [
            Input(id: record.id.span, parent: 0, kind: .server, name: name, start: record.start, end: end)
        ]
        inputs.reserveCapacity(spans.count + 1)
        for span in spans where span.id != record.id.span && span.id != 0 {
            inputs.append(
                Input(
                    id: span.id, parent: span.parent == 0 ? record.id.span : span.parent, kind: .init(span.kind),
                    name: span.timedName(statements), start: span.start, end: span.end ?? max(span.start, end)))
        }
        add(inputs, samples: samples, period: record.samplePeriod)
    }
}

extension SpanRecord {
    private static let nameCharacters = 1_000

    /// What its time is added up under: adapters call all queries alike, so their shape tells them apart.
    func timedName(_ statements: StatementCache) -> String {
        guard let query, !query.sql.isEmpty else { return name }
        let text = query.shape(in: statements).fingerprint.text
        return text.utf8.count > Self.nameCharacters ? String(text.prefix(Self.nameCharacters)) : text
    }
}

extension SpanTime.Kind {
    fileprivate init(_ wire: WireSpanKind) {
        switch wire {
        case .server: self = .server
        case .middleware: self = .middleware
        case .handler: self = .handler
        case .query: self = .query
        case .render: self = .render
        case .client: self = .client
        default: self = .internal
        }
    }
}
