/// What the functions of a profile are ordered by.
package enum ProfileOrder: Int, CaseIterable, Sendable {
    case own, total, itself, name

    package var name: String {
        switch self {
        case .own: "own, with the libraries under it"
        case .total: "total, with all that it called"
        case .itself: "samples in the function alone"
        case .name: "function"
        }
    }

    /// Whether the greatest stands first until it is reversed.
    var isDescending: Bool { self != .name }
}
