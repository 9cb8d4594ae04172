import PeriscopeInsight
import PeriscopeSQL

/// Requests that no one would write: few shapes, few values, few places, so that they meet often.
struct RandomTrace {
    private var state: UInt64
    private static let statements = [
        Shop.authors, Shop.books, Shop.publisher, "select * from book where id > ? limit ?",
        "insert into tag values (?)", "select * from book where author_id in (?)",
    ]

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next(below limit: UInt64) -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) % limit
    }

    mutating func trace(spans count: Int) -> RequestTrace {
        var spans = [RequestTrace.Span(id: 1, parent: 0, kind: .enclosing, name: "GET /", start: 0, end: nil)]
        var clock: UInt64 = 0
        for id in 2..<UInt64(count + 2) {
            // Mostly one behind the other, now and then at once, now and then after a pause.
            clock += [0, 1, 300_000, 300_000, 300_000, 300_000, 300_000, 60_000_000][Int(next(below: 8))]
            spans.append(span(id: id, start: clock))
        }
        let end = clock + 1_000_000
        spans[0].end = end
        var trace = RequestTrace(start: 0, end: end, now: end, spans: spans)
        trace.isStreamed = next(below: 8) == 0
        return trace
    }

    private mutating func span(id: UInt64, start: UInt64) -> RequestTrace.Span {
        let kinds: [RequestTrace.SpanKind] = [.query, .query, .query, .query, .query, .query, .render, .client, .user]
        let kind = kinds[Int(next(below: UInt64(kinds.count)))]
        let parent = next(below: 10) < 8 ? 1 : next(below: id)
        let length: UInt64 = [0, 200_000, 200_000, 200_000, 250_000, 2_000_000, 120_000_000][Int(next(below: 7))]
        var span = RequestTrace.Span(
            id: id, parent: parent, kind: kind, name: "step \(next(below: 3))", start: start, end: start + length)
        guard kind == .query else { return span }
        let sql = Self.statements[Int(next(below: UInt64(Self.statements.count)))]
        span.stack = next(below: 3)
        span.isFailed = next(below: 20) == 0
        span.query = RequestTrace.Query(
            fingerprint: SQLFingerprint(text: sql), text: SQLFingerprint(text: sql).hash,
            values: next(below: 12) == 0 ? nil : next(below: 6), connection: "c\(next(below: 2))",
            kind: SQLStatementKind.of(sql), rows: [0, 1, 3, 10, 50, 60][Int(next(below: 6))],
            isHousekeeping: next(below: 15) == 0)
        return span
    }
}

extension RequestTrace {
    /// The same request as it looked before its end.
    func soFar(_ time: UInt64) -> RequestTrace {
        var trace = self
        trace.end = end.flatMap { $0 <= time ? $0 : nil }
        trace.now = min(time, now)
        trace.spans = spans.filter { $0.start <= time }.map { span in
            guard let end = span.end, end > time else { return span }
            var open = span
            open.end = nil
            open.isFailed = false
            open.query?.rows = 0
            return open
        }
        return trace
    }

    /// The same request with other numbers for its spans.
    func renumbered(_ number: (UInt64) -> UInt64) -> RequestTrace {
        var trace = self
        for index in trace.spans.indices {
            trace.spans[index].id = number(spans[index].id)
            trace.spans[index].parent = number(spans[index].parent)
        }
        return trace
    }
}
