import PeriscopeHistory
import PeriscopeInsight
import Screen

extension UIState {
    /// Up and down, by one, by half a page, by a page, to the ends.
    mutating func move(_ command: Command, _ context: UIContext) -> [UIEffect] {
        if scope == .list {
            let rows = max(1, Layout(size: context.size, state: self).listRows)
            let place = Self.target(command, from: list.position, count: list.index.count, page: rows)
            let newest: Command = list.index.rules.isReversed ? .bottom : .top
            return moveList(to: place, context, follows: command == newest)
        }
        if isFlame {
            moveInFlame(command, context)
            return []
        }
        guard let content = content(context) else { return [] }
        guard content.stops.isEmpty else {
            moveAmongStops(command, content, context)
            return []
        }
        let height = contentHeight(content, context)
        let place = Self.target(command, from: cursorIndex, count: content.count, page: height)
        moveCursor(to: place, content, context)
        return []
    }

    private static func target(_ command: Command, from index: Int, count: Int, page: Int) -> Int {
        switch command {
        case .down: index + 1
        case .up: index - 1
        case .halfPageDown: index + max(1, page / 2)
        case .halfPageUp: index - max(1, page / 2)
        case .pageDown: index + max(1, page - 1)
        case .pageUp: index - max(1, page - 1)
        case .top: 0
        default: max(0, count - 1)
        }
    }

    /// Selects a row of the list.
    ///
    /// Moving stops the following; going to the newest by `g`, or `G` where it is last, starts it.
    mutating func moveList(to place: Int, _ context: UIContext, follows: Bool = false) -> [UIEffect] {
        let index = list.index
        guard index.count > 0 else { return [] }
        let target = min(max(0, place), index.count - 1)
        isFollowing =
            follows && index.rules.sort == .arrival
            || (isFollowing && target == list.position)
        list.position = target
        list.choose(index.id(at: target))
        revealSelection(Layout(size: context.size, state: self))
        return detail.isOpen ? showInDetail(list.cursorRequest) : []
    }

    /// `J` and `K`: another request, the same panel.
    mutating func moveRequest(by offset: Int, _ context: UIContext) -> [UIEffect] {
        guard view == .requests else { return [] }
        return moveList(to: list.position + offset, context)
    }

    /// `J` and `K` in an opened thing: the next of its list.
    mutating func moveItem(by offset: Int, _ context: UIContext) {
        if view == .profile { return moveProfile(by: offset, context) }
        guard view == .requests, let opened = detail.levels.last?.opened else { return }
        let layout = Layout(size: context.size, state: self)
        var outer = self
        outer.detail.levels.removeLast()
        guard let content = DetailPane.content(outer, context, width: layout.detail.width, .unicode) else {
            return
        }
        var index = content.count == 0 ? -1 : content.index(opening: opened) ?? outer.cursorIndex
        repeat { index += offset } while index >= 0 && index < content.count && content.opens(index) == nil
        guard index >= 0, index < content.count, let next = content.opens(index) else { return }
        outer.moveCursor(to: index, content, context)
        outer.detail.open(next)
        self = outer
    }

    mutating func moveToMark(_ context: UIContext) -> [UIEffect] {
        guard view == .requests, !marks.isEmpty else {
            say("Nothing is marked: m marks a request", context)
            return []
        }
        let count = list.index.count
        for offset in 1...max(1, count) {
            let place = (list.position + offset) % max(1, count)
            if let id = list.index.id(at: place), marks.contains(id) { return moveList(to: place, context) }
        }
        say("The marked requests are hidden by the filter: Backspace clears it", context)
        return []
    }

    // MARK: In and out

    mutating func moveIn(_ context: UIContext) -> [UIEffect] {
        if isFlame {
            _ = moveAlongFlame(1, context)
            return []
        }
        guard let content = content(context) else { return open(context) }
        if let fold = content.fold(cursorIndex), !fold.isOpen {
            setFold(fold, isOpen: true)
            return []
        }
        guard view != .build else { return [] }
        return content.isSelectable && content.fold(cursorIndex) == nil ? open(context) : []
    }

    /// Folds, else goes up to what can be folded, else back.
    mutating func moveOut(_ context: UIContext) -> [UIEffect] {
        if isFlame, moveAlongFlame(-1, context) || !profile.box.functions.isEmpty { return [] }
        guard let content = content(context) else { return [] }
        if let fold = content.fold(cursorIndex), fold.isOpen {
            setFold(fold, isOpen: false)
            return []
        }
        if focusedCursor.column > 0 {
            scrollSideways(-1, context)
            return []
        }
        guard view == .requests else { return back(context) }
        if detail.levels.isEmpty, SizeClass(context.size).hasTwoPanes, !isZoomed {
            focus = .list
            return []
        }
        return back(context)
    }

    private mutating func setFold(_ fold: PanelContent.Fold, isOpen: Bool) {
        switch (fold.isGroup, isOpen) {
        case (true, true): detail.unfolded.insert(fold.key)
        case (true, false): detail.unfolded.remove(fold.key)
        case (false, true): detail.folded.remove(fold.key)
        case (false, false): detail.folded.insert(fold.key)
        }
    }
}
