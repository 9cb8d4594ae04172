import Periscope
import PeriscopeWire
import Testing

@Suite("What a request holds, and where it stops")
struct RecorderStateTests {
    private static let trace = TraceParent(high: 1, low: 2, parent: 0)

    private func state(_ limits: ProbeLimits = ProbeLimits(), kind: WireRequestKind = .http) -> RecorderState {
        RecorderState(opening: RequestOpening(kind: kind, path: "/", start: 0), limits: limits)
    }

    private func query(_ id: UInt64, _ sql: String = "SELECT 1", start: UInt64 = 0, end: UInt64? = nil) -> CapturedSpan
    {
        var span = CapturedSpan(id: id, parent: 1, kind: .query, name: "SELECT", start: start)
        span.detail = .query(CapturedQuery(sql: sql, values: .list([CapturedValue(kind: .integer, text: "7")])))
        span.end = end
        return span
    }

    private func take(_ state: inout RecorderState, connection: UInt64 = 1) -> RecorderNews? {
        state.take(for: connection, id: 9, trace: Self.trace)
    }

    @Test("A span that is open at a flush is told open, then whole when it ends, and not again")
    func openSpan() throws {
        var state = state()
        let begun = state.begin(query(2, start: 5), isMemoryShort: false)
        #expect(begun == .recorded)
        let first = try #require(take(&state))
        #expect(first.spans.map(\.end) == [nil])
        #expect(take(&state) == nil)
        state.end(2, at: 8, SpanOutcome())
        let second = try #require(take(&state))
        #expect(second.head == nil)
        #expect(second.spans.map(\.end) == [8])
        #expect(take(&state) == nil)
    }

    @Test("A span that began and ended between two flushes is one message")
    func shortSpan() throws {
        var state = state()
        _ = state.begin(query(2), isMemoryShort: false)
        state.end(2, at: 3, SpanOutcome())
        #expect(try #require(take(&state)).spans.count == 1)
    }

    @Test("Queries keep their detail, then their text, then only their number and time")
    func queryLimits() throws {
        var limits = ProbeLimits()
        limits.detailedQueries = 2
        limits.queries = 4
        var state = state(limits)
        for id in 2..<8 as Range<UInt64> {
            let admission = state.record(query(id, start: 10, end: 13), isMemoryShort: false)
            #expect(admission == (id < 6 ? .recorded : .counted))
        }
        let news = try #require(take(&state))
        let hasValues = news.spans.map { span in
            if case .query(let query) = span.detail { query.values != .none } else { false }
        }
        #expect(hasValues == [true, true, false, false])
        #expect(news.countedQueries == 2)
        #expect(news.countedQueriesNs == 6)
        #expect(news.dropped == 0)
    }

    @Test("A query past the limit that is begun and ended has its time counted")
    func countedOpenQuery() throws {
        var limits = ProbeLimits()
        limits.queries = 0
        var state = state(limits)
        #expect(state.begin(query(2, start: 10), isMemoryShort: false) == .counted)
        state.end(2, at: 25, SpanOutcome())
        let news = try #require(take(&state))
        #expect(news.countedQueries == 1)
        #expect(news.countedQueriesNs == 15)
        #expect(news.dropped == 0)
    }

    @Test("Spans, lines and bytes past their limits are counted as dropped")
    func otherLimits() throws {
        var limits = ProbeLimits()
        limits.spans = 1
        limits.logs = 1
        var state = state(limits)
        let span = CapturedSpan(id: 2, parent: 1, kind: .internal, name: "a", start: 0)
        #expect(state.begin(span, isMemoryShort: false) == .recorded)
        #expect(state.begin(span, isMemoryShort: false) == .refused)
        let line = LogEntry(at: 0, level: .info, label: "a", message: "b")
        state.log(line, isMemoryShort: false)
        state.log(line, isMemoryShort: false)
        #expect(try #require(take(&state)).dropped == 2)
    }

    @Test("Bytes are given back when they are sent, so a long request can go on recording")
    func byteLimit() throws {
        var limits = ProbeLimits()
        limits.requestBytes = 20_000
        var state = state(limits)
        let line = LogEntry(at: 0, level: .info, label: "a", message: String(repeating: "x", count: 9_000))
        for _ in 0..<4 { state.log(line, isMemoryShort: false) }
        let first = try #require(take(&state))
        #expect(first.logs.count == 2)
        #expect(first.dropped == 2)
        #expect(state.heldBytes == 0)
        state.log(line, isMemoryShort: false)
        #expect(try #require(take(&state)).logs.count == 1)
    }

    @Test("When the process holds too much, nothing more is taken")
    func memoryShort() {
        var state = state()
        #expect(state.begin(query(2), isMemoryShort: true) == .refused)
        state.log(LogEntry(at: 0, level: .info, label: "a", message: "b"), isMemoryShort: true)
        #expect(state.dropped == 2)
    }

    @Test("The outside record drops its oldest and keeps its newest")
    func outsideRing() throws {
        var limits = ProbeLimits()
        limits.outsideEvents = 3
        var state = state(limits, kind: .outside)
        for number in 0..<5 {
            state.log(LogEntry(at: 0, level: .info, label: "a", message: "\(number)"), isMemoryShort: false)
        }
        let news = try #require(take(&state))
        #expect(news.logs.map(\.message) == ["2", "3", "4"])
        #expect(news.dropped == 2)
        let isFinished = state.finish(RequestEnding(end: 1))
        #expect(!isFinished)
    }

