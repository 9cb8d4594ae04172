import PeriscopeHistory
import Screen

extension UIState {
    /// The wheel scrolls what is under it; a click selects, and opens what is selected.
    mutating func take(_ mouse: MouseEvent, _ context: UIContext) -> [UIEffect] {
        let layout = Layout(size: context.size, state: self)
        switch mouse {
        case .wheelDown(let point): scroll(by: 3, at: point, layout, context)
        case .wheelUp(let point): scroll(by: -3, at: point, layout, context)
        case .press(let point): return press(point, isDouble: false, layout, context)
        case .doublePress(let point): return press(point, isDouble: true, layout, context)
        }
        return []
    }

    // MARK: Wheel

    private mutating func scroll(by rows: Int, at point: ScreenPoint, _ layout: Layout, _ context: UIContext) {
        switch overlay {
        case .help(let help): scrollHelp(help, by: rows, context)
        case .palette(let editor, let selected):
            let count = PaletteOverlay(text: editor.text, state: self, context: context, glyphs: .unicode).matches.count
            overlay = .palette(editor, selected: min(max(0, selected + rows), max(0, count - 1)))
        case .menu(var menu):
            menu.select(menu.selected + rows)
            overlay = .menu(menu)
        case .question, .prompt: break
        case .none: scrollPane(by: rows, at: point, layout, context)
        }
    }

    private mutating func scrollPane(by rows: Int, at point: ScreenPoint, _ layout: Layout, _ context: UIContext) {
        if layout.list.contains(point) {
            scrollList(by: rows, layout)
        } else if layout.detail.contains(point) || layout.whole.contains(point) {
            let focusBefore = focus
            if view == .requests { focus = .detail }
            if let content = content(context) { scrollContent(content, by: rows, context) }
            focus = focusBefore
        }
    }

    /// The window moves; the selection only as far as it must to stay in it.
    private mutating func scrollList(by rows: Int, _ layout: Layout) {
        let height = max(1, layout.listRows)
        let top = min(max(0, list.top + rows), max(0, list.index.count - height))
        guard top != list.top else { return }
        isFollowing = false
        list.top = top
        list.position = min(max(list.position, top), top + height - 1)
        list.choose(list.index.id(at: list.position) ?? list.selected)
    }

    private mutating func scrollContent(_ content: PanelContent, by rows: Int, _ context: UIContext) {
        let height = contentHeight(content, context)
        var cursor = focusedCursor
        guard content.stops.isEmpty else {
            cursor.scroll(by: rows, content, height: height)
            focusedCursor = cursor
            return
        }
        cursor.top += rows
        cursor.clampTop(count: content.count, height: height)
        if content.isSelectable, content.count > 0 {
            cursor.index = min(max(cursor.index, cursor.top), min(content.count, cursor.top + max(1, height)) - 1)
            cursor.key = content.key(cursor.index)
        }
        focusedCursor = cursor
    }

    // MARK: Click

    private mutating func press(
        _ point: ScreenPoint, isDouble: Bool, _ layout: Layout, _ context: UIContext
    ) -> [UIEffect] {
        if layout.footer.contains(point), let effects = pressFooter(point, layout, context) { return effects }
        switch overlay {
        case .none, .prompt: break
        case .help:
            overlay = .none
            return []
        case .palette(let editor, let selected): return pressPalette(point, editor, selected, context)
        case .menu(let menu):
            overlay = .none
            return ListMenuBox(menu: menu).row(at: point, in: context.size).map { choose($0, of: menu, context) } ?? []
        case .question(let question): return pressQuestion(point, question, context)
        }
        if case .prompt = overlay { overlay = .none }
        flash = nil
        return pressPane(point, isDouble: isDouble, layout, context)
    }

    /// Nil where a box lies over the footer.
    private mutating func pressFooter(
        _ point: ScreenPoint, _ layout: Layout, _ context: UIContext
    ) -> [UIEffect]? {
        if case .help(let help) = overlay,
            HelpOverlay(help, self, context, glyphs: .unicode).popup.region.contains(point)
        {
            return nil
        }
        let footer = Footer(state: self, context: context, width: layout.footer.width, glyphs: .unicode)
        switch footer.act(at: point.x) {
        case .command(let command):
            flash = nil
            return perform(command, context)
        case .key(let key): return take(key, context)
        case nil: return []
        }
    }

