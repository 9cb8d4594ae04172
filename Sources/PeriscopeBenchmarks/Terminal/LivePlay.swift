import NcursesTerminal
import PeriscopeHistory
import PeriscopeWire
import Screen

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The toolbar's loop with its parts, but for the socket: keys and news come by the clock.
struct LivePlay {
    struct Outcome {
        var times = Measurement("")
        var frames = 0
        /// Nanoseconds of the thread's CPU.
        var intakeCPU: UInt64 = 0
        var frameCPU: UInt64 = 0
        var wall: UInt64 = 1

        func share(_ cpu: UInt64) -> String { (Double(cpu) / Double(wall) * 100).text(0) + " %" }
    }

    private static let batchTime: UInt64 = 25_000_000
    /// Prime to a batch's, so that keys meet every phase of it.
    private static let keyTime: UInt64 = 32_300_000
    /// What the loop keeps between frames that only news asked for.
    private static let frameTime: UInt64 = 33_000_000

    private var screen: SampleScreen
    private let keys: [Key]
    private let batches: [WireBatch]
    private let size: ScreenSize

    init(_ look: LiveLook, size: ScreenSize, requests: Int, rate: Int, seconds: Int) throws {
        self.size = size
        screen = SampleScreen(size: size, requests: requests, isVaried: true)
        screen.type(look.setUp)
        keys = SampleScreen.keys(look.keys)
        screen.clock = screen.serverTime
        let each = max(1, rate * Int(Self.batchTime) / 1_000_000_000)
        var batches: [WireBatch] = []
        for _ in 0..<seconds * 40 { batches.append(screen.makeNews(requests: each)) }
        self.batches = batches
    }

    func run() throws -> Outcome {
        var play = self
        let drawn = try DrawnTerminal(size)
        defer { drawn.end() }
        return play.run(on: drawn)
    }

    private mutating func run(on drawn: DrawnTerminal) -> Outcome {
        var outcome = Outcome()
        let start = Stopwatch.wall()
        var (nextBatch, nextKey, lastFrame) = (0, 0, start)
        var needsFrame = true
        drawn.terminal.present(screen.grid)
        while nextBatch < batches.count {
            let batchDue = start + UInt64(nextBatch) * Self.batchTime
            let keyDue = start + UInt64(nextKey + 1) * Self.keyTime
            let frameDue = needsFrame ? lastFrame + Self.frameTime : .max
            Self.sleep(until: min(batchDue, keyDue, frameDue))
            if Stopwatch.wall() >= keyDue {
                draw(on: drawn, &outcome, key: keys[nextKey % keys.count])
                outcome.times.add(Double(Stopwatch.wall() - keyDue) / 1_000_000)
                (lastFrame, needsFrame) = (Stopwatch.wall(), false)
                nextKey += 1
            }
            if Stopwatch.wall() >= batchDue {
                let before = Stopwatch.threadCPU()
                screen.clock? += Self.batchTime
                screen.take([batches[nextBatch]])
                outcome.intakeCPU += Stopwatch.threadCPU() - before
                nextBatch += 1
                needsFrame = true
            }
            if needsFrame, Stopwatch.wall() >= lastFrame + Self.frameTime {
                draw(on: drawn, &outcome, key: nil)
                (lastFrame, needsFrame) = (Stopwatch.wall(), false)
            }
        }
        outcome.wall = Stopwatch.wall() - start
        return outcome
    }

    private mutating func draw(on drawn: DrawnTerminal, _ outcome: inout Outcome, key: Key?) {
        let before = Stopwatch.threadCPU()
        if let key { screen.press(key) } else { screen.draw() }
        drawn.terminal.present(screen.grid)
        outcome.frameCPU += Stopwatch.threadCPU() - before
        outcome.frames += 1
    }

    private static func sleep(until time: UInt64) {
        let now = Stopwatch.wall()
        guard time > now else { return }
        var wait = timespec(tv_sec: Int((time - now) / 1_000_000_000), tv_nsec: Int((time - now) % 1_000_000_000))
        nanosleep(&wait, nil)
    }
}
