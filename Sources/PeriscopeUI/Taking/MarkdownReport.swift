package import PeriscopeHistory
import PeriscopeInsight
import PeriscopeWire
import Screen

/// A request as a report for a pull request: what it took, where the time went, what was found, what it asked of its
/// database, and how that differs from the build before.
package enum MarkdownReport {
    /// Of more shapes only the number is said.
    static let maximumShapes = 40

    /// Ends with a line end; empty where the request is not held.
    package static func of(_ id: RequestID, _ history: History) -> String {
        guard let request = history.request(id) else { return "" }
        let loan = HistoryLoan(history)
        defer { loan.end() }
        let input = PanelInput(
            facts: RequestFacts(request, history), app: history.app(id.app), loan: loan, detail: DetailState(),
            clock: request.startedAt, environment: UIEnvironment(), isWrapping: false, showsClock: false, width: 80,
            glyphs: .unicode)
        return ReportText(input: input).lines().joined(separator: "\n") + "\n"
    }

    /// Several requests as one table, in the order of the ids; those that are no longer held are left out.
    package static func table(of ids: [RequestID], _ history: History) -> String {
        let format = Format(glyphs: .unicode)
        let rows = ids.compactMap { id -> [String]? in
            guard let request = history.request(id) else { return nil }
            let findings = history.findings(of: request).prefix(4).map { MarkdownText.plain($0.label) }
            return [
                MarkdownText.code(request.method + " " + RequestText.target(request), inTable: true, limit: 120),
                request.status.map(String.init) ?? request.state.rawValue,
                format.duration(request.duration), format.count(request.queryCount),
                format.duration(request.queryDuration), findings.joined(separator: ", "),
                history.app(id.app).map { "\($0.buildNumber)" } ?? "",
            ]
        }
        let heads = ["request", "status:", "time:", "queries:", "SQL:", "findings", "build:"]
        return MarkdownText.table(heads, rows).joined(separator: "\n") + "\n"
    }

    /// A table of all, then each by itself; of one only the report.
    ///
    /// One by one, so that thousands of them need not be in memory.
    package static func write(_ ids: [RequestID], _ history: History, to write: (String) throws -> Void) rethrows {
        if ids.count > 1 { try write(table(of: ids, history)) }
        for id in ids { try write((ids.count > 1 ? "\n" : "") + of(id, history)) }
    }
}
