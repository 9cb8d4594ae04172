import PeriscopeHistory
import PeriscopeInsight
import Screen

/// The request list on screen.
///
/// Only the rows in sight are read and formatted.
struct ListPane {
    private let state: UIState
    private let context: UIContext
    private let layout: Layout
    private let glyphs: Glyphs
    /// What a full bar stands for: the 95th percentile and half as much again, so that the scale does not jump; at most
    /// what is slow, so that one heavy route does not flatten all the others.
    private let fullBar: UInt64

    init(state: UIState, context: UIContext, layout: Layout, overview: HistoryOverview, glyphs: Glyphs) {
        self.state = state
        self.context = context
        self.layout = layout
        self.glyphs = glyphs
        let p95 = overview.p95 ?? 0
        fullBar = max(min(p95 &+ p95 / 2, context.environment.thresholds.request.warn), 1_000_000)
    }

    /// Scrolled sideways, the columns that found no room are there too.
    static func columns(state: UIState, context: UIContext, layout: Layout) -> ListColumns {
        columns(
            state: state, context: context,
            width: state.list.column > 0 ? max(layout.list.width, 132) : layout.list.width)
    }

    static func columns(state: UIState, context: UIContext, width: Int) -> ListColumns {
        let apps = context.history.apps.count { $0.connection == .connected }
        return ListColumns(
            width: width, hasProcesses: apps > 1, showsClock: state.timeFormat == .clock,
            builds: state.builds.hasNews ? .news : hasSeveralBuilds(context) ? .several : .one)
    }

    private static func hasSeveralBuilds(_ context: UIContext) -> Bool {
        context.history.apps.contains { $0.buildNumber > 1 }
    }

    func draw(on canvas: inout Canvas) {
        guard state.list.index.count > 0 else {
            drawEmpty(on: &canvas)
            return
        }
        let columns = Self.columns(state: state, context: context, layout: layout)
        let showsClock = state.timeFormat == .clock
        canvas.draw(
            ListHeads.line(columns, state.list.index.rules, showsClock, glyphs), in: layout.listHead, row: 0,
            scrolledBy: state.list.column)
        let places = Dictionary(
            context.history.apps.enumerated().map { ($0.element.id, $0) }, uniquingKeysWith: { first, _ in first })
        for row in 0..<layout.listRows {
            guard let id = state.list.index.id(at: state.list.top + row) else { break }
            draw(id, row: row, columns: columns, app: places[id.app], on: &canvas)
        }
        PaneView.markHits(
            state.search, in: layout.list, selected: (state.list.position - state.list.top) * layout.listRowHeight,
            on: &canvas)
    }

    private func draw(
        _ id: RequestID, row: Int, columns: ListColumns, app: (offset: Int, element: AppRecord)?,
        on canvas: inout Canvas
    ) {
        let y = row * layout.listRowHeight
        let isSelected = state.list.top + row == state.list.position
        let region = Region(
            x: layout.list.x, y: layout.list.y + y, width: layout.list.width, height: layout.listRowHeight)
        if let request = context.history.request(id) {
            let comparison = app?.element.buildNumber ?? 0 > 1 ? context.history.comparison(of: request) : nil
            let row = ListRow(
                request: request, app: app?.element, appPlace: app?.offset ?? 0, clock: state.clock(context),
                environment: context.environment, showsClock: state.timeFormat == .clock, isSelected: isSelected,
                isMarked: state.marks.contains(id), longest: fullBar,
                delta: comparison.map { BuildDelta($0, format: Format(glyphs: glyphs)) }, glyphs: glyphs)
            if layout.listRowHeight == 2 {
                let (first, second) = row.narrowLines(width: region.width)
                canvas.draw(first, in: region, row: 0)
                canvas.draw(second, in: region, row: 1)
            } else {
                canvas.draw(row.line(columns), in: region, row: 0, scrolledBy: state.list.column)
            }
        } else {
            canvas.draw(Line("   no longer held", .textDim), in: region, row: 0)
        }
        if isSelected {
            let isFocused = state.focus == .list || !state.detail.isOpen
            canvas.grid.write(glyphs.gutter, x: region.x, y: region.y, role: .cursor, width: 1)
            canvas.grid.overlay(region.intersection(layout.list), role: isFocused ? .selection : .selectionInactive)
        }
    }

    private func drawEmpty(on canvas: inout Canvas) {
        let lines = EmptyScreen(state: state, context: context, glyphs: glyphs)
            .lines(width: layout.list.width, height: layout.list.height)
        let widest = lines.reduce(0) { max($0, $1.cursor) }
        let left = max(1, min((layout.list.width - widest) / 2, layout.list.width / 4))
        let top = max(0, (layout.list.height - lines.count) / 3)
        let region = layout.list.inset(left: left)
        for (index, line) in lines.enumerated() { canvas.draw(line, in: region, row: top + index) }
    }
}
