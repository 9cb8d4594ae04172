import PeriscopeHistory
import Screen

/// All rows of a comparison, what differs most first.
struct ComparePage {
    let diff: RequestDiff
    let showsSame: Bool
    let style: CompareStyle

    func made() -> CompareContent {
        var rows = CompareRows()
        CompareTimes(diff: diff, style: style).add(to: &rows)
        CompareQueries(diff: diff, showsSame: showsSame, style: style).add(to: &rows)
        CompareFindings(diff: diff, style: style).add(to: &rows)
        CompareTemplates(diff: diff, showsSame: showsSame, style: style).add(to: &rows)
        CompareLogs(diff: diff, style: style).add(to: &rows)
        CompareFields(diff: diff, style: style).add(to: &rows)
        addEqual(to: &rows)
        return rows.made()
    }

    /// What needs no part of its own, as nothing of it differs.
    private func addEqual(to rows: inout CompareRows) {
        var equal: [String] = []
        if diff.queries.shapes.isEmpty { equal.append("no query in either") }
        if diff.findings.entries.isEmpty { equal.append("findings") }
        if diff.renders.differing.isEmpty { equal.append(diff.renders.templates.isEmpty ? "no template" : "templates") }
        if diff.logs.messages.isEmpty { equal.append("log lines") }
        if !CompareFields(diff: diff, style: style).hasNews { equal.append("status, headers, parameters and bodies") }
        guard !equal.isEmpty else { return }
        rows.heading("THE SAME", StyledText(equal.joined(separator: ", "), .textDim))
        if diff.fields.unknown > 0 {
            let text = style.format.count(diff.fields.unknown, "masked value", "masked values")
            rows.add(Line("   " + text + " of two processes cannot be compared", .textDim))
        }
    }
}
