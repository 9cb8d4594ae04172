import PeriscopeHistory
import PeriscopeInsight
import Screen

/// The findings that only one of the two has, or that are about more or less.
struct CompareFindings {
    let diff: RequestDiff
    let style: CompareStyle

    func add(to rows: inout CompareRows) {
        guard !diff.findings.entries.isEmpty else { return }
        rows.heading("FINDINGS")
        for entry in diff.findings.entries {
            guard let finding = entry.shown else { continue }
            let side: CompareSide = entry.finding.other == nil ? .base : .other
            let text = title(finding, side)
            let stop = CompareRows.Stop(
                key: .finding(finding.kind, finding.spans.first ?? 0),
                target: CompareTarget(
                    request: diff.requests[side].id, panel: .overview,
                    key: .finding(finding.kind, finding.spans.first ?? 0)),
                source: site(finding, side))
            rows.add(text, stop) { line(entry, finding, text) }
        }
    }

    private func line(_ entry: FindingDiff.Entry, _ finding: Finding, _ text: String) -> Line {
        var line = Line(" ")
        line.gap(style.isNarrow ? 0 : 2)
        line.column(sign(entry), 9)
        line.column(finding.label, style.isNarrow ? 6 : 14, FindingFlags.role(finding.kind, finding.severity))
        line.gap(1)
        if entry.change == .more || entry.change == .fewer {
            line.add(style.counts(entry.finding.map { $0?.count ?? 0 }))
            line.gap(2)
        }
        let room = max(4, style.width - line.cursor - 1)
        line.add(style.format.end(text, width: room))
        return line
    }

    /// A new finding is no mere addition: it is worse.
    private func sign(_ entry: FindingDiff.Entry) -> StyledText {
        switch entry.change {
        case .gone: style.change(.gone).with(role: .better)
        case .new: style.change(.new).with(role: .worse)
        case .differs, .same: style.change(.differs, differs: "weight")
        case .more, .fewer: style.change(entry.change)
        }
    }

    private func site(_ finding: Finding, _ side: CompareSide) -> SourceFrame? {
        diff.sides[side].sites[finding.stack]
    }

    /// Without what it took, where times are not told.
    private func title(_ finding: Finding, _ side: CompareSide) -> String {
        let place = site(finding, side)?.place
        let text = style.hasTimes ? finding.title(callSite: place) : finding.headline(callSite: place)
        return style.format.sentence(String(text.prefix { $0 != "\n" && $0 != "\r\n" }))
    }
}
