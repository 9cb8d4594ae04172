import PeriscopeHistory
import Screen

/// Panel 6: what was asked and what was answered, head and body.
struct RequestPanel {
    private let input: PanelInput
    private let rows: [RequestRows.Row]

    init(_ input: PanelInput) {
        self.input = input
        rows = RequestRows(input).rows
    }

    func content() -> PanelContent {
        var content = PanelContent()
        content.count = rows.count
        content.line = { rows.indices.contains($0) ? line(rows[$0]) : Line() }
        content.copy = { rows.indices.contains($0) ? copy(rows[$0]) : nil }
        content.pair = { index in
            guard rows.indices.contains(index), case .pair(let name, let value, _) = rows[index] else { return nil }
            return .init(name: name, value: value)
        }
        content.value = { rows.indices.contains($0) ? value(rows[$0]) : nil }
        content.text = { rows.indices.contains($0) ? text(rows[$0]) : "" }
        return content
    }

    private func line(_ row: RequestRows.Row) -> Line {
        var line = Line()
        line.gap(1)
        switch row {
        case .blank: break
        case .heading(let name, let note):
            line.add(name, .header)
            if !note.isEmpty { line.add("  " + note, .textDim) }
        case .line(let text):
            line.gap(2)
            line.add(text, .textStrong)
        case .pair(let name, let value, let isMasked):
            line.gap(4)
            line.column(name, min(28, max(8, input.width / 3)), .jsonKey)
            line.gap(1)
            line.add(value, isMasked ? .redacted : .text)
        case .note(let text):
            line.gap(4)
            line.add(text, .textDim)
        case .body(let row, let isJSON, _):
            line.gap(4)
            // A line that goes on from the one above may begin inside of a string.
            isJSON && !row.isContinued ? line.add(JSONLine.styled(row.text.prefix(4_000))) : line.add(String(row.text))
        }
        return line
    }

    private func copy(_ row: RequestRows.Row) -> PanelContent.Copy? {
        switch row {
        case .line: .init(what: "URL", text: RequestText.url(input.request))
        case .pair(let name, let value, _): .init(what: name, text: name + ": " + value)
        case .body(_, _, let isResponse): .init(what: "body", text: body(isResponse) ?? "")
        case .heading, .note, .blank: .init(what: "URL", text: RequestText.url(input.request))
        }
    }

    private func value(_ row: RequestRows.Row) -> String? {
        switch row {
        case .body(_, let isJSON, let isResponse):
            body(isResponse).map { isJSON ? (JSONIndenter.indented($0) ?? $0) + "\n" : $0 }
        default: RequestText.whole(input.request)
        }
    }

    private func body(_ isResponse: Bool) -> String? {
        (isResponse ? input.request.responseBody : input.request.requestBody)?.text
    }

    private func text(_ row: RequestRows.Row) -> String {
        switch row {
        case .blank: ""
        case .heading(let name, let note): name + " " + note
        case .line(let text), .note(let text): text
        case .pair(let name, let value, _): name + " " + value
        case .body(let row, _, _): String(row.text)
        }
    }
}
