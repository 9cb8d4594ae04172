/// Where a view of the whole, Routes or Apps, stands.
package struct WholeViewState: Sendable {
    package var cursor = CursorState()
    package var sort = RouteSort.impact
    package var isReversed = false

    package init() {}
}
