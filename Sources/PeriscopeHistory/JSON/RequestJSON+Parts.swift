/// One thing of a request alone, as the request's object has it.
extension RequestJSON {
    /// A query, a render or another span.
    package static func encode(
        _ span: SpanRecord, of request: RequestRecord, app: AppRecord?, history: History?
    ) -> String {
        var writer = JSONWriter()
        let notes = RequestNotes(request, spans: [span], app: app, history: history)
        switch span.detail {
        case .query(let query): writer.query(query, span, of: request, notes)
        case .render(let render): writer.render(render, span, of: request, notes)
        case .none: writer.span(span, of: request, notes)
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    package static func encode(_ log: LogRecord, of request: RequestRecord) -> String {
        var writer = JSONWriter()
        writer.log(log, of: request)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// A moment as `started_at` has it: `2026-01-01T00:00:00.000000Z`.
    package static func timestamp(_ time: UnixNanoseconds) -> String { Timestamp.text(time) }
}
