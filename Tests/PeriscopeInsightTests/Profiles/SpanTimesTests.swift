import PeriscopeInsight
import Testing

struct SpanTimesTests {
    private func span(
        _ id: UInt64, in parent: UInt64 = 0, as kind: SpanTime.Kind = .internal, _ name: String, _ start: UInt64,
        _ end: UInt64
    ) -> SpanTimes.Input {
        SpanTimes.Input(
            id: id, parent: parent, kind: kind, name: name, start: start * 1_000_000, end: end * 1_000_000)
    }

    private func lines(_ table: [SpanTime]) -> [String] {
        table.map {
            "\($0.name) \($0.calls)× wall \($0.wall / 1_000_000) own \($0.ownWall / 1_000_000)"
                + " samples \($0.samples) \($0.ownSamples) waiting \($0.waiting / 1_000_000)"
        }
    }

    private func table(_ spans: [SpanTimes.Input], _ samples: [UInt64: UInt64] = [:]) -> [String] {
        lines(SpanTimes.table(spans: spans, samples: samples, period: 4_000_000))
    }

    @Test("A span's own time is what no span inside it took, and its samples those inside it too")
    func own() {
        let spans = [
            span(1, as: .server, "GET /", 0, 100), span(2, in: 1, as: .handler, "handler", 10, 90),
            span(3, in: 2, as: .query, "select", 20, 40), span(4, in: 2, as: .query, "select", 50, 80),
        ]
        #expect(
            table(spans, [1: 1, 2: 5, 3: 2, 99: 7]) == [
                "select 2× wall 50 own 50 samples 2 2 waiting 42",
                "handler 1× wall 80 own 30 samples 7 5 waiting 52",
                "GET / 1× wall 100 own 20 samples 8 1 waiting 68",
            ])
    }

    @Test("Spans that ran at once are taken from their parent's own time once")
    func atOnce() {
        let spans = [
            span(1, "all", 0, 100), span(2, in: 1, "a", 10, 50), span(3, in: 1, "b", 20, 60),
            span(4, in: 1, "c", 30, 40), span(5, in: 1, "late", 90, 200), span(6, in: 1, "out", 300, 310),
        ]
        #expect(table(spans).contains("all 1× wall 100 own 40 samples 0 0 waiting 100"))
    }

    @Test("A span inside one of its own name counts its calls, but not its time again")
    func recursion() {
        let spans = [
            span(1, as: .render, "row", 0, 100), span(2, in: 1, as: .render, "row", 10, 60),
            span(3, in: 2, "walk", 20, 50), span(4, in: 3, as: .render, "row", 30, 40),
            span(5, as: .render, "row", 200, 210),
        ]
        #expect(
            table(spans, [1: 1, 2: 2, 4: 4, 5: 8]) == [
                "row 4× wall 110 own 90 samples 15 15 waiting 50", "walk 1× wall 30 own 20 samples 4 0 waiting 14",
            ])
    }

    @Test("One name of two kinds is two rows")
    func kinds() {
        let spans = [span(1, as: .query, "load", 0, 10), span(2, as: .client, "load", 0, 20)]
        #expect(SpanTimes.table(spans: spans, samples: [:], period: 1).map(\.kind) == [.client, .query])
    }

    @Test("More CPU time than time is no waiting")
    func busy() {
        #expect(table([span(1, "f", 0, 10)], [1: 5]) == ["f 1× wall 10 own 10 samples 5 5 waiting 0"])
    }

    @Test("Requests add up, and may use the same ids")
    func requests() throws {
        var times = SpanTimes()
        for length in [10, 30] as [UInt64] {
            times.add([span(1, "f", 0, length), span(2, in: 1, "g", 0, 4)], samples: [2: 1], period: 2_000_000)
        }
        let first = try #require(times.table.first)
        #expect(first.name == "f" && first.calls == 2 && first.wall == 40_000_000 && first.impact == 32_000_000)
        #expect(first.cpu == 4_000_000 && first.ownCPU == 0 && first.waiting == 36_000_000)
    }

    @Test("Spans that are each other's parents, or their own, are counted all the same")
    func circles() {
        let spans = [
            span(1, in: 2, "a", 0, 10), span(2, in: 1, "b", 0, 10), span(3, in: 3, "c", 0, 10),
            span(4, in: 1, "d", 0, 10), span(5, in: 77, "e", 0, 10),
        ]
        let rows = SpanTimes.table(spans: spans, samples: [1: 1, 2: 1, 3: 1, 4: 1, 5: 1], period: 1)
        #expect(Set(rows.map(\.name)) == ["a", "b", "c", "d", "e"])
        #expect(rows.map(\.calls) == [1, 1, 1, 1, 1])
        #expect(rows.map(\.ownSamples) == [1, 1, 1, 1, 1])
    }

    @Test("Hostile figures neither trap nor wrap")
    func hostile() {
        let spans = [
            SpanTimes.Input(id: 1, parent: 0, kind: .query, name: "q", start: 0, end: .max),
            SpanTimes.Input(id: 1, parent: 0, kind: .query, name: "q", start: .max, end: 0),
            SpanTimes.Input(id: 2, parent: 1, kind: .query, name: "q", start: 0, end: .max),
            SpanTimes.Input(id: 0, parent: 0, kind: .query, name: "z", start: 0, end: .max),
        ]
        let rows = SpanTimes.table(spans: spans, samples: [1: .max, 2: .max, 0: .max], period: .max)
        #expect(rows.count == 2)
        #expect(rows.allSatisfy { $0.wall == .max && $0.cpu == .max })
    }

    @Test("Ten thousand spans inside each other are no deeper than the stack")
    func deep() {
        let spans = (1...10_000 as ClosedRange<UInt64>).map { span($0, in: $0 - 1, "s\($0 % 3)", $0, 30_000 - $0) }
        let rows = SpanTimes.table(spans: spans, samples: [10_000: 5], period: 1)
        #expect(rows.map(\.samples) == [5, 5, 5])
        #expect(rows.map(\.calls).reduce(0, +) == 10_000)
    }
}
