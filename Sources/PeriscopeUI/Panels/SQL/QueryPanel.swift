import PeriscopeHistory
import PeriscopeInsight
import PeriscopeSQL
import PeriscopeWire
import Screen

/// One query opened: its text laid out, its values, its plan, where it was run, what SQLite counted, its repeats.
struct QueryPanel {
    let input: PanelInput
    let span: SpanRecord
    let query: QueryRecord

    private var format: Format { input.format }
    /// Two columns, where both have room.
    private static let leastWidthOfTwo = 110

    func content() -> PanelContent {
        let isWide = input.width >= Self.leastWidthOfTwo
        let leftWidth = isWide ? input.width / 2 : input.width
        var left = PanelText(width: leftWidth)
        addText(to: &left)
        addFailure(to: &left)
        PlanText(input: input, span: span, query: query).add(to: &left)
        if !input.detail.areValuesInline { addValues(to: &left) }
        var right = PanelText(width: isWide ? input.width - leftWidth : input.width)
        CallStackText(input: input, span: span).add(to: &right)
        addCounters(to: &right)
        addRepeats(to: &right)
        addFacts(to: &right)
        var text = PanelText(width: input.width)
        addFinding(to: &text)
        if isWide {
            text.add(PanelText.beside(left, right))
        } else {
            text.add(left)
            text.add(Line())
            text.add(right)
        }
        let sql = SQLWithValues.inlined(query)
        return text.content(
            .init(
                head: [head()], copy: .init(what: "SQL, values inline", text: sql), value: sql + "\n",
                source: input.callSite(span.stack), finding: input.facts.mark(of: span),
                plan: PlanQuestion(query, span: span.id, of: input.request.id)))
    }

    private func head() -> Line {
        let queries = input.facts.queries
        let number = queries.place(of: span.id).map { queries.entries[$0].number } ?? 0
        let separator = (input.width >= 100 ? "  " : " ") + input.glyphs.separator + (input.width >= 100 ? "  " : " ")
        var line = Line(" ")
        line.add(
            number > 0 ? "query \(format.count(number)) of \(format.count(queries.numbered))" : "housekeeping", .title)
        let time = input.duration(span)
        let severity = input.thresholds.query.severity(of: time)
        let isRunning = span.end == nil && input.request.state == .open
        line.add(separator)
        line.add(format.duration(time) + (isRunning ? " so far" : ""), isRunning ? .running : severity.role)
        line.add(separator + format.count(query.rows, "row", "rows"))
        line.add(separator + input.moment(span.start), .textDim)
        if let site = input.callSite(span.stack), line.cursor + site.place.utf8.count + 6 < input.width {
            line.add(separator + site.place)
        }
        if !query.connection.isEmpty, line.cursor + query.connection.utf8.count + 6 < input.width {
            line.add(separator + query.connection, .textDim)
        }
        return line
    }

    private func addFinding(to text: inout PanelText) {
        guard let finding = input.facts.mark(of: span) else { return }
        text.add(Line())
        for line in FindingLine.lines(finding, input) { text.add(line) }
        if let suggestion = finding.suggestion { text.prose(input.format.sentence(suggestion), .textDim) }
    }

    private func addText(to text: inout PanelText) {
        text.add(Line())
        let sql = input.detail.areValuesInline ? SQLText.inlined(query) : query.sql
        for part in SQLLines.lines(sql, width: text.width - 4) {
            var line = Line("   ")
            line.add(part)
            text.add(line)
        }
        if query.sqlTruncatedBytes > 0 {
            text.prose(
                "\(input.glyphs.ellipsis) \(format.bytes(query.sqlTruncatedBytes)) of the text were cut", .warning)
        }
    }

