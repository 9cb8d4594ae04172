import PeriscopeHistory
import Screen

/// Takes in what happened, and returns what the loop is to do.
///
/// Pure but for the state.
package func update(_ state: inout UIState, _ action: UIAction, _ context: UIContext) -> [UIEffect] {
    var effects: [UIEffect] = []
    let wasPaused = state.pause != nil
    switch action {
    case .tick:
        state.endSendingIfDone(context)
        if state.pause == nil { state.list.index.turn(context.history, now: context.now) }
    case .fileExists(let export): state.ask(about: export, context)
    case .sending(let news): state.take(news, context)
    case .notice(let text): state.flash = .init(text: text, at: context.now)
    case .historyChanged(let change):
        if state.pause == nil { state.list.index.take(change, history: context.history, now: context.now) }
        state.countNew(context.history)
        state.watchBuilds(change, context)
        state.followChild(context)
        effects = state.watchProfiler(context) + state.watchSending(change, context)
    case .input(let event): effects = state.take(event, state.seen(context))
    }
    if wasPaused, state.pause == nil { state.goOn(context) }
    let seen = state.seen(context)
    state.settle(seen)
    let following = state.followInDetail()
    if !following.isEmpty { state.settle(seen) }
    return effects + following + state.holdCompared(after: effects + following)
}

extension UIState {
    /// A file of the name is there; a question never takes the keys of something else.
    mutating func ask(about export: RequestExport, _ context: UIContext) {
        guard case .none = overlay else {
            return say("A file of that name is there, and nothing was written; x asks again", context)
        }
        overlay = .question(.replaceFile(export))
    }

    /// How long a flash stays: nanoseconds.
    private static let flashTime: Int64 = 5_000_000_000

    /// Whether something on screen moves by itself, so that a tick a second is wanted.
    package func wantsClock(_ live: UIContext) -> Bool {
        let context = seen(live)
        if flash != nil || sendings.current != nil { return true }
        if context.environment.freshRefusal(at: context.now) != nil { return true }
        if context.environment.childPhase?.hasClock == true { return true }
        guard pause == nil else { return false }
        if builds.fresh(at: context.now) != nil { return true }
        if list.index.nextDue != nil { return true }
        return context.history.totals.open > 0 || context.history.apps.contains { $0.connection == .connected }
    }

    /// Brings everything that depends on size and history into order again; nothing that was chosen changes.
    mutating func settle(_ context: UIContext) {
        if let flash, context.now &- flash.at > Self.flashTime || context.now < flash.at { self.flash = nil }
        if !list.index.isMade { list.index.apply(list.index.rules, history: context.history, now: clock(context)) }
        settleFilter(context)
        if !SizeClass(context.size).hasTwoPanes { focus = detail.isOpen ? .detail : .list }
        if !detail.isOpen {
            focus = .list
            isZoomed = false
        }
        let layout = Layout(size: context.size, state: self)
        settleList(context, layout)
        if view != .requests {
            settleWhole(context, layout)
        } else if detail.isOpen {
            settleDetail(context, layout)
        }
    }

    private mutating func settleList(_ context: UIContext, _ layout: Layout) {
        let index = list.index
        guard index.count > 0 else {
            list.position = 0
            list.top = 0
            return
        }
        if isFollowing, index.rules.sort == .arrival, pause == nil {
            list.position = index.rules.isReversed ? index.count - 1 : 0
            list.choose(index.id(at: list.position))
        } else {
            settleSelection(context)
        }
        list.anchor = index.entry(at: list.position)
        revealSelection(layout)
    }

    /// Finds the selected request again, by identity; it keeps its row on screen.
    private mutating func settleSelection(_ context: UIContext) {
        let index = list.index
        // What a filter hid comes back as the selection when it is shown again.
        if let chosen = list.chosen, chosen != list.selected, index.place(of: chosen) != nil { list.selected = chosen }
        var place = min(max(0, list.position), index.count - 1)
        if let selected = list.selected, let found = index.place(of: selected) {
            place = found
        } else if let selected = list.selected, let request = context.history.request(selected) {
            // Hidden by a filter: what stood next to it, not whatever now has its number.
            place = index.nearestPlace(to: request)
        } else if let anchor = list.anchor, anchor.id == list.selected {
            place = index.nearestPlace(to: anchor)
            tellOfEviction(context)
        }
        list.top += place - list.position
        list.position = place
        list.selected = index.id(at: place)
    }

    /// Once for what a person chose; a neighbour that goes too is not worth a word.
    private mutating func tellOfEviction(_ context: UIContext) {
        guard list.chosen == list.selected, flash == nil else { return }
        list.chosen = nil
        say(
            "The selected request is no longer held: the oldest go first, and m keeps one. Its neighbour is selected",
            context)
    }

    /// The view moves again: what came meanwhile is taken in, and what was marked and has gone is no longer marked.
    fileprivate mutating func goOn(_ context: UIContext) {
        list.index.forget()
        let gone = marks.filter { !context.history.contains($0) }
        guard !gone.isEmpty else { return }
        marks.subtract(gone)
        say(
            gone.count == 1
                ? "A marked request was evicted before it was marked"
                : "\(gone.count) marked requests were evicted before they were marked", context)
    }

    /// Following with a request open, the newest is always the one that is shown.
    fileprivate mutating func followInDetail() -> [UIEffect] {
        guard isFollowing, pause == nil, view == .requests, detail.isOpen else { return [] }
        return showInDetail(list.cursorRequest)
    }

    /// Scrolls the list as little as is needed.
    mutating func revealSelection(_ layout: Layout) {
        let rows = max(1, layout.listRows)
        if list.position < list.top { list.top = list.position }
        if list.position >= list.top + rows { list.top = list.position - rows + 1 }
        list.top = min(max(0, list.top), max(0, list.index.count - rows))
    }

    private mutating func settleDetail(_ context: UIContext, _ layout: Layout) {
        guard let content = DetailPane.content(self, context, width: layout.detail.width, .unicode) else { return }
        detail.cursor.settle(content, height: PaneView.rows(content, in: layout.detail).height)
    }

    private mutating func settleWhole(_ context: UIContext, _ layout: Layout) {
        let content = WholeView.content(self, context, width: layout.whole.width, .unicode)
        wholeCursor.settle(content, height: PaneView.rows(content, in: layout.whole).height)
    }
}

extension CursorState {
    /// Finds the selected row again; text only stays inside of its bounds.
    mutating func settle(_ content: PanelContent, height: Int) {
        if let pinned = content.pinned {
            index = pinned
            key = content.key(pinned)
            clampTop(count: content.count, height: height)
            return
        }
        guard content.isSelectable else {
            clampTop(count: content.count, height: height)
            index = top
            return
        }
        guard content.stops.isEmpty else { return settleStops(content, height: height) }
        settle(
            count: content.count, height: height, find: { content.index(of: $0) },
            keyAt: { $0 < content.count ? content.key($0) : nil })
    }
}
