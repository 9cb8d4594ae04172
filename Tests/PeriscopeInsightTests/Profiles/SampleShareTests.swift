import PeriscopeInsight
import Testing

struct SampleShareTests {
    /// Wilson's bounds as R's `binom::binom.wilson` and any table of them have it.
    @Test(
        "The bounds are Wilson's",
        arguments: [
            (0, 10, 0, 0.2775), (10, 10, 0.7225, 1), (5, 10, 0.2366, 0.7634), (1, 100, 0.0018, 0.0545),
            (500, 1_000, 0.4691, 0.5309),
        ] as [(UInt64, UInt64, Double, Double)])
    func bounds(count: UInt64, samples: UInt64, low: Double, high: Double) {
        let share = SampleShare(count: count, of: samples)
        #expect(abs(share.low - low) < 0.0001)
        #expect(abs(share.high - high) < 0.0001)
        #expect(share.share == Double(count) / Double(samples))
    }

    @Test(
        "A share is enough to go by when it is known within a third, or within 5 points",
        arguments: [
            (19, 19, false), (20, 20, true), (10, 20, false), (20, 40, true), (4, 37, false), (33, 37, true),
            (35, 1_000, true), (3, 10_000, true), (0, 20, false), (0, 100, true), (0, 0, false),
        ] as [(UInt64, UInt64, Bool)])
    func enough(count: UInt64, samples: UInt64, isEnough: Bool) {
        #expect(SampleShare(count: count, of: samples).isEnough == isEnough)
    }

    @Test("More than all is all, and of nothing nothing is known")
    func extremes() {
        #expect(SampleShare(count: 5, of: 3).share == 1)
        let nothing = SampleShare(count: 5, of: 0)
        #expect((nothing.count, nothing.share, nothing.low, nothing.high) == (0, 0, 0, 1))
        let huge = SampleShare(count: .max, of: .max)
        #expect(huge.low <= huge.share && huge.share <= huge.high && huge.high <= 1)
    }

    @Test("The bounds hold the share, and hold the true one 19 times of 20", arguments: [0.02, 0.1, 0.5, 0.9])
    func coverage(truth: Double) {
        var random = RandomStacks(seed: 7)
        var held = 0
        for _ in 0..<1_000 {
            let count = (0..<200).filter { _ in Double(random.next(below: 1_000_000)) < truth * 1_000_000 }.count
            let share = SampleShare(count: UInt64(count), of: 200)
            #expect(share.low <= share.share && share.share <= share.high)
            held += share.low <= truth && truth <= share.high ? 1 : 0
        }
        #expect((920...985).contains(held), "\(held) of 1000")
    }

    @Test(
        "What was waiting is told from what was computing, where the samples can tell",
        arguments: [
            (100, 0, .waiting), (100, 24, .computing), (10, 0, .unknown), (10, 1, .unknown), (0, 0, .unknown),
            (1_000, 125, .both), (1_000, 200, .computing), (1_000, 10, .waiting), (4, 2, .unknown), (4, 9, .computing),
        ] as [(UInt64, UInt64, WaitShare.Verdict)])
    func waiting(milliseconds: UInt64, samples: UInt64, verdict: WaitShare.Verdict) {
        let wait = WaitShare(wall: milliseconds * 1_000_000, samples: samples, period: 4_000_000)
        #expect(wait.verdict == verdict)
        #expect(wait.cpuLow <= wait.cpu && wait.cpu <= wait.cpuHigh)
    }

    @Test("Waiting is never below nothing, and unknown where nothing was sampled")
    func waitingExtremes() {
        let busy = WaitShare(wall: 1_000_000, samples: 10, period: 4_000_000)
        #expect(busy.waiting == 0 && busy.share == 0)
        #expect(WaitShare(wall: 1_000_000_000, samples: 0, period: 0).verdict == .unknown)
        let half = WaitShare(wall: 800_000_000, samples: 100, period: 4_000_000)
        #expect(half.waiting == 400_000_000 && half.share == 0.5)
        let huge = WaitShare(wall: .max, samples: .max, period: .max)
        #expect(huge.cpuHigh == UInt64(Int64.max))
    }
}