    private mutating func pressPalette(
        _ point: ScreenPoint, _ editor: LineEditor, _ selected: Int, _ context: UIContext
    ) -> [UIEffect] {
        let palette = PaletteOverlay(text: editor.text, state: self, context: context, glyphs: .unicode)
        let inner = palette.popup(in: context.size).inner
        overlay = .none
        let row = point.y - inner.y - 1 + palette.top(selected: selected, in: context.size)
        guard inner.contains(point), point.y > inner.y, palette.matches.indices.contains(row) else { return [] }
        return runPalette(row, palette.matches, context)
    }

    /// The answers stand in the last row of the box.
    private mutating func pressQuestion(
        _ point: ScreenPoint, _ question: Overlay.Question, _ context: UIContext
    ) -> [UIEffect] {
        let box = QuestionBox(question: question)
        let inner = box.popup(in: context.size).inner
        let isYes = point.y == inner.y + box.text.count + 1 && point.x >= inner.x && point.x < inner.x + 6
        return answer(.character(isYes ? "y" : "n"), question, context)
    }

    private mutating func pressPane(
        _ point: ScreenPoint, isDouble: Bool, _ layout: Layout, _ context: UIContext
    ) -> [UIEffect] {
        if layout.listHead.contains(point) { return pressHeads(point, layout, context) }
        if layout.list.contains(point) { return pressList(point, isDouble, layout, context) }
        if layout.tabs.contains(point) {
            let request = detail.request.flatMap(context.history.request)
            let tabs = TabBar(request: request, selected: detail.panel, width: layout.tabs.width)
            return tabs.panel(at: point.x - layout.tabs.x).map { show($0, context) } ?? []
        }
        if layout.detail.contains(point) {
            focus = .detail
            return pressContent(point, isDouble, in: layout.detail, context)
        }
        if layout.preview.contains(point) {
            focus = .detail
            return open(context)
        }
        if layout.whole.contains(point) { return pressContent(point, isDouble, in: layout.whole, context) }
        return []
    }

    /// A click on the head that sorts already reverses.
    private mutating func pressHeads(_ point: ScreenPoint, _ layout: Layout, _ context: UIContext) -> [UIEffect] {
        let columns = ListPane.columns(state: self, context: context, layout: layout)
        let x = point.x - layout.listHead.x + list.column
        guard let place = columns.places.last(where: { x >= $0.x }), let sort = place.column.sort else { return [] }
        if list.index.rules.sort == sort { reverse(context) } else { sortList(by: sort, context) }
        return []
    }

    private mutating func pressList(
        _ point: ScreenPoint, _ isDouble: Bool, _ layout: Layout, _ context: UIContext
    ) -> [UIEffect] {
        focus = .list
        let place = list.top + (point.y - layout.list.y) / max(1, layout.listRowHeight)
        guard let id = list.index.id(at: place) else { return [] }
        let wasSelected = id == list.selected
        let effects = moveList(to: place, context)
        isFollowing = false
        return wasSelected || isDouble ? effects + open(context) : effects
    }

    private mutating func pressContent(
        _ point: ScreenPoint, _ isDouble: Bool, in region: Region, _ context: UIContext
    ) -> [UIEffect] {
        guard let content = content(context) else { return [] }
        let body = PaneView.rows(content, in: region)
        guard body.contains(point) else {
            if view == .routes, point.y == body.y - 1 { sortRoutes(at: point.x - region.x, region.width, context) }
            return []
        }
        let pressed = focusedCursor.top + point.y - body.y
        if isFlame {
            if pressFlame(row: pressed, x: point.x - body.x, context) || isDouble { zoomIntoBox(context) }
            return []
        }
        guard content.isSelectable, pressed < content.count else { return [] }
        guard let row = content.stops.isEmpty ? pressed : content.stop(at: pressed) else { return [] }
        let wasSelected = row == focusedCursor.index
        moveCursor(to: row, content, context)
        if let fold = content.fold(row), wasSelected || isDouble {
            toggle(fold)
            return []
        }
        return wasSelected || isDouble ? open(context) : []
    }

    private mutating func sortRoutes(at x: Int, _ width: Int, _ context: UIContext) {
        if routes.showsShapes {
            guard let sort = WholeView.shapes(self, context, width: width, .unicode).sort(at: x) else { return }
            if routes.shapeSort == sort { routes.isReversed.toggle() } else { routes.shapeSort = sort }
            return
        }
        guard let sort = WholeView.routes(self, context, width: width, .unicode).sort(at: x) else { return }
        if routes.sort == sort { routes.isReversed.toggle() } else { routes.sort = sort }
    }
}
