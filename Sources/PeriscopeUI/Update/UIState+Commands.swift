import PeriscopeHistory
import Screen

extension UIState {
    /// Does what a key, a click or the palette asks for.
    mutating func perform(_ command: Command, _ context: UIContext) -> [UIEffect] {
        if let effects = performInComparison(command, context) { return effects }
        if command == .profile { return openProfile(context) }
        if let panel = command.panel { return show(panel, context) }
        switch command {
        case .down, .up, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .top, .bottom:
            return move(command, context)
        case .left: return moveOut(context)
        case .right: return moveIn(context)
        case .scrollLeft: scrollSideways(-1, context)
        case .scrollRight: scrollSideways(1, context)
        case .open: return open(context)
        case .back: return back(context)
        case .close: return close(context)
        case .quit: return quit(context)
        case .nextPane, .previousPane: switchPane(context)
        case .routes: show(.routes)
        case .apps: show(.apps)
        case .nextPanel: return showNeighbour(1, context)
        case .previousPanel: return showNeighbour(-1, context)
        case .nextRequest: return moveRequest(by: 1, context)
        case .previousRequest: return moveRequest(by: -1, context)
        case .nextItem: moveItem(by: 1, context)
        case .previousItem: moveItem(by: -1, context)
        case .nextProblem: return moveToProblem(1, context)
        case .previousProblem: return moveToProblem(-1, context)
        case .nextMark: return moveToMark(context)
        default: return performRest(command, context)
        }
        return []
    }

    /// What neither moves nor opens.
    private mutating func performRest(_ command: Command, _ context: UIContext) -> [UIEffect] {
        switch command {
        case .search: overlay = .prompt(.search, LineEditor(), before: search.text)
        case .filter: startFilter(context)
        case .clearFilter: clearFilterOrSay(context)
        case .nextHit: return jumpToHit(forward: true, fromHere: false, context)
        case .previousHit: return jumpToHit(forward: false, fromHere: false, context)
        case .pause: togglePause(context)
        case .follow: follow(context)
        case .plan: return askPlan(context)
        case .editSource: return openSource(context)
        case .ignore: return ignoreFinding(context)
        case .profiler: return toggleProfiler(context)
        case .profileSpan: return profileSpan(context)
        case .profileAll: openProfileOfAll()
        case .allFrames: toggleAllFrames(context)
        case .export: startExport(context)
        case .compare: return compare(context)
        case .copyAs: startCopyingAs(context)
        case .sendAgain: return sendAgain(context)
        case .sendAgainMany: startSendingAgain(context)
        case .sort: startSorting(context)
        case .reverse: reverse(context)
        case .mark: return toggleMark(context)
        case .markedOnly: toggleMarkedOnly(context)
        case .unmarkAll: return unmarkAll(context)
        case .showHidden: showHidden(context)
        case .copy: return copy(context)
        case .page: return page(context)
        case .toggleTree: if view == .routes { routes.showsShapes.toggle() } else { toggleTree(context) }
        case .wrap:
            isWrapping.toggle()
            say(isWrapping ? "long lines are wrapped" : "long lines are cut: L and H scroll", context)
        case .timeFormat:
            timeFormat = timeFormat == .relative ? .clock : .relative
            say((timeFormat == .clock ? "times by the clock" : "times ago") + whereTimesAre(context), context)
        case .zoomPane: zoomPane(context)
        case .zoomIn: zoom(into: true, context)
        case .zoomOut: zoom(into: false, context)
        case .restartChild: return restartChild(context)
        case .palette: overlay = .palette(LineEditor(), selected: 0)
        case .help: overlay = .help(HelpState())
        case .clear: overlay = .question(.clear)
        case .repaint: return [.repaint]
        case .suspend: return [.suspend]
        case .mouse: return toggleMouse(context)
        case .footer: isFooterHidden.toggle()
        default: break
        }
        return []
    }

    mutating func say(_ text: String, _ context: UIContext) {
        flash = Flash(text: text, at: context.now)
    }

    // MARK: Leaving

