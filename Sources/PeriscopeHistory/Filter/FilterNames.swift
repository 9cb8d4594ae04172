internal import PeriscopeInsight

/// The words that some keys take.
enum FilterNames {
    static let findings = FindingKind.allCases.map(\.name)

    static let states = [
        "running", "finished", "failed", "lost", "error", "ok", "slow", "stream", "aborted", "marked", "hidden", "cut",
    ]

    static let possessions = [
        "findings", "error", "queries", "renders", "logs", "warnings", "calls", "body", "route", "query", "samples",
        "drops",
    ]

    /// What people write too.
    static let others: [FilterKey: [String: String]] = [
        .finding: [
            "n+1": "n_plus_one", "n1": "n_plus_one", "nplusone": "n_plus_one", "dup": "duplicate_query",
            "duplicate": "duplicate_query", "many": "many_queries",
        ],
        .is: [
            "open": "running", "live": "running", "done": "finished", "errors": "error", "streaming": "stream",
            "streamed": "stream", "cancelled": "aborted", "canceled": "aborted", "mark": "marked", "noise": "hidden",
            "static": "hidden", "incomplete": "cut",
        ],
        .has: [
            "finding": "findings", "errors": "error", "sql": "queries", "templates": "renders", "template": "renders",
            "log": "logs", "warning": "warnings", "call": "calls", "profile": "samples", "dropped": "drops",
        ],
        .configuration: ["dbg": "debug", "rel": "release"],
        .build: ["last": "previous", "before": "previous", "now": "current", "this": "current"],
        .level: ["warn": "warning", "err": "error", "fatal": "critical"],
    ]

    /// Of a key's names those that a word stands for: itself, another way to write one, or for findings all that begin
    /// with it.
    static func resolve(_ word: String, of key: FilterKey) -> [String] {
        let word = word.lowercased().replacing("-", with: "_")
        if key.names.contains(word) { return [word] }
        if let other = others[key]?[word] { return [other] }
        guard key == .finding, !word.isEmpty else { return [] }
        return key.names.filter { $0.hasPrefix(word) }
    }
}
