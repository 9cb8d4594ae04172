import PeriscopeHistory
import Screen

/// The overview's part about what came of sending the request again.
struct OverviewSending {
    let input: PanelInput

    func add(to page: inout OverviewPage) {
        guard let report = input.sent else { return }
        let isOriginal = report.request == input.request.id
        let clock = input.format.timeOfDay(report.at, utcOffsetSeconds: input.environment.utcOffsetSeconds)
        page.heading(isOriginal ? "SENT AGAIN" : "ONE OF THOSE SENT AGAIN", "at " + clock.prefix(8))
        let text = SendingText(format: input.format)
        for line in flowed(text.parts(report)) { page.add(line) }
        for caveat in text.caveats(report) {
            for row in TextBlock(caveat, wrappedTo: max(10, input.width - 4)).rows.prefix(4) {
                page.add(Line("   " + row.text, .warning))
            }
        }
        if isOriginal, !report.arrived.isEmpty {
            page.add(Line("   they are marked: u goes to the next, U takes the marks away", .textDim))
        }
    }

    private func flowed(_ parts: [String]) -> [Line] {
        var lines: [Line] = []
        var line = Line("   ")
        for part in parts {
            let width = TextWidth.width(of: part, glyphs: input.glyphs)
            if line.cursor > 3, line.cursor + width > input.width - 1 {
                lines.append(line)
                line = Line("   ")
            }
            line.add(part)
            line.gap(4)
        }
        return lines + [line]
    }
}
