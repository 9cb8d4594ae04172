package import PeriscopeHistory

/// The request list: what it shows, in which order, and where its cursor is.
package struct ListState: Sendable {
    package var index = ListIndex()
    package var selected: RequestID?
    /// What a person selected: where a filter hides it, a neighbour is selected until it is shown again.
    var chosen: RequestID?
    /// What stood at the selection's place, to find its neighbours by when it is gone.
    var anchor: ListIndex.Entry?
    /// The place of the selection among the visible, in the screen's order; kept for when it is evicted.
    package var position = 0
    package var top = 0
    /// Columns scrolled sideways.
    package var column = 0

    /// Where the list stood before Routes showed one route's requests in it.
    struct Origin: Sendable {
        let selected: RequestID?
        let chosen: RequestID?
        let position: Int
        let top: Int
        let isFollowing: Bool
        let match: RequestFilter
    }

    var origin: Origin?

    package init() {}

    /// Selects by a person's wish.
    mutating func choose(_ id: RequestID?) {
        selected = id
        chosen = id
    }

    /// The request that a key acts on: the selected one, unless the filter hides all, when it is only remembered.
    package var cursorRequest: RequestID? { index.count > 0 ? selected : nil }
}
