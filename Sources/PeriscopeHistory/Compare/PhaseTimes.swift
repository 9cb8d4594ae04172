internal import PeriscopeWire

/// Where a request's time went, as parts that add up to the whole: no moment is counted twice.
///
/// Where kinds of work overlap, the first of SQL, calls and templates has the moment. SQL is the app's own queries;
/// what the database's library ran for itself is a part of its own. Nanoseconds. Costs a sort of the spans.
package struct PhaseTimes: Sendable, Equatable {
    package enum Phase: Sendable, CaseIterable {
        case sql, housekeeping, calls, templates, spans, own
    }

    /// From the first byte to the last; nil where that is not known.
    package let total: UInt64?
    private let times: [UInt64]
    /// In the innermost part that was seen; nil where no span says so.
    package let handler: UInt64?

    package subscript(phase: Phase) -> UInt64 {
        switch phase {
        case .sql: times[0]
        case .housekeeping: times[1]
        case .calls: times[2]
        case .templates: times[3]
        case .spans: times[4]
        case .own: times[5]
        }
    }

    /// Whether the part took a time worth a line; of what the database's library ran for itself, half a percent.
    package func isNamed(_ phase: Phase) -> Bool {
        self[phase] >= (phase == .housekeeping ? max(1, (total ?? 0) / 200) : 1)
    }

    /// Before and after the handler: middleware, routing, writing the response.
    package var aroundHandler: UInt64? {
        guard let total, let handler else { return nil }
        return total > handler ? total - handler : 0
    }

    package init(_ request: RequestRecord, spans: [SpanRecord]) {
        total = request.duration
        let newest = spans.reduce(request.start) { max($0, $1.end ?? $1.start) }
        let end = request.end ?? newest
        let bounds = (start: request.start, end: max(request.start, end))
        func covered(_ isWanted: (SpanRecord) -> Bool) -> UInt64 {
            Self.covered(spans.filter(isWanted), within: bounds)
        }
        let sql = covered { $0.kind == .query && !($0.query?.isHousekeeping ?? false) }
        let database = covered { $0.kind == .query }
        let calls = covered { $0.kind == .query || $0.kind == .client }
        let templates = covered { $0.kind == .query || $0.kind == .client || $0.kind == .render }
        let work = covered { span in
            switch span.kind {
            case .query, .client, .render, .internal: true
            default: false
            }
        }
        let length = bounds.end - bounds.start
        times = [
            sql, database - sql, calls - database, templates - calls, work - templates,
            length > work ? length - work : 0,
        ]
        let handlers = spans.filter { $0.kind == .handler }
        handler = handlers.isEmpty ? nil : Self.covered(handlers, within: bounds)
    }

    /// Time in which at least one of the spans was under way.
    private static func covered(_ spans: [SpanRecord], within bounds: (start: UInt64, end: UInt64)) -> UInt64 {
        var sum: UInt64 = 0
        var reached = bounds.start
        for span in spans.sorted(by: { $0.start < $1.start }) {
            let start = max(reached, span.start)
            let end = min(span.end ?? bounds.end, bounds.end)
            guard end > start else { continue }
            sum += end - start
            reached = end
        }
        return sum
    }
}
