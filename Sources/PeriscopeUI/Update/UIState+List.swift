import PeriscopeHistory
import Screen

extension UIState {
    /// In the list, what has no room for its column of times says from where on there is.
    func whereTimesAre(_ context: UIContext) -> String {
        let layout = Layout(size: context.size, state: self)
        guard view == .requests, !detail.isOpen, layout.listRowHeight == 1, !layout.list.isEmpty else { return "" }
        let columns = ListPane.columns(state: self, context: context, layout: layout)
        guard columns.place(of: .age) == nil else { return "" }
        let name = timeFormat == .clock ? "AT" : "AGE"
        let wide = (layout.list.width...400).first { width in
            ListPane.columns(state: self, context: context, width: width).place(of: .age) != nil
        }
        return wide.map { "; \(name) is shown from \($0) columns, L scrolls to it" } ?? ""
    }

    /// Other rules for the list; the selected request stays selected where it is still shown.
    mutating func changeRules(_ context: UIContext, _ change: (inout ListIndex.Rules) -> Void) {
        var rules = list.index.rules
        change(&rules)
        guard rules != list.index.rules else { return }
        list.index.apply(rules, history: context.history, now: clock(context))
    }

    /// The text, the route, the marks: whatever hides.
    mutating func clearFilter(_ context: UIContext) {
        changeRules(context) { rules in
            rules.match = RequestFilter()
            rules.route = nil
            rules.onlyMarked = nil
        }
        list.origin = nil
    }

    /// Backspace says why it does nothing; Esc has other things to do.
    mutating func clearFilterOrSay(_ context: UIContext) {
        guard list.index.rules.isFiltering else { return say("No filter is set: f sets one", context) }
        clearFilter(context)
    }

    /// Everything stands still, at the time and at the requests of now; what comes is counted.
    mutating func togglePause(_ context: UIContext) {
        pause = pause == nil ? Pause(at: context.now, history: context.history) : nil
    }

    mutating func follow(_ context: UIContext) {
        let wasSeen = view == .requests && pause == nil
        pause = nil
        view = .requests
        isFollowing = !isFollowing || !wasSeen
        guard isFollowing else { return say("Not following: the selection stays; g or F follows again", context) }
        changeRules(context) { rules in
            if rules.sort != .arrival { rules.isReversed = false }
            rules.sort = .arrival
        }
    }

    // MARK: Marks

    /// The request in the detail, else the selected one.
    ///
    /// A marked request outlives the limits.
    mutating func toggleMark(_ context: UIContext) -> [UIEffect] {
        guard view == .requests, let id = scope == .list ? list.cursorRequest : detail.request else { return [] }
        let wasMarked = marks.remove(id) != nil
        if !wasMarked { marks.insert(id) }
        if list.index.rules.onlyMarked != nil {
            let marks = marks
            changeRules(context) { $0.onlyMarked = marks.isEmpty ? nil : marks }
        }
        if wasMarked { return id == detail.request ? [] : [.pin(id, false)] }
        comparison.noteMark(id)
        return [.pin(id, true)]
    }

    mutating func toggleMarkedOnly(_ context: UIContext) {
        let marks = marks
        if list.index.rules.onlyMarked == nil, marks.isEmpty {
            return say("Nothing is marked: m marks a request", context)
        }
        changeRules(context) { $0.onlyMarked = $0.onlyMarked == nil ? marks : nil }
    }

    mutating func unmarkAll(_ context: UIContext) -> [UIEffect] {
        let old = marks
        guard !old.isEmpty else {
            say("Nothing is marked: m marks a request", context)
            return []
        }
        marks = []
        if list.index.rules.onlyMarked != nil { changeRules(context) { $0.onlyMarked = nil } }
        return old.filter { $0 != detail.request }.sorted { ($0.app, $0.span) < ($1.app, $1.span) }
            .map { .pin($0, false) }
    }

    /// Noise in the list; in the SQL panel what the library ran for itself.
    mutating func showHidden(_ context: UIContext) {
        if isProfile {
            widenProfile(context)
        } else if scope == .list {
            changeRules(context) { $0.showsNoise.toggle() }
            if context.history.totals.noise == 0 { say("Nothing is hidden", context) }
        } else if scope == .panel, detail.panel == .sql {
            detail.showsHousekeeping.toggle()
        } else {
            say(
                "a shows all: hidden requests in the list, housekeeping queries in SQL, more requests in a profile",
                context)
        }
    }
}
