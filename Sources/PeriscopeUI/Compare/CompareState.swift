package import PeriscopeHistory

/// Two requests side by side: which, why, and how one came here.
package struct CompareState: Sendable {
    /// Where `back` leads from a request that was opened out of the comparison.
    package struct Behind: Sendable {
        /// How many things are opened in the panel when the next step back leads to the comparison again.
        package var levels: Int
    }

    /// Marked requests by the order of marking, the last first; those that are no longer marked may be among them.
    package static let maximumMarks = 64

    /// What is compared with, and what is compared: `−` and `+`.
    package var sides: Pair<RequestID>?
    /// Whom the first request can be compared with, and which of them it is.
    package var partners: [ComparePartner] = []
    package var partner = 0
    package var isSwapped = false
    package var showsSame = false
    package var cursor = CursorState()
    package var behind: Behind?
    /// Whether a request was open when the comparison began.
    package var hadDetail = false
    /// Held for the comparison: what is not marked nor open besides.
    package var pinned: Set<RequestID> = []
    package private(set) var markOrder: [RequestID] = []

    package init() {}

    package var reason: ComparePartner.Reason? {
        partners.indices.contains(partner) ? partners[partner].reason : nil
    }

    package mutating func noteMark(_ id: RequestID) {
        markOrder.removeAll { $0 == id }
        markOrder.insert(id, at: 0)
        if markOrder.count > Self.maximumMarks { markOrder.removeLast() }
    }

    /// All marked requests, the one marked last first; of those marked otherwise, the newest first.
    func marked(_ marks: Set<RequestID>, _ history: History) -> [RequestID] {
        let known = markOrder.filter(marks.contains)
        guard known.count < marks.count else { return known }
        let rest = marks.subtracting(known).sorted { (history.position(of: $0) ?? 0) > (history.position(of: $1) ?? 0) }
        return known + rest
    }
}
