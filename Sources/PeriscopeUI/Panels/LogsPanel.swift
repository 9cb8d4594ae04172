import PeriscopeHistory
import PeriscopeWire
import Screen

/// Panel 5: what was logged while the request ran.
struct LogsPanel {
    private let input: PanelInput
    /// Places in the request's lines, of those at the level and above.
    private let shown: [Int]

    init(_ input: PanelInput) {
        self.input = input
        shown = input.logs.indices.filter { input.logs[$0].level.rawValue >= input.detail.minimumLevel }
    }

    func content() -> PanelContent {
        var content = PanelContent()
        if !input.logs.isEmpty { content.head = [summary(), heads()] }
        content.count = shown.count
        content.key = { shown.indices.contains($0) ? .log(shown[$0]) : .line($0) }
        content.line = { shown.indices.contains($0) ? line(input.logs[shown[$0]]) : Line() }
        content.opens = { shown.indices.contains($0) ? .log(shown[$0]) : nil }
        content.copy = { index in
            guard shown.indices.contains(index) else { return nil }
            return .init(what: "log message", text: input.logs[shown[index]].message)
        }
        content.value = { _ in shown.map { describe(input.logs[$0]) }.joined(separator: "\n") + "\n" }
        content.text = { shown.indices.contains($0) ? describe(input.logs[shown[$0]]) : "" }
        content.empty = empty()
        return content
    }

    private func empty() -> [String] {
        guard input.logs.isEmpty else {
            let level = WireLogLevel(rawValue: input.detail.minimumLevel)?.label ?? ""
            return ["\(input.logs.count) lines are below \(level).", "+ shows more levels."]
        }
        return [
            "Nothing was logged in this request.", "",
            "Lines come here if probe.bootstrap() runs before the first Logger is made,",
            "and if the logger's level lets them through.",
        ]
    }

    private func summary() -> Line {
        var line = Line(" ")
        line.add(input.format.count(input.logs.count, "line", "lines"), .textStrong)
        let hidden = input.logs.count - shown.count
        if hidden > 0, let level = WireLogLevel(rawValue: input.detail.minimumLevel) {
            line.add("  \(input.glyphs.separator)  from \(level.label) up", .statusFilter)
            line.add("  \(input.glyphs.separator)  \(hidden) hidden", .textDim)
        }
        line.addRight(StyledText("+ - levels", .textDim), end: input.width - 1)
        return line
    }

    private func heads() -> Line {
        var line = Line()
        line.gap(1)
        line.column("LEVEL", 9, .header)
        line.column(input.showsClock ? "AT" : "OFFSET", input.momentWidth, .header, .right)
        line.gap(2)
        if input.width >= 70 { line.column("LABEL", 15, .header) }
        line.add("MESSAGE", .header)
        return line
    }

    private func line(_ log: LogRecord) -> Line {
        var line = Line()
        line.gap(1)
        line.column(log.isDump ? "dump" : log.level.label, 9, log.isDump ? .info : log.level.role)
        line.column(input.moment(log.at), input.momentWidth, .textDim, .right)
        line.gap(2)
        if input.width >= 70 {
            line.column(log.label, 14, .textDim)
            line.gap(1)
        }
        line.add(
            String(log.message.prefix(2_000)),
            log.level.rawValue >= WireLogLevel.warning.rawValue ? log.level.role : .text)
        for item in log.metadata.prefix(40) {
            line.add("  " + item.key + "=", .textDim)
            line.add(String(item.value.prefix(400)), item.mask != 0 ? .redacted : .textDim)
        }
        return line
    }

    private func describe(_ log: LogRecord) -> String {
        let metadata = log.metadata.map { " \($0.key)=\($0.value)" }.joined()
        return "\(input.moment(log.at)) \(log.level.label) \(log.label): \(log.message)\(metadata)"
    }
}