    private func addValues(to text: inout PanelText) {
        guard !query.values.isEmpty || query.omittedValues > 0 else { return }
        text.heading("VALUES", StyledText("t puts them into the text", .textDim))
        let names = placeholders()
        let hasNames = names.values.contains { !$0.hasPrefix("?") }
        for (index, value) in query.values.enumerated() {
            var line = Line()
            line.column("\(index + 1)", 6, .textDim, .right)
            line.gap(2)
            if hasNames { line.column(names[index] ?? "", 16, .sqlParameter) }
            line.add(value.mask != 0 ? value.text : SQLText.literal(value), SQLText.valueRole(value))
            if value.truncatedBytes > 0 { line.add("  \(format.bytes(value.truncatedBytes)) cut", .warning) }
            text.add(line)
        }
        if query.omittedValues > 0 {
            text.prose("and \(format.count(query.omittedValues)) more that were not sent", .warning, indent: 8)
        }
    }

    /// What the text calls each value.
    private func placeholders() -> [Int: String] {
        let parameters = SQLText.tokens(query.sql).filter { $0.kind == .parameter }
        let places = SQLPlaceholders.numbers(query.sql).map { $0 - 1 }
        return Dictionary(zip(places, parameters.map(\.text))) { first, _ in first }
    }

    private func addFailure(to text: inout PanelText) {
        guard span.failure != nil || query.errorCode != nil else { return }
        text.heading("ERROR")
        if let code = query.errorCode { text.add("code \(code)", .error) }
        guard let failure = span.failure else { return }
        text.add(failure.type, .error)
        text.prose(failure.message, .textStrong)
        for frame in failure.stack.prefix(100) { text.add("  " + frame, .textDim) }
    }

    private func addCounters(to text: inout PanelText) {
        guard let counters = query.counters else { return }
        text.heading("COUNTERS")
        if counters.fullScanSteps > 0 {
            let isNotable = counters.fullScanSteps >= QueryFlags.notableScan
            text.prose(
                "read " + format.count(counters.fullScanSteps, "row", "rows") + " without an index",
                isNotable ? .warning : .text)
        }
        if counters.sorts > 0 {
            text.prose("sorted " + format.count(counters.sorts, "time", "times") + ": no index has this order")
        }
        if counters.automaticIndexes > 0 {
            let rows = format.count(counters.automaticIndexes, "row", "rows")
            text.prose("made an index of \(rows) for itself, and threw it away: a real one may help", .warning)
        }
        text.prose(format.count(counters.vmSteps, "step", "steps") + " of SQLite's machine", .textDim)
    }

    private func addRepeats(to text: inout PanelText) {
        let queries = input.facts.queries
        guard let shape = queries.shape(of: span.id, input.history), shape.entries.count > 1 else { return }
        text.heading("REPEATS")
        let others = format.count(shape.entries.count - 1)
        var line = Line("   ")
        line.add(others + " more of this shape", .textStrong)
        let queriesOfShape = shape.entries.map { queries.entries[$0].query }
        if let range = ValueRange(queriesOfShape) {
            line.add(", values \(range.first) \(input.glyphs.ellipsis) \(range.last)")
        }
        let first = input.spans[queries.entries[shape.entries[0]].span].id
        text.add(line, .init(key: .group(first), opens: .group(first)))
        let total = shape.entries.reduce(UInt64(0)) { $0 &+ input.duration(input.spans[queries.entries[$1].span]) }
        text.prose("\(format.duration(total)) together; Enter shows them", .textDim)
        let copies = queries.place(of: span.id).map { queries.entries[$0].copies } ?? 1
        if copies > 1 {
            text.prose(
                format.count(copies) + " of them have the very same values on the same connection", .duplicate)
        }
    }

    private func addFacts(to text: inout PanelText) {
        var facts: [(String, String)] = []
        if !query.system.isEmpty { facts.append(("database", query.system)) }
        if !query.namespace.isEmpty { facts.append(("file", query.namespace)) }
        if !query.connection.isEmpty { facts.append(("connection", query.connection)) }
        if let transaction = query.transaction { facts.append(("transaction", "\(transaction)")) }
        facts += span.attributes.map { ($0.key, $0.value) }
        guard !facts.isEmpty else { return }
        text.heading("ABOUT")
        for fact in facts {
            var line = Line("   ")
            line.column(fact.0, 14, .textDim)
            line.gap(1)
            line.add(fact.1, fact.1 == redacted ? .redacted : .text)
            text.add(line)
        }
    }
}
