import PeriscopeHistory
import PeriscopeSQL
import PeriscopeWire

/// The forms that a thing can be copied in.
///
/// Letters that move in a menu (`j k g G h l q`) are none of theirs.
enum CopyForms {
    static func of(_ thing: TakenThing, _ context: UIContext) -> [CopyForm] {
        let history = context.history
        switch thing {
        case .request(let id): return history.request(id).map { of($0, history) } ?? []
        case .requests(let ids): return of(ids, history)
        case .span(let id, let span):
            guard let request = history.request(id), let record = request.spans.first(where: { $0.id == span }) else {
                return []
            }
            return record.query.map { of($0, record, request, history) } ?? of(record, request, history)
        case .log(let id, let place):
            guard let request = history.request(id) else { return [] }
            let logs = request.logs
            return logs.indices.contains(place) ? of(logs[place], request) : []
        case .pair(let name, let value):
            return [
                CopyForm("n", "name: value", what: name) { name + ": " + value },
                CopyForm("v", "the value alone", what: "value of " + name) { value },
            ]
        case .text(let copied): return [CopyForm("t", copied.what) { _ in copied }]
        }
    }

    private static func of(_ request: RequestRecord, _ history: History) -> [CopyForm] {
        let app = history.app(request.id.app)
        let note = MaskedNames.note(MaskedNames.of(request))
        func form(
            _ letter: Character, _ label: String, what: String? = nil, _ text: @escaping () -> String
        ) -> CopyForm {
            CopyForm(letter, label, what: what) { what in
                let text = text()
                return CopiedText(text, what: what, note: MaskedNames.holdsMask(text) ? note : "")
            }
        }
        return [
            form("c", "curl command") { CurlCommand(request).text },
            form("u", "URL") { RequestText.url(request) },
            form("o", "JSON object, as tail --json writes it", what: "JSON") {
                indented(RequestJSON.encode(request, app: app, history: history))
            },
            form("m", "Markdown report, for a pull request", what: "Markdown report") {
                MarkdownReport.of(request.id, history)
            },
            form("a", "HAR, for the browser's tools", what: "HAR") {
                indented(HARFile.text([request.id], history, version: ""))
            },
        ]
    }

    /// Of more marked requests the texts are not made to show how long they are.
    private static let few = 20
    /// Of more they are no matter for a clipboard, and would hold up the screen.
    private static let most = 200

    private static func of(_ ids: [RequestID], _ history: History) -> [CopyForm] {
        let count = "\(ids.count) marked"
        let isLarge = ids.count > Self.few
        let written = ids.prefix(Self.most)
        let lines = written.count < ids.count ? "\(written.count) of \(count) (x writes all)" : count
        return [
            CopyForm("U", "URLs of \(count)") {
                ids.compactMap { history.request($0).map(RequestText.url) }.joined(separator: "\n") + "\n"
            },
            CopyForm("M", "Markdown table of \(count)", isLarge: isLarge) {
                MarkdownReport.table(of: ids, history)
            },
            CopyForm("L", "JSON lines of \(lines)", isLarge: isLarge) {
                written.compactMap { id in
                    history.request(id).map {
                        RequestJSON.encode($0, app: history.app(id.app), history: history) + "\n"
                    }
                }.joined()
            },
        ]
    }

    private static func of(
        _ query: QueryRecord, _ span: SpanRecord, _ request: RequestRecord, _ history: History
    ) -> [CopyForm] {
        let note = MaskedNames.note(count: SQLWithValues.maskedCount(query))
        func sql(_ letter: Character, _ label: String, _ text: @escaping () -> String) -> CopyForm {
            CopyForm(letter, label) { CopiedText(text(), what: $0, note: note) }
        }
        return [
            sql("s", "SQL, values in place") { SQLWithValues.inlined(query) },
            sql("p", "SQL, values below") { SQLWithValues.withParameters(query) },
            sql("e", "EXPLAIN of it") { SQLWithValues.explained(query) },
            CopyForm("f", "fingerprint") { history.fingerprint(of: query.sql).text },
            CopyForm("d", "query as JSON") {
                indented(RequestJSON.encode(span, of: request, app: history.app(request.id.app), history: history))
            },
        ]
    }

    private static func of(_ span: SpanRecord, _ request: RequestRecord, _ history: History) -> [CopyForm] {
        let kind = SpanLabel.kind(span.kind)
        let name =
            span.render == nil ? (span.kind == .client ? "URL of the call" : "name of the \(kind)") : "template name"
        return [
            CopyForm("t", name) { SpanText.copied(span) },
            CopyForm("d", "\(span.render == nil ? kind : "render") as JSON") {
                indented(RequestJSON.encode(span, of: request, app: history.app(request.id.app), history: history))
            },
        ]
    }

    private static func of(_ log: LogRecord, _ request: RequestRecord) -> [CopyForm] {
        [
            CopyForm("t", "log message") { log.message },
            CopyForm("i", "log line, with its metadata", what: "log line") { LogText.line(log) },
            CopyForm("d", "log line as JSON") { indented(RequestJSON.encode(log, of: request)) },
        ]
    }

    private static func indented(_ json: String) -> String {
        (JSONIndenter.indented(json) ?? json) + "\n"
    }
}
