/// What requests are written as, by the ending of the file's name.
package enum RequestFormat: String, CaseIterable, Sendable {
    /// What `tail --json` writes and `periscope open` reads.
    case lines = "jsonl"
    /// HTTP Archive 1.2, for the tools of browsers.
    case har
    /// A report for a pull request.
    case markdown = "md"

    private static let endings: [(ending: String, format: RequestFormat)] = [
        (".jsonl", .lines), (".ndjson", .lines), (".json", .lines), (".har", .har), (".md", .markdown),
        (".markdown", .markdown),
    ]

    /// Nil where the name says none.
    package init?(path: String) {
        let name = path.lowercased()
        guard let match = Self.endings.first(where: { name.hasSuffix($0.ending) }) else { return nil }
        self = match.format
    }

    /// What to do about a name that says no format.
    package static func problem(with path: String) -> String {
        "\(path) does not say what to write: end it in .jsonl for periscope open, .har for browsers, .md for a report"
    }

    /// For a sentence.
    package var words: String {
        switch self {
        case .lines: "as JSON lines"
        case .har: "as HAR"
        case .markdown: "as a report"
        }
    }
}
