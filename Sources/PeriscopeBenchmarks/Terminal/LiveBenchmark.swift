import ArgumentParser
import Screen

/// From key to frame while requests come in.
struct LiveBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "live", abstract: "Time from a key to its frame, with a full history and requests coming in.",
        discussion:
            "Plays the toolbar's loop against the clock: batches come every 25 ms, as a probe's do, keys 31 times "
            + "a second and never in step with them; news are drawn at most every 33 ms, keys at once. A key's time is "
            + "from when it was pressed, so that waiting for news to be taken in, or for another frame, is in it.")

    @OptionGroup
    var screen: ScreenOptions

    @Option(help: "Requests that come in a second.")
    var rate = 2_000

    @Option(help: "Only the ways of looking whose name has this in it.")
    var look: String?

    @Option(help: "Seconds for each way of looking.")
    var seconds = 6

    func run() throws {
        Table.showCommandLine()
        var table = Table(
            "Key to frame at \(screen.text) held, \(rate)/s coming in, ms by the clock",
            columns: ["", "p50", "p99", "most", "keys", "frames", "intake CPU", "frame CPU"])
        for look in LiveLook.all where self.look.map(look.name.contains) ?? true {
            let play = try LivePlay(
                look, size: screen.size, requests: screen.requests, rate: rate, seconds: seconds)
            let outcome = try play.run()
            let times = outcome.times
            table.add(
                look.name, times.median.text(2), times.percentile(99).text(2), times.largest.text(2),
                "\(times.rounds.count)", "\(outcome.frames)", outcome.share(outcome.intakeCPU),
                outcome.share(outcome.frameCPU))
        }
        table.show()
        print("  budget: 5 ms at p99; CPU in percent of a core")
    }
}

/// What is on screen while keys are pressed.
struct LiveLook {
    let name: String
    /// Pressed before the measuring.
    let setUp: String
    /// Pressed in turn while measuring.
    let keys: String

    static let all = [
        LiveLook(name: "list, moving", setUp: "jjjjj", keys: "jjjjkkkk"),
        LiveLook(name: "list, following", setUp: "", keys: "g"),
        LiveLook(name: "list, paused", setUp: "jjj ", keys: "jjjjkkkk"),
        LiveLook(name: "list by duration", setUp: "sj>", keys: "jjjjkkkk"),
        LiveLook(name: "list by duration, reversed", setUp: "sj>S", keys: "jjjjkkkk"),
        LiveLook(name: "a filter in force", setUp: "fauthors/4>jj", keys: "jjjjkkkk"),
        LiveLook(name: "Overview beside the list", setUp: "jj1", keys: "JJJKKK"),
        LiveLook(name: "SQL beside the list", setUp: "jj3", keys: "JJJKKK"),
        LiveLook(name: "Timeline of one request", setUp: "jj2", keys: "jjjkkk"),
        LiveLook(name: "Routes", setUp: "0", keys: "jjjkkk"),
        LiveLook(name: "query shapes", setUp: "0t", keys: "jjjkkk"),
        LiveLook(name: "writing a filter", setUp: "f", keys: "authors/4\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}"),
    ]
}
