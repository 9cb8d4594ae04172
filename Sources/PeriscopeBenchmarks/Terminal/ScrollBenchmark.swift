import ArgumentParser
import NcursesTerminal
import Screen

/// What a frame costs while somebody scrolls, ncurses included.
struct ScrollBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scroll", abstract: "CPU of a scrolling frame, until ncurses has written it to a terminal.",
        discussion:
            "Of the thread that draws: from the key to the return of the write. What the terminal then does, and "
            + "the thread that stands for it here, are not in the figures.")

    @OptionGroup
    var screen: ScreenOptions

    @Option(help: "Frames of each sort.")
    var frames = 600

    func run() throws {
        Table.showCommandLine()
        var table = Table(
            "CPU of a frame at \(screen.text), µs: medians of \(frames)",
            columns: ["", "update", "render", "ncurses", "frame", "p99", "bytes"])
        for (name, keys, key) in [
            ("list, by a row", "", "j"), ("list beside Overview, by a row", "1", "J"),
            ("list beside SQL, by a row", "3", "J"), ("SQL, by a row", "3", "j"), ("Routes, up and down", "0", "j"),
        ] {
            try measure(name, keys, Character(key), into: &table)
        }
        table.show()
        print("  budget: 500 µs a frame")
    }

    private func measure(_ name: String, _ keys: String, _ key: Character, into table: inout Table) throws {
        let size = self.screen.size
        var screen = SampleScreen(size: size, requests: self.screen.requests, lastQueries: 1_000, isVaried: true)
        let drawn = try DrawnTerminal(size)
        screen.type(keys)
        for _ in 0..<self.screen.rows { screen.press(.character(key)) }
        drawn.terminal.present(screen.grid)
        var parts = [Measurement("update"), Measurement("render"), Measurement("ncurses"), Measurement("frame")]
        let before = drawn.bytes
        for _ in 0..<frames {
            let cost = screen.cost(of: .character(key))
            let start = Stopwatch.threadCPU()
            drawn.terminal.present(screen.grid)
            let present = Stopwatch.threadCPU() - start
            for (place, value) in [cost.update, cost.render, present, cost.update + cost.render + present].enumerated()
            {
                parts[place].add(Double(value) / 1_000)
            }
        }
        let bytes = (drawn.bytes - before) / frames
        drawn.end()
        table.add(
            name, parts[0].median.text(0), parts[1].median.text(0), parts[2].median.text(0), parts[3].median.text(0),
            parts[3].percentile(99).text(0), "\(bytes)")
    }
}