    @Test("The outside record is bounded by bytes too")
    func outsideBytes() throws {
        var limits = ProbeLimits()
        limits.outsideBytes = 5_000
        var state = state(limits, kind: .outside)
        for _ in 0..<50 { _ = state.record(query(2, end: 1), isMemoryShort: false) }
        #expect(state.heldBytes <= 5_000)
        #expect(try #require(take(&state)).dropped > 0)
    }

    @Test("Only the first ending counts, and what comes after it is dropped")
    func ending() throws {
        var state = state()
        let endings = [200, 500].map { state.finish(RequestEnding(end: 5, status: $0)) }
        #expect(endings == [true, false])
        let late = state.begin(query(2), isMemoryShort: false)
        #expect(late == .refused)
        let news = try #require(take(&state))
        #expect(news.ending?.status == 200)
        #expect(news.dropped == 1)
    }

    @Test("Another connection is told the head, the route and what is open anew; what is gone counts as dropped")
    func anotherConnection() throws {
        var state = state()
        _ = state.begin(query(2, start: 1), isMemoryShort: false)
        _ = state.record(query(3, start: 1, end: 2), isMemoryShort: false)
        state.setRoute(CapturedRoute(route: "/books/{id}", parameters: []))
        #expect(try #require(take(&state, connection: 1)).spans.count == 2)
        let again = try #require(take(&state, connection: 2))
        #expect(again.head != nil)
        #expect(again.route?.route == "/books/{id}")
        #expect(again.spans.map(\.id) == [2])
        #expect(again.dropped == 1)
    }

    @Test("A request that a viewer saw end is not told to the next one because of what came late")
    func lateForAnotherConnection() throws {
        var state = state()
        _ = state.finish(RequestEnding(end: 5, status: 200))
        #expect(take(&state, connection: 1)?.ending?.status == 200)
        state.log(LogEntry(at: 9, level: .info, label: "a", message: "late"), isMemoryShort: false)
        #expect(take(&state, connection: 2) == nil)
        #expect(take(&state, connection: 1)?.dropped == 1)
    }

    @Test("A span that ends with more than there is room for loses its values, with a count")
    func bytesAtTheEnd() throws {
        var limits = ProbeLimits()
        limits.requestBytes = 20_000
        var state = state(limits)
        let long = CapturedValue(kind: .text, text: String(repeating: "x", count: 9_000))
        for id in 2..<10 as Range<UInt64> { _ = state.begin(query(id), isMemoryShort: false) }
        for id in 2..<10 as Range<UInt64> {
            let ended = CapturedQuery(sql: "SELECT 1", values: .list([long]))
            state.end(id, at: 1, SpanOutcome(detail: .query(ended)))
        }
        #expect(state.heldBytes <= 20_000)
        let news = try #require(take(&state))
        #expect(news.spans.count == 8)
        #expect(news.dropped == 7)
    }

    @Test("A body that was handed over before the end is held once")
    func bodyHeldOnce() {
        var early = state()
        var late = state()
        let body = CapturedBody(bytes: 9_000, contentType: "text/plain")
        early.setRequestBody(body)
        _ = early.finish(RequestEnding(end: 1))
        _ = late.finish(RequestEnding(end: 1, requestBody: body))
        #expect(early.heldBytes == late.heldBytes)
    }

    @Test("A route that is known from the start comes with the first news")
    func routeAtOnce() throws {
        let route = CapturedRoute(route: "/reset/{token}", parameters: [("token", "abcdefgh")])
        var state = RecorderState(
            opening: RequestOpening(path: "/reset/abcdefgh", route: route, start: 0), limits: ProbeLimits())
        #expect(take(&state)?.route?.route == "/reset/{token}")
    }

    @Test("A request that a slow viewer knows of is cut to its ending, with a count")
    func cut() throws {
        var state = state()
        _ = take(&state)
        _ = state.record(query(3, end: 2), isMemoryShort: false)
        state.log(LogEntry(at: 0, level: .info, label: "a", message: "b"), isMemoryShort: false)
        _ = state.finish(RequestEnding(end: 5, status: 200))
        #expect(state.isPartlySent(to: 1))
        state.cut()
        let news = try #require(take(&state))
        #expect(news.ending?.status == 200)
        #expect(news.spans.isEmpty && news.logs.isEmpty)
        #expect(news.dropped == 2)
    }

    @Test("A span may turn out to be a query when it ends, and then counts as one")
    func lateQuery() throws {
        var limits = ProbeLimits()
        limits.detailedQueries = 0
        var state = state(limits)
        _ = state.begin(CapturedSpan(id: 2, parent: 1, kind: .client, name: "a", start: 0), isMemoryShort: false)
        let query = CapturedQuery(sql: "SELECT 1", values: .list([CapturedValue(kind: .integer, text: "1")]))
        state.end(2, at: 1, SpanOutcome(detail: .query(query), kind: .query))
        let span = try #require(take(&state)?.spans.first)
        #expect(span.kind == .query)
        var values: CapturedValues?
        if case .query(let kept) = span.detail { values = kept.values }
        #expect(values == CapturedValues.none)
    }
}
