import PeriscopeHistory
import PeriscopeWire
import Screen

/// Panel 5: what was logged while the request ran, and what the child of `run` wrote meanwhile.
struct LogsPanel {
    private enum Entry {
        case log(Int)
        /// By place in the environment's output.
        case output(Int)
    }

    /// With so many of a request's log lines, what its server printed is compared.
    private static let comparedLogs = 500

    private let input: PanelInput
    /// In order of time; of log lines those at the level and above.
    private let shown: [Entry]
    private let hidden: Int

    init(_ input: PanelInput) {
        self.input = input
        let logs = input.logs.indices.filter { input.logs[$0].level.rawValue >= input.detail.minimumLevel }
        hidden = input.logs.count - logs.count
        shown = Self.merged(logs, input)
    }

    /// Both are in order of time already.
    private static func merged(_ logs: [Int], _ input: PanelInput) -> [Entry] {
        let output = input.environment.childOutput
        var places = output.indices.filter {
            output[$0].request == input.request.id && !isLog(output[$0].text, input.logs)
        }[...]
        var entries: [Entry] = []
        for log in logs {
            let at = input.request.startedAt &+ Int64(clamping: input.offset(input.logs[log].at))
            while let place = places.first, output[place].at <= at {
                entries.append(.output(place))
                places.removeFirst()
            }
            entries.append(.log(log))
        }
        return entries + places.map { .output($0) }
    }

    /// Most handlers of logs print what the probe has sent already: label, metadata, and the message at the end.
    private static func isLog(_ text: String, _ logs: some Sequence<LogRecord>) -> Bool {
        logs.prefix(comparedLogs).contains { log in
            !log.message.isEmpty && text.hasSuffix(log.message) && text.utf8.count > log.message.utf8.count
                && text.contains(log.label)
        }
    }

    func content() -> PanelContent {
        var content = PanelContent()
        if !shown.isEmpty || hidden > 0 { content.head = [summary(), heads()] }
        content.count = shown.count
        content.key = { index in
            guard shown.indices.contains(index) else { return .line(index) }
            switch shown[index] {
            case .log(let place): return .log(place)
            case .output(let place): return .output(place)
            }
        }
        content.line = { shown.indices.contains($0) ? line(shown[$0]) : Line() }
        content.opens = { index in
            guard shown.indices.contains(index), case .log(let place) = shown[index] else { return nil }
            return .log(place)
        }
        content.isProblem = { index in
            guard shown.indices.contains(index), case .log(let place) = shown[index] else { return false }
            return input.logs[place].level.rawValue >= WireLogLevel.error.rawValue
        }
        content.copy = { shown.indices.contains($0) ? .init(what: "log message", text: message(shown[$0])) : nil }
        content.source = { index in
            guard shown.indices.contains(index), case .log(let place) = shown[index] else { return nil }
            return LogText.source(input.logs[place])
        }
        content.value = { _ in shown.map(describe).joined(separator: "\n") + "\n" }
        content.text = { shown.indices.contains($0) ? describe(shown[$0]) : "" }
        content.empty = empty()
        return content
    }

    private func empty() -> [String] {
        guard hidden == 0 else {
            let level = WireLogLevel(rawValue: input.detail.minimumLevel)?.label ?? ""
            return ["\(hidden) lines are below \(level).", "+ shows more levels."]
        }
        return [
            "Nothing was logged in this request.", "",
            "Lines come here if probe.bootstrap() runs before the first Logger is made,",
            "and if the logger's level lets them through.",
        ]
    }

    private func summary() -> Line {
        var line = Line(" ")
        line.add(input.format.count(shown.count + hidden, "line", "lines"), .textStrong)
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

    private func line(_ entry: Entry) -> Line {
        switch entry {
        case .log(let place): line(input.logs[place])
        case .output(let place): line(input.environment.childOutput[place])
        }
    }

    private func line(_ output: UIEnvironment.ChildLine) -> Line {
        let offset = UInt64(clamping: output.at &- input.request.startedAt)
        var line = Line()
        line.gap(1)
        line.column("output", 9, .textDim)
        line.column(input.moment(input.request.start &+ offset), input.momentWidth, .textDim, .right)
        line.gap(2)
        if input.width >= 70 { line.gap(15) }
        line.add(String(output.text.prefix(2_000)), output.isError ? .warning : .text)
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
        let isLoud = log.level.rawValue >= WireLogLevel.warning.rawValue
        line.add(String(log.message.prefix(2_000)), isLoud ? log.level.role : .text)
        for item in log.metadata.prefix(40) {
            line.add("  " + item.key + "=", .textDim)
            line.add(String(item.value.prefix(400)), item.mask != 0 ? .redacted : .textDim)
        }
        return line
    }

    private func message(_ entry: Entry) -> String {
        switch entry {
        case .log(let place): input.logs[place].message
        case .output(let place): input.environment.childOutput[place].text
        }
    }

    private func describe(_ entry: Entry) -> String {
        guard case .log(let place) = entry else { return "output " + message(entry) }
        let log = input.logs[place]
        let metadata = log.metadata.map { " \($0.key)=\($0.value)" }.joined()
        return "\(input.moment(log.at)) \(log.level.label) \(log.label): \(log.message)\(metadata)"
    }
}
