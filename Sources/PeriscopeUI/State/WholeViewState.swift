/// Where a view of the whole, Routes or Apps, stands.
package struct WholeViewState: Sendable {
    package var cursor = CursorState()
    package var sort = RouteSort.impact
    package var isReversed = false
    /// Routes only: the shapes of the queries in place of the routes.
    package var showsShapes = false
    package var shapeSort = ShapeSort.total
    /// Where the shapes stand.
    package var shapeCursor = CursorState()

    package init() {}
}
