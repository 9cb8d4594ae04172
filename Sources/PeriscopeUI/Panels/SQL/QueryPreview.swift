import PeriscopeHistory
import PeriscopeInsight
import Screen

/// The selected query's text beside the list of queries: laid out, with what was found and where it was run.
///
/// Made anew with each frame, so it lays out no more than a screen of text holds; Enter opens the rest.
struct QueryPreview {
    let content: PanelContent
    let index: Int
    let glyphs: Glyphs

    private static let longestText = 4_096

    func lines(width: Int, height: Int) -> [Line] {
        guard content.count > 0, height > 2, let sql = content.copy(index)?.text else { return [] }
        let format = Format(glyphs: glyphs)
        let inner = max(8, width - 3)
        var below: [Line] = []
        if let finding = content.finding(index) { below += words(finding, format, width: inner) }
        if let site = content.source(index) {
            var line = Line("  ")
            line.add("o ", .keyHint)
            line.add(site.place, .link)
            if !site.function.isEmpty { line.add("  " + site.function, .textDim) }
            below.append(line)
        }
        let room = max(1, height - below.count - 3)
        let part = sql.utf8.count > Self.longestText ? String(sql.prefix(Self.longestText)) : sql
        let text = SQLLines.lines(part, width: inner)
        var lines = [Line(" QUERY", .header)]
        for row in text.prefix(room) { lines.append(Line(StyledText("  ") + row)) }
        if text.count > room || part.utf8.count < sql.utf8.count {
            lines.append(Line("  " + glyphs.ellipsis + " Enter shows the rest", .textDim))
        }
        return lines + (below.isEmpty ? [] : [Line()] + below)
    }

    private func words(_ finding: Finding, _ format: Format, width: Int) -> [Line] {
        let text = finding.label + ": " + finding.headline(callSite: nil) + (finding.cost.isEmpty ? "" : ", ")
        let whole = format.sentence(text + finding.cost)
        return TextBlock(whole, wrappedTo: width).rows.prefix(4).enumerated().map { index, row in
            Line("  " + row.text, index == 0 ? FindingFlags.role(finding.kind, finding.severity) : .text)
        }
    }
}
