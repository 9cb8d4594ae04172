import PeriscopeHistory
import Screen

extension UIState {
    /// The next or previous place where the searched text stands; round the end once.
    mutating func jumpToHit(forward: Bool, fromHere: Bool, _ context: UIContext) -> [UIEffect] {
        guard search.isActive else {
            say("Nothing is searched for: / searches", context)
            return []
        }
        if view == .requests, scope == .list { return jumpInList(forward, fromHere, context) }
        if isFlame {
            jumpToBox(forward: forward, fromHere: fromHere, context)
            return []
        }
        guard let content = content(context) else { return [] }
        let word = Array(search.text.lowercased().utf8)
        let found = Self.place(from: cursorIndex, count: content.count, forward, fromHere) { index in
            TextMatch.contains(content.text(index), word)
        }
        if let found {
            sayRound(from: cursorIndex, to: found, forward, fromHere, context)
            if content.stops.isEmpty {
                moveCursor(to: found, content, context)
            } else {
                reveal(row: found, content, context)
            }
        } else {
            say("\(search.text): not found here", context)
        }
        return []
    }

    private mutating func jumpInList(_ forward: Bool, _ fromHere: Bool, _ context: UIContext) -> [UIEffect] {
        let index = list.index
        var scan = FilterScan(RequestFilter(words: search.text), history: context.history, now: clock(context))
        let found = Self.place(from: list.position, count: index.count, forward, fromHere) { place in
            index.id(at: place).flatMap { id in context.history.lend(id) { scan.matches($0) } } ?? false
        }
        guard let found else {
            say("\(search.text): not found", context)
            return []
        }
        sayRound(from: list.position, to: found, forward, fromHere, context)
        return moveList(to: found, context)
    }

    /// Past an end it goes on from the other, which one should know.
    private mutating func sayRound(
        from start: Int, to found: Int, _ forward: Bool, _ fromHere: Bool, _ context: UIContext
    ) {
        guard !fromHere, forward ? found <= start : found >= start else { return }
        let news = found == start ? "is only here" : forward ? "goes on from the top" : "goes on from the end"
        say("\(search.text) \(news)", context)
    }

    private static func place(
        from start: Int, count: Int, _ forward: Bool, _ fromHere: Bool, where holds: (Int) -> Bool
    ) -> Int? {
        guard count > 0 else { return nil }
        let first = fromHere ? 0 : 1
        for offset in first..<count + first {
            let place = ((start + (forward ? offset : -offset)) % count + count) % count
            if holds(place) { return place }
        }
        return nil
    }
}
