package import PeriscopeWire

/// A span as the recorder holds it; unmasked.
package struct CapturedSpan: Sendable {
    package let id: UInt64
    package let parent: UInt64
    package var kind: WireSpanKind
    package var name: String
    package let start: UInt64
    /// Who called; 0 where that was not asked.
    package let stack: CallStackID
    /// Absent while open.
    package var end: UInt64?
    package var status: WireSpanStatus = .unset
    package var attributes: [(key: String, value: String)] = []
    package var failure: CapturedFailure?
    package var detail: SpanDetail = .none

    package init(id: UInt64, parent: UInt64, kind: WireSpanKind, name: String, start: UInt64, stack: CallStackID = 0) {
        self.id = id
        self.parent = parent
        self.kind = kind
        self.name = name
        self.start = start
        self.stack = stack
    }

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
