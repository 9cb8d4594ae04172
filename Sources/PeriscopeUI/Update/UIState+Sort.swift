import PeriscopeHistory
import Screen

/// The order of the list, of a view, of a panel: what has the focus.
extension UIState {
    mutating func startSorting(_ context: UIContext) {
        guard let menu = sortMenu(context) else { return say("Here is only one order", context) }
        overlay = .menu(menu)
    }

    /// Nil where what has the focus has one order only.
    func sortMenu(_ context: UIContext) -> ListMenu? {
        let names: [String]
        let current: Int
        switch scope {
        case .routes where routes.showsShapes:
            names = ShapeSort.allCases.map(\.rawValue)
            current = ShapeSort.allCases.firstIndex(of: routes.shapeSort) ?? 0
        case .routes:
            names = RouteSort.allCases.map(\.rawValue)
            current = RouteSort.allCases.firstIndex(of: routes.sort) ?? 0
        case .list:
            names = ListSort.allCases.map(\.rawValue)
            current = ListSort.allCases.firstIndex(of: list.index.rules.sort) ?? 0
        case .apps, .compare: return nil
        default:
            guard let sorts = content(context)?.sorts, !sorts.names.isEmpty else { return nil }
            names = sorts.names
            current = min(max(0, sorts.current), sorts.names.count - 1)
        }
        let rows = names.enumerated().map { ListMenu.Row($1, isCurrent: $0 == current) }
        return ListMenu("Sort by", rows, selected: current, purpose: .sort)
    }

    mutating func chooseSort(_ place: Int, _ context: UIContext) {
        if view == .routes {
            sortRoutes(place)
        } else if scope != .list {
            sortPanel(place, context)
        } else {
            guard ListSort.allCases.indices.contains(place) else { return }
            sortList(by: ListSort.allCases[place], context)
        }
    }

    mutating func sortList(by sort: ListSort, _ context: UIContext) {
        let wasFollowing = isFollowing
        isFollowing = sort == .arrival && isFollowing
        changeRules(context) { $0.sort = sort }
        // Whoever selected a request keeps it; who followed wants to see what comes first.
        guard wasFollowing, !isFollowing else { return }
        list.position = 0
        list.choose(list.index.id(at: 0))
    }

    mutating func reverse(_ context: UIContext) {
        switch view {
        case .routes: routes.isReversed.toggle()
        case .apps, .compare, .build: say("Here is only one order", context)
        case .requests, .profile:
            guard scope != .list else { return changeRules(context) { $0.isReversed.toggle() } }
            if sortMenu(context) == nil { say("Here is only one order", context) } else { reversePanel(context) }
        }
    }
}
