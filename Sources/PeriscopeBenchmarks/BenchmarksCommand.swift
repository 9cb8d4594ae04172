import ArgumentParser

/// The measuring programs of the design's budgets.
@main
struct BenchmarksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "PeriscopeBenchmarks",
        abstract: "Measures what the design has budgets for.",
        discussion: "Meaningful in a release build on a quiet machine. Each run measures its ways in turn, round by "
            + "round, and prints medians over the rounds.",
        subcommands: [
            ServerBenchmark.self, IntakeBenchmark.self, FrameBenchmark.self, ScrollBenchmark.self,
            LiveBenchmark.self, FirstFrameBenchmark.self, FilterBenchmark.self, RedactionBenchmark.self,
            SQLBenchmark.self, QueryCostBenchmark.self, ProfileCostBenchmark.self, TruthCommand.self,
            SamplerChurn.self, ServerApp.self,
        ])
}
