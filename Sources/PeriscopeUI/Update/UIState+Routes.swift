import PeriscopeHistory
import PeriscopeSQL
import Screen

extension UIState {
    /// Orders the routes, or their shapes, by the menu's row.
    mutating func sortRoutes(_ place: Int) {
        if routes.showsShapes {
            guard ShapeSort.allCases.indices.contains(place) else { return }
            routes.shapeSort = ShapeSort.allCases[place]
        } else {
            guard RouteSort.allCases.indices.contains(place) else { return }
            routes.sort = RouteSort.allCases[place]
        }
        wholeCursor.top = 0
    }

    /// A shape's worst query, in the request that ran it.
    mutating func openShape(_ context: UIContext) -> [UIEffect] {
        guard let content = content(context), content.count > 0, case .shape(let hash) = content.key(cursorIndex),
            let shape = context.history.shapes.first(where: { $0.fingerprint.hash == hash })
        else { return [] }
        guard context.history.contains(shape.worstRequest) else {
            say("Its request is no longer held", context)
            return []
        }
        view = .requests
        isFollowing = false
        // Behind the detail, the list stands on the request whose query is shown, if it shows it.
        if let place = list.index.place(of: shape.worstRequest) {
            list.position = place
            list.choose(shape.worstRequest)
        }
        detail.isOpen = true
        focus = .detail
        let effects = showInDetail(shape.worstRequest)
        detail.jump(to: .sql, opening: [.span(shape.worstSpan)], from: .routes)
        return effects
    }

    /// One step back from where a jump led; nil where one did not come by a jump.
    mutating func jumpBack() -> [UIEffect]? {
        guard view == .requests, detail.isOpen, focus == .detail, let way = detail.wayBack else { return nil }
        detail.goBack(way)
        guard way.view != .requests else { return [] }
        let effects = closeDetail()
        view = way.view
        return effects
    }

    /// Another panel, on the row that a finding is about.
    mutating func go(to jump: PanelContent.Jump) {
        detail.jump(to: jump.panel, from: .requests)
        var cursor = CursorState()
        cursor.key = jump.key
        detail.cursor = cursor
    }
}
