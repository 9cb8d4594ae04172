import PeriscopeWire

/// A span as the recorder holds it; unmasked.
struct CapturedSpan: Sendable {
    let id: UInt64
    let parent: UInt64
    var kind: WireSpanKind
    var name: String
    let start: UInt64
    /// Absent while open.
    var end: UInt64?
    var status: WireSpanStatus = .unset
    var attributes: [(key: String, value: String)] = []
    var failure: CapturedFailure?
    var detail: SpanDetail = .none

    /// An estimate of what it holds.
    var heldBytes: Int {
        attributes.reduce(128 + name.utf8.count + detail.heldBytes + (failure?.heldBytes ?? 0)) {
            $0 + $1.key.utf8.count + $1.value.utf8.count + 32
        }
    }

    /// Closes the span; an end before its start is its start.
    mutating func close(at time: UInt64, _ outcome: SpanOutcome) {
        end = max(time, start)
        status = outcome.status
        failure = outcome.failure
        attributes += outcome.attributes
        if let kind = outcome.kind { self.kind = kind }
        if let name = outcome.name { self.name = name }
        if let detail = outcome.detail { self.detail = detail }
    }
}
