import ArgumentParser
import Screen

/// How large the screen is that a benchmark draws, and how full the history.
struct ScreenOptions: ParsableArguments {
    @Option(help: "Columns of the screen.")
    var columns = 200

    @Option(help: "Rows of the screen.")
    var rows = 60

    @Option(help: "Requests in the history.")
    var requests = 10_000

    var size: ScreenSize { ScreenSize(columns: columns, rows: rows) }

    /// For a table's title.
    var text: String { "\(columns)×\(rows), \(requests) requests" }
}
