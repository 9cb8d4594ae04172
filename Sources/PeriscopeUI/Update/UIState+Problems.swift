import PeriscopeHistory
import PeriscopeInsight
import Screen

/// `e` and `E`: in the list from request to request, in a panel from row to row and then on to the next request, in Routes
/// from route to route.
///
/// As lnav goes through a log, no matter where one file of it ends: whoever keeps pressing `e` in a panel comes by every
/// problem of every request, and stays in the panel.
extension UIState {
    mutating func moveToProblem(_ step: Int, _ context: UIContext) -> [UIEffect] {
        if view == .build { return moveToError(step, context) }
        switch scope {
        case .list, .opened: return moveToProblemRequest(step, context)
        case .panel:
            if let content = content(context), let row = problemRow(step, content, after: cursorIndex) {
                select(row, content, context)
                return []
            }
            let before = detail.request
            let effects = moveToProblemRequest(step, context)
            guard detail.request != before, let content = content(context),
                let row = problemRow(step, content, after: step > 0 ? -1 : content.count)
            else { return effects }
            select(row, content, context)
            return effects
        case .routes where !routes.showsShapes:
            moveToProblemRoute(step, context)
        default:
            say("e goes from problem to problem in the list, in a request's panels, and in Routes", context)
        }
        return []
    }

    private mutating func select(_ row: Int, _ content: PanelContent, _ context: UIContext) {
        if content.stops.isEmpty { moveCursor(to: row, content, context) } else { reveal(row: row, content, context) }
    }

    /// The next row about another problem than the one that the cursor is on.
    private func problemRow(_ step: Int, _ content: PanelContent, after place: Int) -> Int? {
        guard content.isSelectable, detail.panel != .profile else { return nil }
        let rows = content.stops.isEmpty ? Array(0..<content.count) : content.stops
        let here = rows.contains(place) ? content.finding(place) : nil
        let ahead = step > 0 ? rows.filter { $0 > place } : rows.filter { $0 < place }.reversed()
        return ahead.first { row in
            guard let finding = content.finding(row) else { return content.isProblem(row) }
            return finding != here
        }
    }

    /// The next request in which something was found, or that was lost.
    private mutating func moveToProblemRequest(_ step: Int, _ context: UIContext) -> [UIEffect] {
        var place = list.position + step
        while let id = list.index.id(at: place) {
            if let request = context.history.request(id),
                request.state == .lost || request.isError || !request.findings.isEmpty
            {
                return moveList(to: place, context)
            }
            place += step
        }
        say(step > 0 ? "No problem further down" : "No problem further up", context)
        return []
    }

    /// The next route in which there were errors.
    private mutating func moveToProblemRoute(_ step: Int, _ context: UIContext) {
        guard let content = content(context) else { return }
        let bad = Set(context.history.routes.lazy.filter { $0.errors > 0 || $0.nPlusOnes > 0 }.map(\.id))
        var place = cursorIndex + step
        while place >= 0, place < content.count {
            if case .route(let id) = content.key(place), bad.contains(id) {
                return moveCursor(to: place, content, context)
            }
            place += step
        }
        say(step > 0 ? "No route with errors further down" : "No route with errors further up", context)
    }
}
