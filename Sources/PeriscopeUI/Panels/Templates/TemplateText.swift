import PeriscopeHistory
import Screen

/// A template's text with its tags told apart; the templates that it calls can be opened where they stand.
struct TemplateText {
    let input: PanelInput
    let render: RenderRecord
    /// The renders right inside of this one, as places among the spans.
    let inside: [Int]
    /// The one inside from which this template was opened: where it is called is marked.
    let opener: String?

    /// Longer ones are for the pager.
    private static let limit = 4_000

    /// A line of the text, and the template that is called in it.
    private struct Row {
        var text = StyledText()
        var called: String?
    }

    func add(to text: inout PanelText) {
        guard !render.text.isEmpty else { return }
        let rows = rows()
        text.heading("TEMPLATE", StyledText(input.format.count(rows.count, "line", "lines"), .textDim))
        let width = max(3, String(rows.count).utf8.count)
        for (index, row) in rows.enumerated() {
            guard index < Self.limit else {
                return text.prose("and \(input.format.count(rows.count - index)) lines more: v shows them", .textDim)
            }
            add(row, number: index + 1, width, to: &text)
        }
    }

    private func add(_ row: Row, number: Int, _ width: Int, to text: inout PanelText) {
        let isOpener = row.called != nil && row.called == opener
        var line = Line(" ")
        line.column(isOpener ? input.glyphs.closed : "", 2, .marked)
        line.column("\(number)", width, isOpener ? .marked : .textDim, .right)
        line.gap(2)
        line.add(row.text)
        guard let called = row.called, let span = first(called) else { return text.add(line) }
        line.add("   " + cost(of: called), .textDim)
        text.add(line, .init(key: .line(number), opens: .span(span)))
    }

    private func spans(_ name: String) -> [SpanRecord] {
        inside.lazy.map { input.spans[$0] }.filter { $0.name == name }
    }

    private func first(_ name: String) -> UInt64? { spans(name).first?.id }

    private func cost(of name: String) -> String {
        let spans = spans(name)
        let total = spans.reduce(UInt64(0)) { $0 &+ input.duration($1) }
        let times = spans.count > 1 ? "\(input.glyphs.times)\(spans.count)  " : ""
        return times + input.format.duration(total)
    }

    private func rows() -> [Row] {
        var rows: [Row] = [Row()]
        for piece in MustachePiece.pieces(render.text) {
            let parts = piece.text.split(separator: "\n", omittingEmptySubsequences: false)
            for (index, part) in parts.enumerated() {
                if index > 0 { rows.append(Row()) }
                let text = part.hasSuffix("\r") ? part.dropLast() : part
                rows[rows.count - 1].text.append(String(text), role(piece.kind))
                if index == 0, case .template(let name) = piece.kind, rows[rows.count - 1].called == nil {
                    rows[rows.count - 1].called = name
                }
            }
        }
        if rows.count > 1, rows.last?.text.isEmpty == true { rows.removeLast() }
        return rows
    }

    private func role(_ kind: MustachePiece.Kind) -> Role {
        switch kind {
        case .text: .textDim
        case .value: .sqlParameter
        case .section: .sqlKeyword
        case .template: .link
        case .comment: .sqlComment
        }
    }

    /// Where in a template's text another one is called; from 1.
    static func call(of name: String, in text: String) -> (line: Int, tag: String)? {
        var line = 1
        for piece in MustachePiece.pieces(text) {
            if piece.kind == .template(name) { return (line, String(piece.text)) }
            line += piece.text.utf8.count { $0 == 0x0A }
        }
        return nil
    }
}
