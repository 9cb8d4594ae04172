package import PeriscopeHistory

/// The request list: what it shows, in which order, and where its cursor is.
package struct ListState: Sendable {
    package var index = ListIndex()
    package var selected: RequestID?
    /// The place of the selection among the visible, in the screen's order; kept for when it is evicted.
    package var position = 0
    package var top = 0
    /// Columns scrolled sideways.
    package var column = 0

    package init() {}

    /// The request that a key acts on: the selected one, unless the filter hides all, when it is only remembered.
    package var cursorRequest: RequestID? { index.count > 0 ? selected : nil }
}