    /// One step back: search, zoom, opened thing, detail, view, filter.
    ///
    /// Never out of the program.
    mutating func back(_ context: UIContext) -> [UIEffect] {
        if sendings.current != nil, sendings.current?.endedAt == nil, sendings.current?.isStopped == false {
            return stopSending(context)
        }
        if search.isActive {
            search.text = ""
            return []
        }
        if isProfile, stepBackInProfile() { return [] }
        if view != .requests {
            view = view == .profile ? wholeProfile.origin : .requests
            return []
        }
        if let effects = jumpBack() { return effects }
        if isZoomed {
            isZoomed = false
            return []
        }
        if detail.isOpen {
            guard focus == .detail, !detail.levels.isEmpty else { return closeDetail() }
            detail.levels.removeLast()
            return []
        }
        if list.column > 0 {
            list.column = 0
        } else if list.index.rules.isFiltering {
            if !returnToRoutes(context) { clearFilter(context) }
        } else {
            say("q quits", context)
        }
        return []
    }

    /// One view back; at the list, out of the program.
    private mutating func close(_ context: UIContext) -> [UIEffect] {
        if view != .requests {
            view = view == .profile ? wholeProfile.origin : .requests
            return []
        }
        if let effects = jumpBack() { return effects }
        if detail.isOpen {
            guard !detail.levels.isEmpty else { return closeDetail() }
            detail.levels.removeLast()
            return []
        }
        if returnToRoutes(context) { return [] }
        return ask(marks: marks.count, context)
    }

    private mutating func quit(_ context: UIContext) -> [UIEffect] {
        ask(marks: 0, context)
    }

    private mutating func ask(marks: Int, _ context: UIContext) -> [UIEffect] {
        let childRuns = context.environment.child?.isRunning ?? false
        guard marks > 0 || childRuns else { return [.quit] }
        overlay = .question(.quit(marks: marks, childRuns: childRuns))
        return []
    }

    // MARK: Views and panes

    private mutating func show(_ wanted: View) {
        view = view == wanted ? .requests : wanted
    }

    private mutating func switchPane(_ context: UIContext) {
        if view == .routes { return routes.showsShapes.toggle() }
        guard saysPanes(context) else { return }
        focus = focus == .list ? .detail : .list
    }

    private mutating func zoomPane(_ context: UIContext) {
        // Where there is one pane, it takes the lines of header and tabs.
        if view == .requests, detail.isOpen { return isZoomed.toggle() }
        say("Here is only one pane; Enter opens a request, and z gives it the screen", context)
    }

    /// Whether there are two panes; says why not.
    private mutating func saysPanes(_ context: UIContext) -> Bool {
        let hasRoom = SizeClass(context.size).hasTwoPanes
        if hasRoom, view == .requests, detail.isOpen { return true }
        say(
            hasRoom
                ? "Here is only one pane; Enter opens a request in a second one"
                : "Two panes need 100 columns and 30 rows, or 160 columns", context)
        return false
    }

    private mutating func restartChild(_ context: UIContext) -> [UIEffect] {
        guard context.environment.child != nil else {
            say("No server was started here. Start one with: periscope run -- COMMAND", context)
            return []
        }
        return [.restartChild]
    }

    private mutating func toggleMouse(_ context: UIContext) -> [UIEffect] {
        let isOn = !context.environment.isMouseOn
        say(isOn ? "Mouse on: Shift (Option on macOS) and drag selects text" : "Mouse off: F2 takes it back", context)
        return [.setMouse(isOn)]
    }

    /// What `y` takes.
    func copied(_ context: UIContext) -> CopiedText? {
        if view == .requests, scope == .list {
            guard let id = list.cursorRequest, let request = context.history.request(id) else { return nil }
            return CopiedText(RequestText.url(request), what: "URL")
        }
        guard let content = content(context), let copy = content.copy(cursorIndex) else { return nil }
        return CopiedText(
            copy.text, what: copy.what, note: MaskedNames.note(count: MaskedNames.count(in: copy.text)))
    }

    private mutating func page(_ context: UIContext) -> [UIEffect] {
        if let text = paged(context) { return [.page(text)] }
        say("Nothing here to show in $PAGER", context)
        return []
    }

    /// What `v` shows.
    private func paged(_ context: UIContext) -> String? {
        if view == .requests, scope == .list {
            return list.cursorRequest.flatMap(context.history.request).map(RequestText.whole)
        }
        return content(context)?.value(cursorIndex)
    }
}
