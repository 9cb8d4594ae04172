import PeriscopeHistory
import Screen

/// `d`: two requests side by side.
extension UIState {
    /// The selected request against the marked one, else against the build before, else against the one before it; in
    /// the comparison, against the next of these, and behind the last one back.
    mutating func compare(_ context: UIContext) -> [UIEffect] {
        guard view != .compare else { return compareWithNext(context) }
        guard view == .requests, let id = scope == .list ? list.cursorRequest : detail.request,
            let request = context.history.request(id)
        else { return [] }
        guard !request.isOpen else {
            say("It is still running: what has ended can be compared", context)
            return []
        }
        let partners = context.history.comparePartners(
            of: id, marked: comparison.marked(marks, context.history).filter { !isOpen($0, context) })
        guard !partners.isEmpty else {
            say("Nothing to compare with yet: mark another request with m, then d here", context)
            return []
        }
        comparison.partners = partners
        comparison.hadDetail = detail.isOpen
        comparison.behind = nil
        comparison.sides = Pair(id, id)
        isFollowing = false
        view = .compare
        show(partner: 0, of: id)
        return []
    }

    private func isOpen(_ id: RequestID, _ context: UIContext) -> Bool {
        context.history.withRequest(id) { $0.isOpen } ?? true
    }

    private mutating func show(partner: Int, of id: RequestID) {
        comparison.partner = partner
        comparison.sides = Pair(comparison.partners[partner].request, id)
        comparison.isSwapped = false
        comparison.cursor = CursorState()
    }

    private mutating func compareWithNext(_ context: UIContext) -> [UIEffect] {
        let next = comparison.partner + 1
        guard comparison.partners.indices.contains(next), let sides = comparison.sides else {
            return closeComparison()
        }
        show(partner: next, of: comparison.isSwapped ? sides.base : sides.other)
        return []
    }

    private mutating func closeComparison() -> [UIEffect] {
        comparison.behind = nil
        view = .requests
        return comparison.hadDetail ? [] : closeDetail()
    }

    // MARK: Keys

    /// What a command does in the comparison, or behind it; nil where it does what it does elsewhere.
    mutating func performInComparison(_ command: Command, _ context: UIContext) -> [UIEffect]? {
        guard view == .compare else { return performBehindComparison(command) }
        switch command {
        case .back:
            guard !search.isActive else { return nil }
            return closeComparison()
        case .close: return closeComparison()
        case .open, .right: return openCompared(context)
        case .left: return []
        case .nextRequest: return moveCompared(newer: true, context)
        case .previousRequest: return moveCompared(newer: false, context)
        case .toggleTree:
            swapSides()
            return []
        case .showHidden:
            comparison.showsSame.toggle()
            return []
        default:
            guard let panel = command.panel, let side = comparison.sides?.other else { return nil }
            return openBehind(CompareTarget(request: side, panel: panel), context)
        }
    }

    /// One step back out of what was opened from the comparison leads to it again.
    private mutating func performBehindComparison(_ command: Command) -> [UIEffect]? {
        guard let behind = comparison.behind else { return nil }
        guard view == .requests, detail.isOpen else {
            comparison.behind = nil
            return nil
        }
        guard command == .back || command == .close, detail.levels.count <= behind.levels, !isZoomed,
            command == .close || !search.isActive
        else { return nil }
        comparison.behind = nil
        view = .compare
        return []
    }

    /// `J` and `K`: the newer side's next and previous request of its route.
    private mutating func moveCompared(newer: Bool, _ context: UIContext) -> [UIEffect] {
        guard let sides = comparison.sides else { return [] }
        guard let next = context.history.neighbour(of: sides.other, newer: newer, besides: sides.base) else {
            say(newer ? "No newer request of this route" : "No older request of this route", context)
            return []
        }
        comparison.sides?.other = next
        return []
    }

    private mutating func swapSides() {
        comparison.sides = comparison.sides?.swapped
        comparison.isSwapped.toggle()
    }

    /// Enter, or a click on what is selected.
    mutating func openCompared(_ context: UIContext) -> [UIEffect] {
        let layout = Layout(size: context.size, state: self)
        guard let made = CompareView.made(self, context, width: layout.whole.width, .unicode) else { return [] }
        if made.folds.contains(comparison.cursor.index) {
            comparison.showsSame.toggle()
            return []
        }
        guard let target = made.targets[comparison.cursor.index] else { return [] }
        return openBehind(target, context)
    }

    /// A panel of one of the two; what the list selects goes along.
    private mutating func openBehind(_ target: CompareTarget, _ context: UIContext) -> [UIEffect] {
        guard context.history.contains(target.request) else {
            say("This request is no longer held", context)
            return []
        }
        view = .requests
        if let place = list.index.place(of: target.request) {
            list.position = place
            list.choose(target.request)
        }
        detail.isOpen = true
        focus = .detail
        let effects = showInDetail(target.request)
        detail.show(target.panel)
        detail.levels = []
        if let opened = target.opened { detail.open(opened) }
        if let key = target.key { detail.cursor.key = key }
        comparison.behind = .init(levels: detail.levels.count)
        return effects
    }

    // MARK: What is held

    /// Keeps both sides from eviction while they are compared, and lets them go after that.
    ///
    /// - Parameter effects: What else is to be done; what it lets go of the two is kept for the comparison.
    mutating func holdCompared(after effects: [UIEffect]) -> [UIEffect] {
        let isShown = view == .compare || comparison.behind != nil
        guard isShown || !comparison.pinned.isEmpty else { return [] }
        let released = effects.compactMap { if case .pin(let id, false) = $0 { id } else { nil } }
        let wanted: Set<RequestID> = isShown ? Set(comparison.sides.map { [$0.base, $0.other] } ?? []) : []
        let held = comparison.pinned
        comparison.pinned = wanted
        let kept = marks.union(detail.request.map { [$0] } ?? [])
        let gone = held.subtracting(wanted).subtracting(kept).sorted { ($0.app, $0.span) < ($1.app, $1.span) }
        let new = wanted.subtracting(held).subtracting(kept).union(wanted.intersection(released))
            .sorted { ($0.app, $0.span) < ($1.app, $1.span) }
        return gone.map { .pin($0, false) } + new.map { .pin($0, true) }
    }
}
