import PeriscopeHistory
import PeriscopeWire

/// What a span is called on one line.
enum SpanLabel {
    static func kind(_ kind: WireSpanKind) -> String {
        switch kind {
        case .server: "server"
        case .middleware: "middleware"
        case .handler: "handler"
        case .query: "query"
        case .render: "render"
        case .client: "call"
        default: "span"
        }
    }

    /// The kind, and what distinguishes it: for a query its text.
    static func text(_ span: SpanRecord) -> String {
        kind(span.kind) + " " + name(span)
    }

    static func name(_ span: SpanRecord) -> String {
        guard let query = span.query else { return span.name }
        return oneLine(query.sql)
    }

    /// SQL on one line.
    ///
    /// Only its beginning: no screen shows more.
    static func oneLine(_ sql: String) -> String {
        String(sql.prefix(600)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
