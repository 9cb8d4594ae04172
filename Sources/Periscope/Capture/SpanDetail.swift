/// What a span carries beyond its times; boxed, so that a plain span stays small.
package enum SpanDetail: Sendable {
    case none
    indirect case query(CapturedQuery)
    indirect case render(CapturedRender)

    /// An estimate of what it holds.
    var heldBytes: Int {
        switch self {
        case .none: 0
        case .query(let query): query.heldBytes
        case .render(let render): render.heldBytes
        }
    }
}
