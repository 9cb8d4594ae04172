import PeriscopeHistory
import Screen

/// The request being looked at, on screen: title, tabs, and the panel.
enum DetailPane {
    /// What the detail shows of the history; nil where no request is chosen or it has gone.
    ///
    /// For the moment: it holds the history.
    static func input(_ state: UIState, _ context: UIContext, width: Int, _ glyphs: Glyphs) -> PanelInput? {
        made(state, context, width: width, glyphs)?.input
    }

    /// What is on screen of the request; nil where no request is chosen or it has gone.
    ///
    /// Made once for what it depends on.
    static func content(_ state: UIState, _ context: UIContext, width: Int, _ glyphs: Glyphs) -> PanelContent? {
        if state.detail.panel == .profile {
            return ProfilePane.content(state, context, width: width, glyphs)
        }
        guard let made = made(state, context, width: width, glyphs) else { return nil }
        return context.cache.content(ContentKey(made.input, made.key)) {
            defer { made.loan.end() }
            return made.input.content()
        }
    }

    private static func made(
        _ state: UIState, _ context: UIContext, width: Int, _ glyphs: Glyphs
    ) -> (input: PanelInput, key: PanelCache.FactsKey, loan: HistoryLoan)? {
        let history = context.history
        guard let id = state.detail.request, let request = history.request(id) else { return nil }
        let clock = state.clock(context)
        let key = PanelCache.FactsKey(
            request: id, revision: request.revision, names: history.namesRevision,
            second: request.state == .open ? clock / 1_000_000_000 : 0)
        let loan = HistoryLoan(history)
        var input = PanelInput(
            facts: context.cache.facts(key) { RequestFacts(request, history) }, app: history.app(id.app), loan: loan,
            detail: state.detail, clock: clock, environment: context.environment,
            isWrapping: state.isWrapping, showsClock: state.timeFormat == .clock, width: width, glyphs: glyphs)
        input.sent = state.sendings.report(of: id)
        if state.detail.panel == .overview, state.detail.levels.isEmpty, request.isTimed, request.route != nil {
            let route = RouteSummary.ID(method: request.method, route: request.route)
            input.standing = context.cache.latencies.spread(.init(route: route, family: id.app), context)
        }
        return (input, key, loan)
    }

    static func draw(_ state: UIState, _ context: UIContext, _ layout: Layout, on canvas: inout Canvas) {
        guard !layout.detailTitle.isEmpty else { return }
        let isFocused = state.focus == .detail
        guard let input = input(state, context, width: layout.detail.width, canvas.glyphs) else {
            canvas.draw(Line(" This request is no longer held.", .textDim), in: layout.detailTitle, row: 0)
            return
        }
        let place = state.list.index.count > 0 ? "[\(state.list.position + 1)/\(state.list.index.count)]" : ""
        let title = DetailTitle.line(
            input.request, app: input.app, clock: input.clock, environment: context.environment, place: place,
            isFocused: isFocused, isMarked: state.marks.contains(input.request.id), width: layout.detailTitle.width,
            glyphs: canvas.glyphs)
        canvas.draw(title, in: layout.detailTitle, row: 0)
        let tabs = TabBar(request: input.request, selected: state.detail.panel, width: layout.tabs.width)
        if !layout.tabs.isEmpty { canvas.draw(tabs.line, in: layout.tabs, row: 0) }
        guard let content = content(state, context, width: layout.detail.width, canvas.glyphs) else { return }
        PaneView.draw(
            content, cursor: state.detail.cursor, in: layout.detail, isFocused: isFocused,
            search: state.search, on: &canvas)
        drawPreview(of: content, state, context, layout, on: &canvas)
    }

    /// What Enter would open of the selected row, beside it.
    private static func drawPreview(
        of content: PanelContent, _ state: UIState, _ context: UIContext, _ layout: Layout, on canvas: inout Canvas
    ) {
        guard !layout.preview.isEmpty else { return }
        for row in 0..<layout.preview.height {
            let column = Region(x: layout.preview.x - 1, y: layout.preview.y, width: 1, height: layout.preview.height)
            canvas.draw(Line(canvas.glyphs.vertical, .border), in: column, row: row)
        }
        let preview = QueryPreview(content: content, index: state.detail.cursor.index, glyphs: canvas.glyphs)
        for (row, line) in preview.lines(width: layout.preview.width, height: layout.preview.height).enumerated() {
            canvas.draw(line, in: layout.preview, row: row)
        }
        PaneView.markHits(state.search, in: layout.preview, selected: nil, on: &canvas)
    }
}
