/// What the SQL panel's groups are ordered by.
package enum ShapeOrder: Int, CaseIterable, Sendable {
    case total, count, worst, callSite, text

    package var name: String {
        switch self {
        case .total: "total time"
        case .count: "count"
        case .worst: "worst time"
        case .callSite: "call site"
        case .text: "shape"
        }
    }

    /// Whether the greatest stands first until it is reversed.
    var isDescending: Bool {
        switch self {
        case .total, .count, .worst: true
        case .callSite, .text: false
        }
    }
}
