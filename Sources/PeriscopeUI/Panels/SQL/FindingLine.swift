import PeriscopeHistory
import PeriscopeInsight
import Screen

/// A finding on one line, where a thing that it is about is opened.
enum FindingLine {
    static func line(_ finding: Finding, _ input: PanelInput) -> Line {
        var line = Line(" ")
        line.add(FindingMark.text(finding.severity, input.glyphs))
        line.add(" " + finding.label, finding.severity.role)
        line.add("   " + finding.title(callSite: input.callSite(finding.stack)?.place))
        return line
    }
}
