import Periscope
import PeriscopeWire
import Testing

@Suite("Samples of a request")
struct RecorderSamplesTests {
    private func state(_ limits: ProbeLimits = ProbeLimits(), kind: WireRequestKind = .http) -> RecorderState {
        RecorderState(opening: RequestOpening(kind: kind, path: "/", start: 0), limits: limits)
    }

    /// Node 5 is called by 3, that by 2, and that by nobody.
    private func parent(_ node: UInt32) -> UInt32 { [5: 3, 3: 2, 2: 0][node] ?? 0 }

    private func add(
        _ samples: [(UInt32, UInt64, UInt32)], to state: inout RecorderState, isMemoryShort: Bool = false
    ) -> Bool {
        var counts = SampleCounts()
        for (node, span, count) in samples {
            counts.add(count, to: SampleCounts.Place(node: node, span: span), limit: .max) { _ in 0 }
        }
        return state.add(counts, period: 4_000_000, isMemoryShort: isMemoryShort, parent: parent)
    }

    private func take(_ state: inout RecorderState, connection: UInt64 = 1) -> RecorderNews? {
        state.take(for: connection, id: 9, trace: TraceParent(high: 1, low: 2, parent: 0))
    }

    private func sample(_ node: UInt32, _ span: UInt64, _ count: UInt32) -> CountedSample {
        CountedSample(node: node, span: span, count: count)
    }

    @Test("They add up between two flushes, and start anew after each")
    func adding() throws {
        var state = state()
        #expect(add([(5, 7, 1), (3, 7, 2)], to: &state))
        #expect(add([(5, 7, 3), (5, 8, 1)], to: &state))
        let news = try #require(take(&state))
        #expect(news.samples == [sample(3, 7, 2), sample(5, 7, 4), sample(5, 8, 1)])
        #expect(news.samplePeriod == 4_000_000)
        #expect(take(&state) == nil)
        #expect(add([(5, 7, 1)], to: &state))
        #expect(take(&state)?.samples == [sample(5, 7, 1)])
        #expect(state.heldBytes == 0)
    }

    @Test("A request that has ended takes them until its end is sent, and none later")
    func ended() throws {
        var state = state()
        let isFinished = state.finish(RequestEnding(end: 1, status: 200))
        #expect(isFinished)
        #expect(add([(5, 7, 1)], to: &state))
        #expect(take(&state)?.samples.count == 1)
        #expect(!add([(5, 7, 1)], to: &state))
        #expect(take(&state) == nil)
    }

    @Test("The record of what belongs to no request takes them without end")
    func outside() throws {
        var state = state(kind: .outside)
        for _ in 0..<3 {
            #expect(add([(5, 0, 1)], to: &state))
            #expect(take(&state)?.samples == [sample(5, 0, 1)])
        }
    }

    @Test("What no viewer was told waits for the next one; what one was told is not told again")
    func connections() throws {
        var state = state()
        #expect(add([(5, 7, 1)], to: &state))
        #expect(take(&state, connection: 1)?.samples == [sample(5, 7, 1)])
        #expect(add([(3, 7, 2)], to: &state))
        let second = try #require(take(&state, connection: 2))
        #expect(second.samples == [sample(3, 7, 2)])
        #expect(second.dropped == 0)
    }

    @Test("Past the limit they count for a caller, and in the end for no place, but they all count")
    func limit() throws {
        var limits = ProbeLimits()
        limits.samplePlaces = 2
        var state = state(limits)
        #expect(add([(2, 7, 1)], to: &state))
        #expect(add([(9, 7, 1)], to: &state))
        #expect(add([(5, 7, 4)], to: &state))
        #expect(add([(9, 8, 3)], to: &state))
        #expect(take(&state)?.samples == [sample(1, 0, 3), sample(2, 7, 5), sample(9, 7, 1)])
    }

    @Test("A hundred thousand places hold little memory, and lose nothing")
    func many() throws {
        var state = state()
        for node in 1..<100_000 as Range<UInt32> { _ = add([(node, UInt64(node), 1)], to: &state) }
        #expect(state.heldBytes < 200_000)
        let news = try #require(take(&state))
        #expect(news.samples.count <= 4_097)
        #expect(news.samples.reduce(0) { $0 + $1.count } == 99_999)
    }

    @Test("When the process holds too much, they only add up")
    func memoryShort() throws {
        var state = state()
        #expect(add([(5, 7, 1)], to: &state))
        #expect(add([(5, 7, 1), (9, 9, 2)], to: &state, isMemoryShort: true))
        #expect(take(&state)?.samples == [sample(1, 0, 2), sample(5, 7, 2)])
    }

    @Test("A request that is cut keeps how many there were")
    func cut() throws {
        var state = state()
        _ = take(&state)
        #expect(add([(5, 7, 1), (3, 7, 2)], to: &state))
        state.cut()
        #expect(take(&state)?.samples == [sample(1, 0, 3)])
    }

    @Test("A request that was given up whole takes none")
    func discarded() {
        var state = state()
        state.discard()
        #expect(!add([(5, 7, 1)], to: &state))
        #expect(state.heldBytes == 0)
    }

    @Test("A count ends at its largest number")
    func overflow() {
        var counts = SampleCounts()
        for _ in 0..<2 { counts.add(.max, to: SampleCounts.Place(node: 1, span: 0), limit: 9) { _ in 0 } }
        #expect(counts.places.values.first == .max)
    }

    @Test("What the process used is the difference, and other requests count that were open or begun meanwhile")
    func processUse() {
        let begin = ProcessReading(cpu: 100, resident: 9_000, open: 2, begun: 10)
        let end = ProcessReading(cpu: 350, resident: 8_000, open: 1, begun: 14)
        let use = ProcessUse(from: begin, to: end)
        #expect(use == ProcessUse(cpu: 250, resident: 8_000, residentGrowth: -1_000, overlapping: 5))
        let unreadable = ProcessUse(
            from: ProcessReading(cpu: 0, resident: 0, open: 0, begun: 0),
            to: ProcessReading(cpu: 5, resident: 8_000, open: 1, begun: 1))
        #expect(unreadable.residentGrowth == 0)
        #expect(unreadable.overlapping == 0)
    }
}
