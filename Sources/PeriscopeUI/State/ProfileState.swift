/// How a profile is looked at.
package struct ProfileState: Sendable, Equatable {
    package enum Mode: Int, CaseIterable, Sendable {
        case functions, flame, spans

        var name: String {
            switch self {
            case .functions: "functions"
            case .flame: "flame graph"
            case .spans: "spans"
            }
        }

        var next: Mode {
            let all = Mode.allCases
            return all[(rawValue + 1) % all.count]
        }
    }

    /// How far the panel of one request looks.
    package enum Reach: Int, Sendable {
        case request
        /// All held requests of its route.
        case route
        /// All requests that the list shows.
        case shown
    }

    package var mode = Mode.functions
    package var reach = Reach.request
    /// Only what ran in this span of the request; nil means everywhere.
    package var span: UInt64?
    package var order = ProfileOrder.own
    package var isReversed = false
    /// Frames of libraries and of Swift's runtime are boxes of their own, not part of their caller's.
    package var showsAllFrames = false
    /// The flame graph's boxes that were zoomed into, each by the path to it, the innermost last.
    package var zooms: [FlamePath] = []
    /// The selected box.
    package var box = FlamePath()

    package init() {}

    /// Another request: its spans and boxes are others.
    mutating func resetForRequest() {
        reach = .request
        span = nil
        zooms = []
        box = FlamePath()
    }
}
