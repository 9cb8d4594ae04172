import PeriscopeHistory
import PeriscopeWire
import Screen

extension UIState {
    /// Enter: the selected request, the selected thing of its panel, or a route's requests.
    mutating func open(_ context: UIContext) -> [UIEffect] {
        if isFlame {
            zoomIntoBox(context)
            return []
        }
        switch view {
        case .apps:
            openBuild(context)
            return []
        case .build: return openBuildRow(context)
        case .compare: return openCompared(context)
        case .routes: return routes.showsShapes ? openShape(context) : openRoute(context)
        case .requests, .profile: break
        }
        guard scope != .list else { return openSelected(context) }
        guard let content = content(context), content.isSelectable, content.count > 0 else {
            say("Nothing to open here; v shows it in $PAGER", context)
            return []
        }
        if let jump = content.jumps(cursorIndex) {
            go(to: jump)
        } else if let opened = content.opens(cursorIndex) {
            if view == .profile { wholeProfile.open(opened) } else { detail.open(opened) }
        } else if let fold = content.fold(cursorIndex) {
            toggle(fold)
        } else {
            say("Nothing more behind this row", context)
        }
        return []
    }

    mutating func toggle(_ fold: PanelContent.Fold) {
        if fold.isGroup {
            if fold.isOpen { detail.unfolded.remove(fold.key) } else { detail.unfolded.insert(fold.key) }
        } else {
            if fold.isOpen { detail.folded.insert(fold.key) } else { detail.folded.remove(fold.key) }
        }
    }

    private mutating func openSelected(_ context: UIContext) -> [UIEffect] {
        guard let id = list.cursorRequest, context.history.contains(id) else { return [] }
        list.chosen = id
        // What is being read must not be swept away by what arrives.
        isFollowing = false
        detail.isOpen = true
        focus = .detail
        return showInDetail(id)
    }

    /// A number key: the panel of the selected request, opened if it is not.
    mutating func show(_ panel: Panel, _ context: UIContext) -> [UIEffect] {
        view = .requests
        if detail.panel == panel, detail.isOpen { detail.levels = [] }
        detail.show(panel)
        if detail.isOpen {
            focus = .detail
            return []
        }
        return openSelected(context)
    }

    mutating func showNeighbour(_ step: Int, _ context: UIContext) -> [UIEffect] {
        guard view == .requests, detail.isOpen else { return [] }
        let all = Panel.allCases
        let place = (detail.panel.rawValue - 1 + step + all.count) % all.count
        return show(all[place], context)
    }

    /// The request that is being read is kept from eviction while it is.
    mutating func showInDetail(_ id: RequestID?) -> [UIEffect] {
        guard let id, id != detail.request else { return [] }
        let before = letGo()
        detail.request = id
        detail.resetForRequest()
        return before + (marks.contains(id) ? [] : [.pin(id, true)])
    }

    mutating func closeDetail() -> [UIEffect] {
        let effects = letGo()
        detail.isOpen = false
        detail.request = nil
        detail.levels = []
        focus = .list
        isZoomed = false
        return effects
    }

    private func letGo() -> [UIEffect] {
        guard let old = detail.request, !marks.contains(old) else { return [] }
        return [.pin(old, false)]
    }

    private mutating func openRoute(_ context: UIContext) -> [UIEffect] {
        guard let content = content(context), content.count > 0, case .route(let id) = content.key(cursorIndex) else {
            return []
        }
        let closing = closeDetail()
        view = .requests
        if list.origin == nil || list.index.rules.route == nil {
            list.origin = .init(
                selected: list.selected, chosen: list.chosen, position: list.position, top: list.top,
                isFollowing: isFollowing, match: list.index.rules.match)
        }
        isFollowing = false
        // The routes' figures are of all requests, and so is what stands behind them.
        if !list.index.rules.match.isEmpty {
            say("Without the filter \(list.index.rules.match.text), which comes back with Esc", context)
        }
        changeRules(context) { rules in
            rules.route = id
            rules.match = RequestFilter()
        }
        list.position = 0
        list.choose(list.index.id(at: 0))
        return closing
    }

    /// From a route's requests back to the routes; the list is as it was before.
    mutating func returnToRoutes(_ context: UIContext) -> Bool {
        guard let origin = list.origin, list.index.rules.route != nil else { return false }
        changeRules(context) { rules in
            rules.route = nil
            if rules.match.isEmpty { rules.match = origin.match }
        }
        list.origin = nil
        (list.selected, list.chosen) = (origin.selected, origin.chosen)
        (list.position, list.top) = (origin.position, origin.top)
        isFollowing = origin.isFollowing
        view = .routes
        return true
    }

