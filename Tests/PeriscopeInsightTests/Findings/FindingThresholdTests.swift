import PeriscopeInsight
import Testing

/// From when on, to the nanosecond and the query.
struct FindingThresholdTests {
    /// Severities of a request in which one kind is all there is.
    private func severities(
        _ kind: FindingKind, _ trace: RequestTrace, _ thresholds: Thresholds = .standard
    ) -> [Severity] {
        FindingRules.findings(in: trace, thresholds: thresholds).filter { $0.kind == kind }.map(\.severity)
    }

    /// A request with one span of so many nanoseconds.
    private func request(_ kind: RequestTrace.SpanKind, _ nanoseconds: UInt64) -> RequestTrace {
        let span = RequestTrace.Span(id: 2, parent: 1, kind: kind, name: "step", start: 100, end: 100 + nanoseconds)
        return RequestTrace(start: 100, end: 100 + nanoseconds, now: 100 + nanoseconds, spans: [span])
    }

    @Test(
        "A query is slow from 50 ms, badly from 200 ms",
        arguments: [
            (49_999_999, []), (50_000_000, [.warn]), (199_999_999, [.warn]), (200_000_000, [.bad]),
        ] as [(UInt64, [Severity])])
    func query(time: UInt64, expected: [Severity]) {
        #expect(severities(.slowQuery, request(.query, time)) == expected)
    }

    @Test(
        "A render is slow from 20 ms, badly from 100 ms",
        arguments: [
            (19_999_999, []), (20_000_000, [.warn]), (99_999_999, [.warn]), (100_000_000, [.bad]),
        ] as [(UInt64, [Severity])])
    func render(time: UInt64, expected: [Severity]) {
        #expect(severities(.slowRender, request(.render, time)) == expected)
    }

    @Test(
        "A request is slow from 500 ms, badly from 1 s; one that runs counts up to now",
        arguments: [
            (499_999_999, []), (500_000_000, [.warn]), (999_999_999, [.warn]), (1_000_000_000, [.bad]),
        ] as [(UInt64, [Severity])])
    func request(time: UInt64, expected: [Severity]) {
        var trace = request(.client, time)
        #expect(severities(.slowRequest, trace) == expected)
        trace.end = nil
        #expect(severities(.slowRequest, trace) == expected)
        trace.isStreamed = true
        #expect(severities(.slowRequest, trace) == [])
    }

    @Test(
        "Queries are many from 20, too many from 50, those that were only counted with them",
        arguments: [(19, 0, []), (20, 0, [.warn]), (49, 0, [.warn]), (50, 0, [.bad]), (1, 18, []), (1, 49, [.bad])]
            as [(Int, UInt64, [Severity])])
    func queries(count: Int, counted: UInt64, expected: [Severity]) {
        let trace = TraceScript { script in
            for index in 0..<count { script.query("insert into t\(index) values (?)", [index]) }
            script.query("commit", isHousekeeping: true)
            script.countedQueries = counted
        }.trace
        #expect(severities(.manyQueries, trace) == expected)
    }

    @Test(
        "A gap is a finding from 50 ms and a fifth of the request",
        arguments: [
            (49_999_999, 0, 0), (50_000_000, 0, 1), (50_000_000, 200_000_000, 1), (50_000_000, 200_000_001, 0),
            (60_000_000, 240_000_000, 1), (60_000_000, 240_000_005, 0),
        ] as [(UInt64, UInt64, Int)])
    func gap(hole: UInt64, covered: UInt64, expected: Int) {
        let spans = [RequestTrace.Span(id: 2, parent: 1, kind: .user, name: "work", start: 0, end: covered)]
        let trace = RequestTrace(start: 0, end: hole + covered, now: hole + covered, spans: spans)
        #expect(severities(.gap, trace).count == expected)
    }

    @Test("A gap of a second is bad: it alone makes a request so")
    func longGap() {
        let trace = RequestTrace(start: 0, end: 1_000_000_000, now: 1_000_000_000, spans: [])
        #expect(severities(.gap, trace) == [.bad])
        let shorter = RequestTrace(start: 0, end: 999_999_999, now: 999_999_999, spans: [])
        #expect(severities(.gap, shorter) == [.warn])
    }

    @Test("What a request leaves behind and goes on after its end leaves no gap in it")
    func leftBehind() {
        let spans = [
            RequestTrace.Span(id: 2, parent: 1, kind: .user, name: "work", start: 0, end: 40_000_000),
            RequestTrace.Span(id: 3, parent: 1, kind: .user, name: "later", start: 2_000_000_000, end: 2_100_000_000),
        ]
        let trace = RequestTrace(start: 0, end: 45_000_000, now: 3_000_000_000, spans: spans)
        #expect(severities(.gap, trace).isEmpty)
    }

    @Test("How many repeats are an N+1 can be set", arguments: [2, 3, 5, 9])
    func repeats(least: Int) {
        var thresholds = Thresholds.standard
        thresholds.repeats = least
        for count in [least - 1, least] {
            let trace = TraceScript { script in
                script.query(Shop.authors, rows: 9)
                for author in 0..<count { script.query(Shop.books, [author]) }
            }.trace
            #expect(severities(.nPlusOne, trace, thresholds).count == (count == least ? 1 : 0))
        }
    }

    @Test("Less than two is no repeat, whatever is set", arguments: [-1, 0, 1])
    func tooFew(least: Int) {
        var thresholds = Thresholds.standard
        thresholds.repeats = least
        let trace = TraceScript { $0.query(Shop.books, [1]) }.trace
        #expect(FindingRules.findings(in: trace, thresholds: thresholds).isEmpty)
    }

    @Test(
        "A confirmed N+1 is bad where twenty queries or the time of a slow one could be saved, a suspected one never",
        arguments: [(20, 0.2, true, .warn), (21, 0.2, true, .bad), (3, 26, true, .bad), (40, 9, false, .warn)]
            as [(Int, Double, Bool, Severity)])
    func nPlusOne(count: Int, milliseconds: Double, isConfirmed: Bool, expected: Severity) {
        let trace = TraceScript { script in
            if isConfirmed { script.query(Shop.authors, rows: 50) }
            for author in 0..<count { script.query(Shop.books, [author], takes: milliseconds) }
        }.trace
        #expect(severities(.nPlusOne, trace) == [expected])
    }

    @Test(
        "A pair of duplicates is a warning; twenty in vain, or a slow one, are bad",
        arguments: [(2, 0.2, .warn), (21, 0.2, .bad), (2, 49, .warn), (2, 51, .bad)] as [(Int, Double, Severity)])
    func duplicates(count: Int, milliseconds: Double, expected: Severity) {
        let trace = TraceScript { script in
            for _ in 0..<count { script.query(Shop.session, [7], takes: milliseconds) }
        }.trace
        #expect(severities(.duplicateQuery, trace) == [expected])
    }
}
