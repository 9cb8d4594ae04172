package import Screen
import PeriscopeHistory

/// Draws the whole screen.
///
/// Pure: the same state, context and glyphs give the same grid, of exactly the context's size.
///
/// Costs the rows in sight, and for an opened request its spans; never the history.
package func render(_ state: UIState, _ live: UIContext, _ glyphs: Glyphs) -> Grid {
    let context = state.seen(live)
    // The first frame may come before anything has happened.
    guard state.list.index.isMade else {
        var settled = state
        settled.settle(context)
        return render(settled, context, glyphs)
    }
    var canvas = Canvas(size: context.size, glyphs: glyphs)
    let layout = Layout(size: context.size, state: state)
    guard layout.sizeClass != .tiny else {
        drawTiny(on: &canvas)
        return canvas.grid
    }
    let overview = context.history.overview(now: state.clock(context))
    if !layout.header.isEmpty {
        let header = HeaderLine(state: state, context: context, overview: overview, glyphs: glyphs)
        canvas.draw(header.line(width: layout.header.width), in: layout.header, row: 0)
    }
    switch state.view {
    case .requests:
        if !layout.list.isEmpty {
            ListPane(state: state, context: context, layout: layout, overview: overview, glyphs: glyphs)
                .draw(on: &canvas)
        }
        drawDivider(layout, state, on: &canvas)
        if state.detail.isOpen { DetailPane.draw(state, context, layout, on: &canvas) }
    case .routes, .apps, .profile, .compare, .build:
        let content = WholeView.content(state, context, width: layout.whole.width, glyphs)
        PaneView.draw(
            content, cursor: state.wholeCursor, in: layout.whole, isFocused: true, search: state.search, on: &canvas)
    }
    canvas.draw(
        StatusLine(state: state, context: context, glyphs: glyphs).line(width: layout.status.width),
        in: layout.status, row: 0)
    canvas.draw(
        Footer(state: state, context: context, width: layout.footer.width, glyphs: glyphs).line,
        in: layout.footer, row: 0)
    drawFlash(state, layout, on: &canvas)
    drawOverlay(state, context, on: &canvas)
    return canvas.grid
}

/// A filter that is wrong says so itself.
private func drawFlash(_ state: UIState, _ layout: Layout, on canvas: inout Canvas) {
    guard let flash = state.flash, !layout.status.isEmpty else { return }
    var isOverPrompt = false
    if case .prompt(let kind, _, _) = state.overlay {
        if kind == .filter { return }
        isOverPrompt = true
    }
    FlashBox(text: flash.text, layout: layout, isOverPrompt: isOverPrompt).draw(on: &canvas)
}

private func drawTiny(on canvas: inout Canvas) {
    let size = canvas.grid.size
    let lines = ["needs 40\(canvas.glyphs.times)8,", "has \(size.columns)\(canvas.glyphs.times)\(size.rows)"]
    let text = size.rows > 1 ? lines : [lines.joined(separator: " ")]
    let top = max(0, (size.rows - text.count) / 2)
    for (index, line) in text.enumerated() { canvas.center(line, in: size.region, row: top + index, role: .warning) }
}

private func drawDivider(_ layout: Layout, _ state: UIState, on canvas: inout Canvas) {
    let role: Role = state.focus == .detail ? .borderFocus : .border
    guard !layout.divider.isEmpty else { return }
    if layout.sizeClass == .beside {
        for row in 0..<layout.divider.height {
            canvas.draw(Line(canvas.glyphs.vertical, role), in: layout.divider, row: row)
        }
    } else {
        canvas.draw(Line(canvas.glyphs.rule(width: layout.divider.width), role), in: layout.divider, row: 0)
    }
}

private func drawOverlay(_ state: UIState, _ context: UIContext, on canvas: inout Canvas) {
    switch state.overlay {
    case .prompt(.filter, let editor, _):
        FilterOverlay(state: state, context: context, editor: editor, glyphs: canvas.glyphs).draw(on: &canvas)
    case .none, .prompt: break
    case .help(let help): HelpOverlay(help, state, context, glyphs: canvas.glyphs).draw(on: &canvas)
    case .palette(let editor, let selected):
        PaletteOverlay(text: editor.text, state: state, context: context, glyphs: canvas.glyphs)
            .draw(editor, selected: selected, on: &canvas)
    case .menu(let menu): ListMenuBox(menu: menu).draw(on: &canvas)
    case .question(let question): QuestionBox(question: question).draw(on: &canvas)
    }
}
