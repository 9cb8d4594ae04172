import PeriscopeHistory
import PeriscopeWire
import Screen

/// One log line opened: the whole message, its metadata, and where it was written.
struct LogPanel {
    let input: PanelInput
    let log: LogRecord

    func content() -> PanelContent {
        var lines: [Line] = [Line()]
        let width = input.isWrapping ? max(10, input.width - 4) : nil
        lines += TextBlock(log.message, wrappedTo: width).rows.map { Line("   " + $0.text, .textStrong) }
        if log.truncatedBytes > 0 {
            lines.append(Line("   \(input.format.bytes(log.truncatedBytes)) were cut", .warning))
        }
        if !log.metadata.isEmpty {
            lines += [Line(), Line(" METADATA", .header)]
            for item in log.metadata {
                lines += TextLines.pair(item.key, item.value, isMasked: item.mask != 0, width: input.width)
            }
        }
        lines += [Line(), Line(" FROM", .header)]
        lines += place()
        var content = PanelContent(
            lines: lines, head: [head()], copy: .init(what: "log message", text: log.message),
            value: log.message + "\n" + log.metadata.map { "\($0.key): \($0.value)\n" }.joined())
        let source = LogText.source(log)
        content.source = { _ in source }
        return content
    }

    private func head() -> Line {
        var line = Line(" ")
        line.add(log.isDump ? "dump" : log.level.label, log.level.role)
        line.add("  " + input.moment(log.at) + "  " + log.label, .textDim)
        return line
    }

    private func place() -> [Line] {
        var lines: [Line] = []
        if !log.source.isEmpty { lines += TextLines.pair("module", log.source, width: input.width) }
        if !log.file.isEmpty { lines += TextLines.pair("source", "\(log.file):\(log.line)", width: input.width) }
        if let span = input.spans.first(where: { $0.id == log.span }) {
            lines += TextLines.pair("during", SpanLabel.text(span), width: input.width)
        }
        return lines.isEmpty ? [Line("   not known", .textDim)] : lines
    }
}
