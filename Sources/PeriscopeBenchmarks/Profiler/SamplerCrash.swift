import ArgumentParser
import CPeriscope
import Foundation

/// Crashes while all its threads are sampled: Swift's handler of crashes must come through.
struct SamplerCrash: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "crash", shouldDisplay: false)

    func run() throws {
        guard periscope_sampler_start(4_000_000, ChurnRecording.keys) == 0 else { return }
        for _ in 0..<3 { Thread.detachNewThread { ChurnJobs.burn(milliseconds: 60_000) } }
        for _ in 0..<5 {
            ChurnJobs.burn(milliseconds: 20)
            periscope_sampler_scan()
        }
        Self.crash(at: CommandLine.arguments.count + 100)
    }

    @inline(never)
    static func crash(at index: Int) {
        print(CommandLine.arguments[index])
    }
}
