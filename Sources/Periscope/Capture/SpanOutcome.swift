package import PeriscopeWire

/// How a span ended.
package struct SpanOutcome: Sendable {
    package var status: WireSpanStatus
    package var failure: CapturedFailure?
    /// Added to those that the span began with.
    package var attributes: [(key: String, value: String)]
    /// Replaces what the span began with.
    package var detail: SpanDetail?
    /// Replaces the kind that the span began with: a tracing span turns out to be a query by its attributes.
    package var kind: WireSpanKind?
    /// Replaces the name that the span began with.
    package var name: String?

    package init(
        status: WireSpanStatus = .ok, failure: CapturedFailure? = nil, attributes: [(key: String, value: String)] = [],
        detail: SpanDetail? = nil, kind: WireSpanKind? = nil, name: String? = nil
    ) {
        self.status = status
        self.failure = failure
        self.attributes = attributes
        self.detail = detail
        self.kind = kind
        self.name = name
    }

    /// The outcome of work that ended with an error.
    package init(error: any Error, attributes: [(key: String, value: String)] = [], detail: SpanDetail? = nil) {
        self.init(status: .error, failure: CapturedFailure(error), attributes: attributes, detail: detail)
    }

    /// An estimate of what it holds.
    var heldBytes: Int {
        attributes.reduce((failure?.heldBytes ?? 0) + (detail?.heldBytes ?? 0)) {
            $0 + $1.key.utf8.count + $1.value.utf8.count + 32
        }
    }
}
