import ArgumentParser
import PeriscopeHistory
import PeriscopeUI
import PeriscopeWire
import Screen

/// What a frame costs, from key to grid.
struct FrameBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "frame", abstract: "CPU of a frame, and time from a key to it.",
        discussion: "From the key to the finished grid and the rows in it that differ; what ncurses then does with "
            + "them is not in the figures.")

    @OptionGroup
    var screen: ScreenOptions

    @Option(help: "Queries of the large request.")
    var queries = 5_000

    @Option(help: "Frames of each sort.")
    var frames = 600

    func run() throws {
        Table.showCommandLine()
        showScrolling()
        showLoad()
        showLargeRequest()
    }

    private func sample() -> SampleScreen {
        SampleScreen(size: screen.size, requests: screen.requests)
    }

    /// The list, with the selection at its lower edge, so that each key scrolls it by a row.
    private func showScrolling() {
        var table = Table(
            "CPU of a frame at \(screen.text), µs: medians of \(frames)",
            columns: ["", "update", "render", "diff", "frame", "p99", "rows that differ"])
        for (name, keys) in [("list", ""), ("list beside Overview", "1"), ("list beside SQL", "3")] {
            var screen = sample()
            screen.type(keys)
            let isList = keys.isEmpty
            for _ in 0..<self.screen.rows { screen.press(.character(isList ? "j" : "J")) }
            let costs = (0..<frames).map { _ in screen.cost(of: .character(isList ? "j" : "J")) }
            add(costs, name: "\(name), scrolled by a row", to: &table)
        }
        table.show()
        print("  budget: 500 µs while scrolling; ncurses is not in it, and takes 170 µs by itself")
    }

    private func add(_ costs: [SampleScreen.Cost], name: String, to table: inout Table) {
        func measurement(_ part: (SampleScreen.Cost) -> UInt64) -> Measurement {
            var measurement = Measurement(name)
            for cost in costs { measurement.add(Double(part(cost)) / 1_000) }
            return measurement
        }
        let whole = measurement(\.whole)
        table.add(
            name, measurement(\.update).median.text(0), measurement(\.render).median.text(0),
            measurement(\.diff).median.text(0), whole.median.text(0), whole.percentile(99).text(0),
            "\(costs.map(\.rows).sorted()[costs.count / 2])")
    }

    /// A key that comes just after news: the loop takes the news in first.
    private func showLoad() {
        var table = Table(
            "From key to frame in the list, ms by the clock: of \(frames)", columns: ["", "p50", "p99", "most"])
        for (name, batches) in [("quiet", 0), ("after a batch of 64 requests", 1), ("after four of them", 4)] {
            var screen = sample()
            for _ in 0..<self.screen.rows { screen.press(.character("j")) }
            var times = Measurement(name)
            for _ in 0..<frames {
                let news = (0..<batches).map { _ in screen.makeNews(requests: 64) }
                let start = Stopwatch.wall()
                screen.take(news)
                _ = screen.cost(of: .character("j"))
                times.add(Double(Stopwatch.wall() - start) / 1_000_000)
            }
            table.add(name, times.median.text(2), times.percentile(99).text(2), times.largest.text(2))
        }
        table.show()
        print("  budget: 5 ms at p99")
    }

    private func showLargeRequest() {
        let openings: [(name: String, before: String, key: Key)] = [
            ("SQL panel opened", "", .character("3")), ("opened again", "3<", .character("3")),
            ("grouped", "3", .character("t")), ("one query opened", "3", .enter),
            ("the next query", "3>", .character("J")), ("Overview opened", "", .character("1")),
            ("Timeline opened", "", .character("2")),
        ]
        var table = Table(
            "Opened: a request with \(queries) queries, call sites and findings, ms of CPU: medians of 20",
            columns: ["", "frame", "most", "panels made", "rows drawn up"])
        for opening in openings {
            var times = Measurement("")
            var counts = PanelCache.Counts()
            for _ in 0..<20 {
                var screen = largeScreen()
                screen.type(opening.before)
                let before = screen.counts
                times.add(Double(screen.cost(of: opening.key).whole) / 1_000_000)
                counts = screen.counts.since(before)
            }
            table.add(
                opening.name, times.median.text(2), times.largest.text(2), "\(counts.contents)", "\(counts.lines)")
        }
        table.show()
        print("  budget: 30 ms; findings: \(largeScreen().findings)")
        showLargeScrolling()
    }

    private func largeScreen() -> SampleScreen {
        SampleScreen(size: screen.size, requests: 100, lastQueries: queries)
    }

    private func showLargeScrolling() {
        var table = Table(
            "Scrolled: moving in it, µs of CPU: medians of \(frames)",
            columns: ["", "update", "render", "diff", "frame", "p99", "rows that differ"])
        var counts: [String] = []
        let sorts: [(name: String, keys: String, moves: [Key])] = [
            ("queries in order, by a row", "3", [.character("j")]), ("by half a page", "3", [.control("d")]),
            ("sorted by time, by a row", "3S", [.character("j")]),
            ("grouped, up and down", "3t", [.character("k"), .character("j")]),
            ("a group opened, by a row", "3t>", [.character("j")]),
            ("timeline, up and down", "2", [.character("k"), .character("j")]),
        ]
        for (name, keys, moves) in sorts {
            var screen = largeScreen()
            screen.type(keys)
            screen.press(.tab, unless: screen.isDetailFocused)
            for _ in 0..<self.screen.rows { screen.press(.character("j")) }
            let before = screen.counts
            let costs = (0..<frames).map { screen.cost(of: moves[$0 % moves.count]) }
            let made = screen.counts.since(before)
            counts.append("  \(name): \(made.contents) panels made, \(made.lines) rows drawn up in \(frames) frames")
            add(costs, name: name, to: &table)
        }
        table.show()
        print("  budget: 5 ms from key to frame, at p99")
        for line in counts { print(line) }
    }
}
