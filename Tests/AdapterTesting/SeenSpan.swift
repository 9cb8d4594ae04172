package import PeriscopeWire

/// A span as a viewer came to know it.
package struct SeenSpan: Sendable {
    package let id: UInt64
    package let parent: UInt64
    package let kind: WireSpanKind
    package let name: String
    package let start: UInt64
    /// Nil while it is open.
    package let end: UInt64?
    package let status: WireSpanStatus
    package let failure: WireFailure?
    package let query: WireQuery
    package let sql: String
    package let connection: String
    /// The values' text; "NULL" for null.
    package let values: [String]
    package let render: WireRender
    /// The text of the template that was rendered; empty where it was not told.
    package let template: String
    /// The hash of its call stack; 0 where none was taken.
    package let stack: UInt64
    package let namespace: String
    package let context: [SeenContext]

    init(_ span: WireSpan, _ strings: InternedStrings) {
        id = span.id
        parent = span.parent
        kind = span.kind
        name = strings[span.name]
        start = span.startNs
        end = span.hasEndNs ? span.endNs : nil
        status = span.status
        failure = span.hasFailure ? span.failure : nil
        query = span.query
        sql = strings[span.query.sql]
        connection = strings[span.query.connection]
        values = span.query.values.map { $0.kind == .null ? "NULL" : $0.text }
        render = span.render
        template = strings[span.render.text]
        stack = span.stack
        namespace = strings[span.query.namespace]
        context = span.render.context.map { SeenContext($0, strings) }
    }

    /// Whether all of another span lies in the time of this one.
    package func covers(_ other: SeenSpan) -> Bool {
        guard let end, let otherEnd = other.end else { return false }
        return start <= other.start && otherEnd <= end
    }
}

/// One key of a template's context.
package struct SeenContext: Sendable {
    package let key: String
    package let type: String
    package let value: String?
    package let children: [SeenContext]
    package let count: UInt64?

    init(_ node: WireContextNode, _ strings: InternedStrings) {
        key = strings[node.key]
        type = strings[node.type]
        value = node.hasValue ? node.value : nil
        children = node.children.map { SeenContext($0, strings) }
        count = node.hasCount ? node.count : nil
    }
}
