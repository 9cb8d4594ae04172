import PeriscopeHistory
import PeriscopeInsight
import PeriscopeWire

/// Which spans say what the time went into; the server's own, middleware and handler do not.
enum Coverage {
    static func isWork(_ span: SpanRecord) -> Bool {
        switch span.kind {
        case .query, .render, .client, .internal: true
        default: false
        }
    }

    /// Stretches that nothing covers.
    static func gaps(_ input: PanelInput) -> [(start: UInt64, end: UInt64)] {
        let bounds = (start: input.request.start, end: input.request.start &+ input.elapsed)
        let work = input.spans.filter(isWork).map { ($0.start, $0.end ?? bounds.end) }
        return Intervals(work, within: bounds).gaps(within: bounds, from: input.thresholds.gapShown)
    }
}
