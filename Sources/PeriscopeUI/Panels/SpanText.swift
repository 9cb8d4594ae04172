import PeriscopeHistory

/// A span as text.
enum SpanText {
    /// For a call its URL, else its name.
    static func copied(_ span: SpanRecord) -> String {
        span.attributes.first { $0.key == "url.full" || $0.key == "http.url" }?.value ?? span.name
    }

    static func searched(_ span: SpanRecord) -> String {
        span.name + span.attributes.map { " \($0.key)=\($0.value)" }.joined()
    }

    /// The attributes with what a call is about in front.
    static func telling(_ span: SpanRecord) -> [AttributeRecord] {
        let first = ["http.request.method", "url.full", "http.response.status_code", "server.address"]
        let known = first.compactMap { key in span.attributes.first { $0.key == key } }
        return known + span.attributes.filter { !first.contains($0.key) }
    }

    static func whole(_ span: SpanRecord, _ input: PanelInput) -> String {
        let head =
            "\(SpanLabel.text(span))\n\(input.format.offset(input.offset(span.start)))  "
            + "\(input.format.duration(input.duration(span)))\n\n"
        return head + span.attributes.map { "\($0.key): \($0.value)\n" }.joined()
    }
}