    // MARK: How it is shown

    mutating func toggleTree(_ context: UIContext) {
        if isProfile { return toggleProfileMode(context) }
        guard view == .requests, detail.isOpen else { return }
        if case .span(let id) = detail.opened, isQuery(id, context) {
            detail.areValuesInline.toggle()
            return
        }
        switch (detail.panel, detail.opened) {
        case (.sql, nil):
            var cursor = CursorState()
            if detail.cursor.index > 0 { cursor.key = counterpart(of: detail.cursor.key, context) }
            detail.isSQLGrouped.toggle()
            detail.cursor = cursor
        case (.timeline, nil): detail.isTimelineFlat.toggle()
        case (.templates, nil): detail.areTemplatesFlat.toggle()
        default: say("Nothing to group here", context)
        }
    }

    private func isQuery(_ span: UInt64, _ context: UIContext) -> Bool {
        guard let input = DetailPane.input(self, context, width: 0, .unicode) else { return false }
        return input.facts.queries.place(of: span) != nil
    }

    /// The row of the SQL panel's other form that is about the same shape.
    private func counterpart(of key: RowKey?, _ context: UIContext) -> RowKey? {
        if case .group(let first) = key { return .span(first) }
        guard case .span(let id) = key, let input = DetailPane.input(self, context, width: 0, .unicode),
            let shape = input.facts.queries.shape(of: id, context.history)
        else { return nil }
        let queries = input.facts.queries
        let shown = shape.entries.first { queries.entries[$0].number > 0 || detail.showsHousekeeping }
        return shown.map { .group(input.spans[queries.entries[$0].span].id) }
    }

    mutating func zoom(into: Bool, _ context: UIContext) {
        if isFlame { return into ? zoomIntoBox(context) : zoomOutOfBox() }
        if scope == .panel, detail.panel == .logs {
            let level = min(max(0, detail.minimumLevel + (into ? -1 : 1)), 6)
            detail.minimumLevel = level
            return say(Self.shownLevels(level), context)
        }
        guard scope == .panel, detail.panel == .timeline else {
            return say("+ and - zoom the Timeline and a flame graph, and choose the levels of Logs", context)
        }
        guard into else {
            if detail.zoom.isWhole { say("All of the request is in sight", context) }
            return detail.zoom.zoomOut()
        }
        let layout = Layout(size: context.size, state: self)
        guard let input = DetailPane.input(self, context, width: layout.detail.width, .unicode) else { return }
        detail.zoom.zoomIn(around: TimelinePanel(input).center(of: detail.cursor.index))
    }

    private static func shownLevels(_ level: Int) -> String {
        level == 0
            ? "All levels are shown" : "Lines below \((WireLogLevel(rawValue: level) ?? .critical).label) are hidden"
    }

    // MARK: The panel's order

    /// Orders the panel's rows by one of its `PanelContent.Sorts`.
    mutating func sortPanel(_ place: Int, _ context: UIContext) {
        if isProfile { return sortProfile(place) }
        guard view == .requests, detail.panel == .sql, detail.opened == nil else { return }
        if detail.isSQLGrouped {
            guard ShapeOrder.allCases.indices.contains(place) else { return }
            detail.shapeOrder = ShapeOrder.allCases[place]
            detail.isShapeOrderReversed = false
        } else {
            guard QueryOrder.allCases.indices.contains(place) else { return }
            detail.queryOrder = QueryOrder.allCases[place]
            detail.isQueryOrderReversed = false
        }
        // Whoever sorts wants to see what comes first.
        detail.cursor = CursorState()
    }

    mutating func reversePanel(_ context: UIContext) {
        if isProfile { return reverseProfile() }
        guard view == .requests, detail.panel == .sql, detail.opened == nil else { return }
        if detail.isSQLGrouped { detail.isShapeOrderReversed.toggle() } else { detail.isQueryOrderReversed.toggle() }
        detail.cursor = CursorState()
    }

    // MARK: Plans

    /// Who asks for a plan wants to see it: the query is opened, if it is not.
    mutating func openAsked(_ index: Int, _ content: PanelContent) {
        guard let opened = content.opens(index), case .span = opened else { return openAskedGroup(index, content) }
        // In an opened query, that is one of its repeats or of what ran inside.
        guard content.stops.isEmpty else { return }
        detail.open(opened)
    }

    /// Of a group its first query was asked about.
    private mutating func openAskedGroup(_ index: Int, _ content: PanelContent) {
        guard content.stops.isEmpty, let question = content.plan(index), detail.opened != .span(question.key.span)
        else { return }
        detail.open(.span(question.key.span))
    }
}
