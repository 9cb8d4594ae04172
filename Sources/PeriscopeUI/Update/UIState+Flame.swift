import PeriscopeHistory
import PeriscopeInsight
import Screen

/// The flame graph's cursor goes from box to box.
extension UIState {
    /// As it is on screen; nil where there are no samples.
    private func flame(_ context: UIContext) -> FlameLayout? {
        guard isFlame, let subject = ProfilePane.subject(self, context) else { return nil }
        let layout = Layout(size: context.size, state: self)
        let width = view == .profile ? layout.whole.width : layout.detail.width
        let facts = ProfilePane.facts(subject, self, context).0
        guard facts.samples > 0 else { return nil }
        return FlamePage.layout(facts, profile, width: width)
    }

    private mutating func select(_ place: FlameLayout.Place, in flame: FlameLayout, _ context: UIContext) {
        guard let box = flame.box(place) else { return }
        profile.box = flame.path(to: box.node)
        guard let content = content(context) else { return }
        var cursor = focusedCursor
        cursor.index = place.row
        cursor.reveal(count: content.count, height: contentHeight(content, context))
        focusedCursor = cursor
    }

    /// Down to the widest callee, up to the caller, to the ends, by pages.
    mutating func moveInFlame(_ command: Command, _ context: UIContext) {
        guard let flame = flame(context), let content = content(context) else { return }
        let height = contentHeight(content, context)
        let start = flame.place(of: profile.box)
        let steps: Int
        switch command {
        case .down: steps = 1
        case .up: steps = -1
        case .halfPageDown: steps = max(1, height / 2)
        case .halfPageUp: steps = -max(1, height / 2)
        case .pageDown: steps = max(1, height - 1)
        case .pageUp: steps = -max(1, height - 1)
        case .top: steps = -flame.rows.count
        default: steps = flame.rows.count
        }
        var place = start
        for _ in 0..<abs(steps) {
            guard let next = steps > 0 ? flame.child(of: place) : flame.parent(of: place) else { break }
            place = next
        }
        select(place, in: flame, context)
    }

    /// To the next box of the row; false at the row's end.
    mutating func moveAlongFlame(_ step: Int, _ context: UIContext) -> Bool {
        guard let flame = flame(context) else { return false }
        var place = flame.place(of: profile.box)
        place.column += step
        guard flame.box(place) != nil else { return false }
        select(place, in: flame, context)
        return true
    }

    mutating func zoomIntoBox(_ context: UIContext) {
        guard let flame = flame(context) else { return }
        let place = flame.place(of: profile.box)
        guard let box = flame.box(place), box.node != flame.root else { return }
        guard !box.isMerged else {
            say("These are too narrow to tell apart: zoom into what called them", context)
            return
        }
        let path = flame.path(to: box.node)
        guard profile.zooms.last != path else { return }
        if profile.zooms.count >= FlamePath.maximumDepth { profile.zooms.removeFirst() }
        profile.zooms.append(path)
        profile.box = path
        focusedCursor = CursorState()
    }

    mutating func zoomOutOfBox() {
        if !profile.zooms.isEmpty { profile.zooms.removeLast() }
    }

    /// Selects the box at a column of a row; true where it was selected before.
    mutating func pressFlame(row: Int, x: Int, _ context: UIContext) -> Bool {
        guard let flame = flame(context), let place = flame.place(row: row, x: x - 1) else { return false }
        guard place != flame.place(of: profile.box) else { return true }
        select(place, in: flame, context)
        return false
    }

    /// The next box that is called so.
    mutating func jumpToBox(forward: Bool, fromHere: Bool, _ context: UIContext) {
        guard let flame = flame(context) else { return }
        let hits = FlamePage.hits(flame.profile, search.text)
        let found = flame.all.filter { flame.box($0).map { $0.nodes.contains(where: hits.contains) } ?? false }
        guard !found.isEmpty else {
            say("\(search.text): no function here is called so", context)
            return
        }
        let here = flame.place(of: profile.box)
        func isBehind(_ place: FlameLayout.Place) -> Bool {
            (place.row, place.column) > (here.row, here.column) || (fromHere && place == here)
        }
        func isBefore(_ place: FlameLayout.Place) -> Bool { (place.row, place.column) < (here.row, here.column) }
        let next = forward ? found.first(where: isBehind) ?? found.first : found.last(where: isBefore) ?? found.last
        if let next { select(next, in: flame, context) }
    }
}
