package import PeriscopeWire

/// A request as a viewer came to know it.
package struct SeenRequest: Sendable {
    package let id: UInt64
    package var head = WireRequestHead()
    package var method = ""
    package var headers: [(name: String, value: String)] = []
    /// Nil where nothing matched, or nothing was said.
    package var route: String?
    package var parameters: [String: String] = [:]
    package var spans: [SeenSpan] = []
    package var logs: [String] = []
    package var end: WireRequestEnd?
    package var responseHeaders: [(name: String, value: String)] = []
    package var isStreaming = false
    package var dropped: UInt64 = 0

    package var path: String { head.path }
    package var status: Int { Int(end?.status ?? 0) }
    package var isFailed: Bool { end?.hasFailure ?? false }

    package func spans(_ kind: WireSpanKind) -> [SeenSpan] {
        spans.filter { $0.kind == kind }.sorted { ($0.start, $0.id) < ($1.start, $1.id) }
    }

    /// Queries that the app ran, in order.
    package var queries: [SeenSpan] { spans(.query).filter { !$0.query.housekeeping } }
    package var housekeeping: [SeenSpan] { spans(.query).filter(\.query.housekeeping) }
    package var renders: [SeenSpan] { spans(.render) }
    package var handler: SeenSpan? { spans(.handler).first }

    package func span(named name: String) -> SeenSpan? { spans.first { $0.name == name } }

    package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    mutating func apply(_ delta: WireRequestDelta, _ strings: InternedStrings) {
        if delta.hasHead {
            head = delta.head
            method = strings[delta.head.method]
            headers = delta.head.headers.map { (strings[$0.name], $0.value) }
        }
        if delta.hasRoute {
            route = delta.route.route == 0 ? nil : strings[delta.route.route]
            parameters = [:]
            for parameter in delta.route.parameters { parameters[strings[parameter.key]] = parameter.value }
        }
        for span in delta.spans {
            let seen = SeenSpan(span, strings)
            if let index = spans.firstIndex(where: { $0.id == span.id }) {
                spans[index] = seen
            } else {
                spans.append(seen)
            }
        }
        logs += delta.logs.map(\.message)
        if delta.hasEnd {
            end = delta.end
            responseHeaders = delta.end.responseHeaders.map { (strings[$0.name], $0.value) }
        }
        isStreaming = isStreaming || delta.streaming
        dropped = delta.dropped
    }
}
