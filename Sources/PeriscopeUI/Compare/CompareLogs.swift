import PeriscopeHistory
import Screen

/// Log lines that only one of the two has, or one has more of.
struct CompareLogs {
    let diff: RequestDiff
    let style: CompareStyle

    func add(to rows: inout CompareRows) {
        guard !diff.logs.messages.isEmpty else { return }
        var note = StyledText()
        for level in diff.logs.levels where !level.count.isEqual {
            if !note.isEmpty { note.append("  ") }
            note.append(level.level.label + " ", level.level.role)
            let arrow = style.glyphs.arrowRight
            note.append(style.format.count(level.count.base) + arrow + style.format.count(level.count.other))
        }
        rows.heading("LOG LINES", note)
        for message in diff.logs.messages {
            let side: CompareSide = message.first.other == nil ? .base : .other
            let stop = CompareRows.Stop(
                key: .output(message.first[side].map { side == .base ? -1 - $0 : $0 } ?? 0),
                target: CompareTarget(
                    request: diff.requests[side].id, panel: .logs, key: message.first[side].map { .log($0) }))
            rows.add(message.text, stop) { line(message) }
        }
    }

    private func line(_ message: LogDiff.Message) -> Line {
        var line = Line(" ")
        line.gap(style.isNarrow ? 0 : 2)
        line.column(style.change(message.change), 9)
        if !style.isNarrow {
            line.column(style.counts(message.count), 7)
            line.column(message.level.label, 9, message.level.role)
        }
        line.add(style.format.end(String(message.text.prefix(600)), width: max(4, style.width - line.cursor - 1)))
        return line
    }
}
