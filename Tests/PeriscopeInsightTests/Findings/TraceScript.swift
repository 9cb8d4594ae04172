import PeriscopeInsight
import PeriscopeSQL

/// Writes a request down as it happens: each step takes its time and begins where the one before ended.
///
/// A statement has a stack of its own unless one is given, as if each stood on a line of its own; steps outside of a
/// block stand in the handler.
struct TraceScript {
    static let millisecond: UInt64 = 1_000_000

    private(set) var spans: [RequestTrace.Span] = []
    private(set) var clock: UInt64 = 1_000 * millisecond
    private var parent: UInt64 = 2
    private var ids: UInt64 = 2
    private let start: UInt64 = 1_000 * millisecond
    /// Where the newest of the steps that run at once ends; nil where one waits for the other.
    private var latestOfAtOnce: UInt64?

    var isStreamed = false
    var error: String?
    var countedQueries: UInt64 = 0
    var isRunning = false

    init() {
        spans.append(span(id: 1, parent: 0, .enclosing, "GET /", end: nil))
        spans.append(span(id: 2, parent: 1, .enclosing, "handler", end: nil))
    }

    init(_ script: (inout TraceScript) -> Void) {
        self.init()
        script(&self)
    }

    var trace: RequestTrace {
        var trace = RequestTrace(start: start, end: isRunning ? nil : clock, now: clock, spans: spans)
        if !isRunning {
            trace.spans[0].end = clock
            trace.spans[1].end = clock
        }
        trace.isStreamed = isStreamed
        trace.error = error
        trace.countedQueries = countedQueries
        // A block begins before what is in it; what runs at once may have been written in another order.
        trace.spans = trace.spans.enumerated().sorted {
            ($0.element.start, $0.offset) < ($1.element.start, $1.offset)
        }.map(\.element)
        return trace
    }

    /// A statement; `values` nil where they are not known.
    @discardableResult
    mutating func query(
        _ sql: String, _ values: [Int]? = [], rows: UInt64 = 1, takes milliseconds: Double = 0.2, stack: UInt64? = nil,
        on connection: String = "shop.sqlite", text: String? = nil, isHousekeeping: Bool = false, fails: Bool = false
    ) -> UInt64 {
        var step = span(kind: .query, sql.prefix { $0 != " " } + "")
        step.stack = stack ?? SQLFingerprint(text: "line of " + sql).hash
        step.isFailed = fails
        step.query = RequestTrace.Query(
            fingerprint: SQLFingerprint(text: sql), text: SQLFingerprint(text: text ?? sql).hash,
            values: values.map { SQLFingerprint(text: "\($0)").hash }, connection: connection,
            kind: SQLStatementKind.of(sql), rows: rows, isHousekeeping: isHousekeeping)
        step.query?.effects = SQLEffects.of(text ?? sql)
        let lists = SQLInLists(text ?? sql)
        step.query?.listValues = lists.longest
        if let values, lists.longest > 1, lists.parameters.allSatisfy(values.indices.contains) {
            let listed = lists.parameters.map { values[$0] }
            step.query?.list = SQLFingerprint(text: "\(listed) \(lists.literals)").hash
        }
        return take(step, milliseconds)
    }

    /// Changes the query that was written last.
    mutating func counted(fullScanSteps: UInt64, automaticIndexes: UInt64 = 0, sorts: UInt64 = 0) {
        spans[spans.count - 1].query?.fullScanSteps = fullScanSteps
        spans[spans.count - 1].query?.automaticIndexes = automaticIndexes
        spans[spans.count - 1].query?.sorts = sorts
    }

    mutating func call(_ name: String, takes milliseconds: Double) {
        take(span(kind: .client, name), milliseconds)
    }

    mutating func render(_ name: String, takes milliseconds: Double) {
        take(span(kind: .render, name), milliseconds)
    }

    mutating func render(_ name: String, _ inside: (inout TraceScript) -> Void) { block(.render, name, inside) }
    mutating func user(_ name: String, _ inside: (inout TraceScript) -> Void) { block(.user, name, inside) }
    mutating func middleware(_ name: String, _ inside: (inout TraceScript) -> Void) { block(.enclosing, name, inside) }

    /// The app's own code, or waiting: no span.
    mutating func wait(_ milliseconds: Double) {
        clock += UInt64(milliseconds * Double(Self.millisecond))
    }

    /// The steps begin one close behind the other, and it goes on when the last has ended.
    mutating func atOnce(_ steps: (inout TraceScript) -> Void) {
        latestOfAtOnce = clock
        steps(&self)
        clock = max(clock, latestOfAtOnce ?? 0)
        latestOfAtOnce = nil
    }

    /// Leaves the newest span open and the request running; what follows is the time that has passed in it.
    mutating func stillRunning(for milliseconds: Double) {
        spans[spans.count - 1].end = nil
        isRunning = true
        wait(milliseconds)
    }

    /// A lazily read query: it is open while the steps run.
    mutating func cursor(
        _ sql: String, rows: UInt64, on connection: String = "shop.sqlite", _ inside: (inout TraceScript) -> Void
    ) {
        query(sql, rows: rows, on: connection)
        let index = spans.count - 1
        inside(&self)
        spans[index].end = clock
    }

    private mutating func block(
        _ kind: RequestTrace.SpanKind, _ name: String, _ inside: (inout TraceScript) -> Void
    ) {
        let step = span(kind: kind, name)
        let index = spans.count
        spans.append(step)
        let outer = parent
        parent = step.id
        wait(0.001)
        inside(&self)
        wait(0.001)
        parent = outer
        spans[index].end = clock
    }

    @discardableResult
    private mutating func take(_ step: RequestTrace.Span, _ milliseconds: Double) -> UInt64 {
        var step = step
        let end = clock + UInt64(milliseconds * Double(Self.millisecond))
        step.end = end
        spans.append(step)
        if let latest = latestOfAtOnce {
            latestOfAtOnce = max(latest, end)
            wait(0.001)
        } else {
            clock = end
            wait(0.01)
        }
        return step.id
    }

    private mutating func span(kind: RequestTrace.SpanKind, _ name: String) -> RequestTrace.Span {
        ids += 1
        return span(id: ids, parent: parent, kind, name, end: nil)
    }

    private func span(
        id: UInt64, parent: UInt64, _ kind: RequestTrace.SpanKind, _ name: String, end: UInt64?
    ) -> RequestTrace.Span {
        RequestTrace.Span(id: id, parent: parent, kind: kind, name: name, start: clock, end: end)
    }
}
