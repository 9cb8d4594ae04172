import PeriscopeHistory
import PeriscopeInsight
import PeriscopeWire
import Screen

/// One query opened: its text laid out, its values, what SQLite counted, and its repeats.
struct QueryPanel {
    let input: PanelInput
    let span: SpanRecord
    let query: QueryRecord

    private var format: Format { input.format }

    func content() -> PanelContent {
        var lines: [Line] = [Line()]
        lines += text()
        if !input.detail.areValuesInline { lines += values() }
        lines += failure()
        lines += counters()
        lines += repeats()
        lines += facts()
        return PanelContent(
            lines: lines, head: [head()], copy: .init(what: "SQL, values inline", text: SQLText.inlined(query)),
            value: SQLText.inlined(query) + "\n")
    }

    private func head() -> Line {
        let queries = Queries(input, showsHousekeeping: true)
        let number = queries.items.first { $0.span.id == span.id }?.number ?? 0
        let separator = "  " + input.glyphs.separator + "  "
        var line = Line(" ")
        line.add(number > 0 ? "query \(number) of \(queries.numbered)" : "housekeeping", .title)
        let time = input.duration(span)
        let severity = input.thresholds.query.severity(of: time)
        line.add(separator)
        line.add(format.duration(time) + (span.end == nil ? " so far" : ""), span.end == nil ? .running : severity.role)
        line.add(separator + format.count(query.rows, "row", "rows"))
        if !query.connection.isEmpty { line.add(separator + query.connection, .textDim) }
        line.add(separator + input.moment(span.start), .textDim)
        return line
    }

    private func text() -> [Line] {
        let sql = input.detail.areValuesInline ? SQLText.inlined(query) : query.sql
        var lines = SQLLayout.lines(sql, width: input.width - 4).map(indented)
        if query.sqlTruncatedBytes > 0 {
            lines.append(
                Line(
                    "   \(input.glyphs.ellipsis) \(format.bytes(query.sqlTruncatedBytes)) of the text were cut",
                    .warning))
        }
        return lines
    }

    private func indented(_ text: StyledText) -> Line {
        var line = Line("   ")
        line.add(text)
        return line
    }

    private func heading(_ text: String, _ note: String = "") -> [Line] {
        var line = Line(" ")
        line.add(text, .header)
        line.add("  " + note, .textDim)
        return [Line(), line]
    }

    private func values() -> [Line] {
        guard !query.values.isEmpty || query.omittedValues > 0 else { return [] }
        var lines = heading("VALUES", "t puts them into the text")
        for (index, value) in query.values.enumerated() {
            var line = Line()
            line.column("\(index + 1)", 6, .textDim, .right)
            line.gap(2)
            line.add(value.mask != 0 ? value.text : SQLText.literal(value), SQLText.valueRole(value))
            if value.truncatedBytes > 0 { line.add("  \(format.bytes(value.truncatedBytes)) cut", .warning) }
            lines.append(line)
        }
        if query.omittedValues > 0 {
            lines.append(Line("        and \(format.count(query.omittedValues)) more that were not sent", .warning))
        }
        return lines
    }

    private func failure() -> [Line] {
        guard span.failure != nil || query.errorCode != nil else { return [] }
        var lines = heading("ERROR")
        if let code = query.errorCode { lines.append(Line("   code \(code)", .error)) }
        if let failure = span.failure {
            lines.append(Line("   " + failure.type, .error))
            let rows = TextBlock(failure.message, wrappedTo: max(10, input.width - 4)).rows
            lines += rows.map { Line("   " + $0.text, .textStrong) }
            lines += failure.stack.prefix(100).map { Line("     " + $0, .textDim) }
        }
        return lines
    }

    private func counters() -> [Line] {
        guard let counters = query.counters else { return [] }
        var lines = heading("COUNTERS")
        if counters.fullScanSteps > 0 {
            let steps = format.count(counters.fullScanSteps, "step", "steps")
            lines.append(Line("   \(steps) of a full scan: rows read one by one, no index used", .warning))
        }
        if counters.sorts > 0 {
            lines.append(Line("   sorted \(format.count(counters.sorts, "time", "times")): no index has this order"))
        }
        if counters.automaticIndexes > 0 {
            let rows = format.count(counters.automaticIndexes, "row", "rows")
            lines.append(Line("   an automatic index of \(rows) was built for this run: a real one may help", .warning))
        }
        lines.append(Line("   \(format.count(counters.vmSteps)) steps of SQLite's virtual machine", .textDim))
        return lines
    }

    private func repeats() -> [Line] {
        let alike = input.spans.filter { $0.query.map { $0.sql == query.sql } ?? false }
        guard alike.count > 1 else { return [] }
        let same = alike.count {
            $0.query.map { $0.values == query.values && $0.connection == query.connection } ?? false
        }
        let total = alike.reduce(UInt64(0)) { $0 &+ input.duration($1) }
        var lines = heading("REPEATS")
        lines.append(
            Line("   \(format.count(alike.count)) queries of this text, \(format.duration(total)) together"))
        if same > 1 {
            lines.append(
                Line("   \(format.count(same)) of them with the same values on the same connection", .duplicate))
        }
        return lines
    }

    private func facts() -> [Line] {
        var facts: [(String, String)] = []
        if !query.system.isEmpty { facts.append(("database", query.system)) }
        if !query.connection.isEmpty { facts.append(("connection", query.connection)) }
        if let transaction = query.transaction { facts.append(("transaction", "\(transaction)")) }
        facts += span.attributes.map { ($0.key, $0.value) }
        guard !facts.isEmpty else { return [] }
        return heading("ABOUT")
            + facts.map { fact in
                var line = Line("   ")
                line.column(fact.0, 18, .textDim)
                line.gap(1)
                line.add(fact.1, fact.1 == redacted ? .redacted : .text)
                return line
            }
    }
}
