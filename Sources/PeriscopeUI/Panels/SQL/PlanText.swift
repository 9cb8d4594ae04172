import PeriscopeHistory
import PeriscopeInsight
import PeriscopeSQL
import PeriscopeWire
import Screen

/// The plan of a query: how to ask for it, how far the question has come, or the steps.
struct PlanText {
    let input: PanelInput
    let span: SpanRecord
    let query: QueryRecord

    private var format: Format { input.format }

    private var state: PlanState? {
        input.environment.plans[PlanQuestion.Key(request: input.request.id, span: span.id)]
    }

    func add(to text: inout PanelText) {
        switch state {
        case nil:
            if let problem { return addNote(problem, to: &text) }
            guard !input.environment.hub.isFile else { return addNote("none: a file has no server to ask", to: &text) }
            text.heading("PLAN", StyledText("p asks the server", .textDim))
        case .asked(let at):
            let waited = UInt64(max(0, input.clock &- at))
            text.heading(
                "PLAN", StyledText("asking the server \(input.glyphs.ellipsis) " + format.clock(waited), .running))
        case .refused(let sentence):
            text.heading("PLAN")
            text.prose(sentence, .warning)
        case .answered(let steps, let duration):
            text.heading("PLAN", StyledText("answered in " + format.duration(duration), .textDim))
            add(steps, to: &text)
            addNulls(to: &text)
        }
    }

    /// Why there is none to be asked for.
    private var problem: String? {
        if query.sqlTruncatedBytes > 0 { return "none: the text was cut" }
        return SQLReadCheck.problem(with: query.sql)
    }

    private func addNote(_ note: String, to text: inout PanelText) {
        text.heading("PLAN")
        text.prose(note, .textDim)
    }

    private func add(_ steps: [WirePlanStep], to text: inout PanelText) {
        guard !steps.isEmpty else { return text.prose("The database gave no steps.", .textDim) }
        let words = PlanWords(steps: steps, counters: query.counters, sql: query.sql, format: format)
        let rows = PlanTree(steps).rows
        let widest = rows.reduce(0) { max($0, 3 * $1.depth + TextWidth.width(of: $1.detail)) }
        // Words beside the step where both have room, else below it.
        let column = 5 + widest + 2
        let isBeside = text.width - column >= 42
        for row in rows {
            let meaning = words.meaning(of: row.detail)
            var line = Line("   ")
            line.column(FindingMark.text(meaning?.severity ?? .none, input.glyphs), 2)
            line.add(guides(row), .tree)
            line.add(row.detail, (meaning?.severity ?? .none).role)
            guard let meaning else {
                text.add(line)
                continue
            }
            if isBeside { addBeside(meaning, line, column, to: &text) } else { addBelow(meaning, line, row, to: &text) }
        }
    }

    private func addBeside(_ meaning: PlanWords.Meaning, _ line: Line, _ column: Int, to text: inout PanelText) {
        var line = line
        line.move(to: column)
        for (index, part) in TextBlock(meaning.text, wrappedTo: text.width - column - 1).rows.enumerated() {
            if index > 0 {
                line = Line()
                line.move(to: column)
            }
            line.add(String(part.text), meaning.severity == .none ? .textDim : .text)
            text.add(line)
        }
    }

    private func addBelow(
        _ meaning: PlanWords.Meaning, _ line: Line, _ row: PlanTree.Row, to text: inout PanelText
    ) {
        text.add(line)
        text.prose(meaning.text, meaning.severity == .none ? .textDim : .text, indent: 7 + 3 * row.depth)
    }

    private func guides(_ row: PlanTree.Row) -> String {
        row.depth == 0 ? "" : input.glyphs.guides(ancestorsLast: row.ancestorsLast, isLast: row.isLast)
    }

    private func addNulls(to text: inout PanelText) {
        let nulls = PlanQuestion.nulls(of: query)
        guard nulls > 0 else { return }
        let values = format.count(nulls, "masked or cut value", "masked or cut values")
        text.prose(
            (nulls == 1 ? "null was used for " : "nulls were used for ") + values + "; the plan may differ", .warning)
    }
}
