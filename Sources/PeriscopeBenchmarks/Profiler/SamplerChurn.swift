import ArgumentParser
import CPeriscope
import Foundation

/// Does to the sampler for an hour what no server does in a year, and looks for what must not happen.
struct SamplerChurn: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "churn", abstract: "Turns the profiler on and off under threads, forks, signals and crashes.",
        discussion:
            "Fails with the first wrong thing. What ends in a crash or a deadlock of its own prints nothing more.",
        subcommands: [SamplerCrash.self])

    @Option(help: "Minutes that it goes on.")
    var minutes = 60.0

    @Option(help: "How often the profiler is turned on and off in that time.")
    var toggles = 1_000

    func run() throws {
        Table.showCommandLine()
        let jobs = ChurnJobs()
        let watch = SamplerWatch()
        ChurnSignals.install()
        jobs.start()
        let begin = Stopwatch.wall()
        let length = UInt64(minutes * 60e9)
        var said = begin
        for toggle in 1...max(1, toggles) {
            try watch.start()
            let end = begin + length / UInt64(max(1, toggles)) * UInt64(toggle)
            // A quarter of the time it is off.
            let pause = end - length / UInt64(max(1, toggles)) / 4
            while Stopwatch.wall() < pause { try watch.look(for: 0.02) }
            watch.stop()
            while Stopwatch.wall() < end { try watch.look(for: 0.02) }
            try jobs.check()
            if Stopwatch.wall() - said > 60_000_000_000 {
                said = Stopwatch.wall()
                print("\((said - begin) / 60_000_000_000) min: \(watch.summary); \(jobs.summary)")
            }
        }
        jobs.stop()
        try jobs.check()
        print("done: \(watch.summary); \(jobs.summary)")
    }
}

/// What is sampled, and whether it can be true.
final class SamplerWatch {
    private static let capacity = 512
    private let samples = UnsafeMutablePointer<periscope_sample>.allocate(capacity: capacity)
    private var counts = (on: 0, owned: 0, free: 0, truncated: 0)
    private var sampledTime: UInt64 = 0
    private var usedTime: UInt64 = 0
    private var usedAtStart: UInt64 = 0

    /// CPU time of threads that last: the others end before a scan finds them.
    private static func used() -> UInt64 { Stopwatch.processCPU() - ChurnJobs.timeOfBriefThreads }

    deinit { samples.deallocate() }

    func start() throws {
        let failure = periscope_sampler_start(4_000_000, ChurnRecording.keys)
        guard failure == 0 else {
            throw BenchmarkFailure("The sampler did not start: \(String(cString: strerror(failure)))")
        }
        usedAtStart = Self.used()
        counts.on += 1
    }

    func stop() {
        usedTime += Self.used() - usedAtStart
        periscope_sampler_stop()
    }

    /// Waits, and looks at what came.
    func look(for seconds: Double) throws {
        usleep(UInt32(seconds * 1_000_000))
        periscope_sampler_scan()
        while true {
            let count = periscope_sampler_take(samples, Self.capacity)
            for index in 0..<count { try judge(samples[index]) }
            if count < Self.capacity { return }
        }
    }

    private func judge(_ sample: periscope_sample) throws {
        if !ChurnJobs.isOwnerless(sample.thread) { sampledTime += UInt64(sample.periods) * 4_000_000 }
        if sample.truncated { counts.truncated += 1 }
        guard sample.count > 0 || sample.truncated else { throw BenchmarkFailure("A sample has no frame.") }
        guard sample.physical <= sample.count, sample.count <= UInt32(PERISCOPE_SAMPLE_FRAMES) else {
            throw BenchmarkFailure("A sample has \(sample.count) frames, \(sample.physical) of them physical.")
        }
        if sample.request == 0 {
            counts.free += 1
            return
        }
        counts.owned += 1
        guard ChurnRecording.isKnown(sample.request, span: sample.span) else {
            throw BenchmarkFailure("A sample says request \(sample.request), span \(sample.span), which never were.")
        }
        guard !ChurnJobs.isOwnerless(sample.thread) else {
            throw BenchmarkFailure("A sample of a thread that has no task says request \(sample.request).")
        }
    }

    var summary: String {
        let figures = periscope_sampler_figures()
        let share = usedTime > 0 ? Double(sampledTime) / Double(usedTime) * 100 : 0
        return
            "on \(counts.on) times, \(figures.samples) samples (\(counts.owned) of requests, \(counts.free) of none, "
            + "\(counts.truncated) cut, \(figures.lost) lost), "
            + "\(Int(share)) % of the \(usedTime / 1_000_000_000) s that lasting threads used"
    }
}
