package import PeriscopeWire

/// A timed piece of work inside a request.
package struct SpanRecord: Sendable, Identifiable {
    package enum Detail: Sendable {
        case none
        case query(QueryRecord)
        case render(RenderRecord)
    }

    package let id: UInt64
    /// The request's own id where the span is not inside another one.
    package var parent: UInt64 = 0
    package var kind: WireSpanKind = .internal
    package var name: String = ""
    package var start: UInt64 = 0
    /// Absent while open.
    package var end: UInt64?
    package var status: WireSpanStatus = .unset
    package var attributes: [AttributeRecord] = []
    package var failure: FailureRecord?
    package var detail: Detail = .none
    /// The hash of the call stack where it began; 0 where none was taken.
    package var stack: UInt64 = 0
    /// A render that is inside no other, as far as is known: its time is in the request's `renderDuration`.
    var isOuterRender = false

    package init(id: UInt64) {
        self.id = id
    }

    package var query: QueryRecord? {
        guard case .query(let query) = detail else { return nil }
        return query
    }

    package var render: RenderRecord? {
        guard case .render(let render) = detail else { return nil }
        return render
    }

    /// Nanoseconds; absent while open.
    package var duration: UInt64? {
        guard let end else { return nil }
        return end > start ? end - start : 0
    }

    /// What it takes while it is not packed, in bytes; an estimate.
    var cost: Int {
        var cost = MemoryLayout<SpanRecord>.stride + attributes.cost + (failure?.cost ?? 0)
        switch detail {
        case .none: break
        case .query(let query): cost += query.cost
        case .render(let render): cost += render.cost
        }
        return cost
    }
}
