import PeriscopeHistory
import Screen

/// A menu takes the keys: it is moved in as in a list, and a letter chooses at once.
extension UIState {
    mutating func takeInMenu(_ key: Key, _ menu: ListMenu, _ context: UIContext) -> [UIEffect] {
        if case .character(let letter) = key, let place = menu.place(ofLetter: letter) {
            return choose(place, of: menu, context)
        }
        let command = context.environment.keys.command(for: key, in: scope)
        if let target = Self.target(of: command, in: menu) {
            var moved = menu
            moved.select(target)
            overlay = .menu(moved)
            return []
        }
        switch command {
        case .open, .right: return choose(menu.selected, of: menu, context)
        case .back, .close, .left: overlay = .none
        case .sort where menu.purpose == .sort: overlay = .none
        case .reverse where menu.purpose == .sort:
            overlay = .none
            return perform(.reverse, context)
        case .quit:
            overlay = .none
            return perform(.quit, context)
        default: break
        }
        return []
    }

    private static func target(of command: Command?, in menu: ListMenu) -> Int? {
        switch command {
        case .down, .nextRequest, .nextItem: menu.selected + 1
        case .up, .previousRequest, .previousItem: menu.selected - 1
        case .halfPageDown: menu.selected + 5
        case .halfPageUp: menu.selected - 5
        case .pageDown: menu.selected + 10
        case .pageUp: menu.selected - 10
        case .top: 0
        case .bottom: menu.rows.count - 1
        default: nil
        }
    }

    /// Does what the row of a menu says.
    mutating func choose(_ place: Int, of menu: ListMenu, _ context: UIContext) -> [UIEffect] {
        overlay = .none
        guard menu.rows.indices.contains(place) else { return [] }
        switch menu.purpose {
        case .sort: chooseSort(place, context)
        case .copyAs(let things): return copy(things, row: menu.rows[place], context)
        case .exportRequests(let lists):
            guard lists.indices.contains(place) else { break }
            nameExport(of: lists[place], context)
        }
        return []
    }
}
