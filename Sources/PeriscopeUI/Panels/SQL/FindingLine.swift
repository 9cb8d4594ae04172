import PeriscopeHistory
import PeriscopeInsight
import Screen

/// A finding where a thing that it is about is opened: mark, label, and its sentence.
enum FindingLine {
    static func lines(_ finding: Finding, _ input: PanelInput) -> [Line] {
        var line = Line(" ")
        line.add(FindingMark.text(finding.severity, input.glyphs))
        line.add(" " + finding.label, finding.severity.role)
        line.gap(3)
        let start = line.cursor
        let title = input.format.sentence(finding.title(callSite: input.callSite(finding.stack)?.place))
        var lines: [Line] = []
        for row in TextBlock(title, wrappedTo: max(10, input.width - start - 1)).rows.prefix(6) {
            line.move(to: start)
            line.add(String(row.text))
            lines.append(line)
            line = Line()
        }
        return lines
    }
}
