import PeriscopeHistory
import Screen

/// The renders of both, by template.
struct CompareTemplates {
    let diff: RequestDiff
    let showsSame: Bool
    let style: CompareStyle

    func add(to rows: inout CompareRows) {
        let renders = diff.renders
        guard !renders.differing.isEmpty || showsSame && !renders.templates.isEmpty else { return }
        var note = style.counts(renders.count)
        if style.hasTimes {
            note.append("  ")
            note.append(style.times(renders.duration))
        }
        if !renders.same.isEmpty, !showsSame {
            let same = style.format.count(renders.same.count, "template", "templates")
            note.append("  and " + same + " as before", .textDim)
        }
        rows.heading("TEMPLATES", note)
        let table = CompareTable(style: style, title: "TEMPLATE, ITS OWN TIME")
        rows.add(table.head)
        for template in showsSame ? renders.templates[...] : renders.differing { add(template, table, to: &rows) }
    }

    private func add(_ template: RenderDiff.Template, _ table: CompareTable, to rows: inout CompareRows) {
        let figures = CompareTable.Figures(
            change: style.change(template.change, differs: "size"), count: template.count, time: template.own,
            name: StyledText(template.name), note: style.bytes(template.bytes).text)
        let side: CompareSide = template.first.other == nil ? .base : .other
        let span = template.first[side] ?? 0
        let lines = table.lines(figures)
        let stop = CompareRows.Stop(
            key: .group(span), extent: lines.count,
            target: CompareTarget(request: diff.requests[side].id, panel: .templates, opened: .span(span)))
        for (index, line) in lines.enumerated() {
            rows.add(index == 0 ? template.name : "", index == 0 ? stop : nil, line)
        }
    }
}
