import PeriscopeHistory
import Screen

/// The line over the footer: where one is, what is hidden and why, and where requests come from.
struct StatusLine {
    private let state: UIState
    private let context: UIContext
    private let format: Format

    init(state: UIState, context: UIContext, glyphs: Glyphs) {
        self.state = state
        self.context = context
        format = Format(glyphs: glyphs)
    }

    func line(width: Int) -> Line {
        if case .prompt(.filter, let editor, _) = state.overlay {
            let prompt = FilterPromptLine(
                editor, named: context.environment.namedFilters, width: width, right: shownOfHeld)
            return prompt.line(glyphs: format.glyphs)
        }
        if case .prompt(let kind, let editor, _) = state.overlay { return prompt(kind, editor, width) }
        var line = Line(" ")
        if let flash = state.flash, FlashBox.lines(flash.text, width: width).count < 2 {
            line.add(flash.text, .notice)
            return line
        }
        for (index, part) in parts().enumerated() {
            if index > 0 { line.gap(2) }
            line.add(part)
        }
        let right = source(space: width - line.cursor - 3)
        line.addRight(right, end: width - 1)
        return line
    }

    private func prompt(_ kind: Overlay.PromptKind, _ editor: LineEditor, _ width: Int) -> Line {
        var line = Line()
        line.add(Self.label(kind), .keyHint)
        let before = String(editor.characters[..<editor.cursor])
        let after = editor.characters[editor.cursor...]
        // The end of a long text is what is being written.
        let space = max(1, width - line.cursor - 14)
        let shown = TextWidth.width(of: before) > space ? String(before.suffix(space)) : before
        line.add(shown, .prompt)
        line.add(after.first.map(String.init) ?? " ", .prompt, isReversed: true)
        line.add(String(after.dropFirst()), .prompt)
        let hint = Self.hint(kind, editor.text)
        if !hint.isEmpty { line.addRight(StyledText(hint, .textDim), end: width - 1) }
        return line
    }

    private static func label(_ kind: Overlay.PromptKind) -> String {
        switch kind {
        case .filter: FilterPromptLine.label
        case .search: " /"
        case .export, .exportRequests: " write to: "
        case .sendTimes: " send it again, how often: "
        }
    }

    private static func hint(_ kind: Overlay.PromptKind, _ text: String) -> String {
        switch kind {
        case .export: FileEnding.hint(text, among: FileEnding.ofProfiles)
        case .exportRequests: FileEnding.hint(text, among: FileEnding.ofRequests)
        case .sendTimes: text.isEmpty ? "Enter alone: \(UIState.usualTimes)" : "1 to 1,000"
        case .filter, .search: ""
        }
    }

    private var shownOfHeld: String {
        let totals = context.history.totals
        let all = state.list.index.rules.showsNoise ? totals.held : totals.held - totals.noise
        return format.count(state.list.index.count) + " of " + format.count(max(all, state.list.index.count))
    }

    private func parts() -> [StyledText] {
        if let sending = state.sendings.current {
            return [StyledText(SendingText(format: format).progress(sending), .running)] + search
        }
        if state.view == .compare { return compared + source + search }
        guard state.view == .requests else {
            return (state.view == .routes ? [routes] : state.view == .build ? errorPlace : child) + search
        }
        let index = state.list.index
        let rules = index.rules
        var parts = child
        if index.count > 0 { parts.append(StyledText("[\(state.list.position + 1)/\(index.count)]", .statusBar)) }
        if !rules.match.isEmpty {
            parts.append(StyledText("filter: \(rules.match.text)  \(shownOfHeld)", .statusFilter))
        }
        if let route = rules.route {
            parts.append(StyledText("route: \(route.method) \(route.route ?? "nothing matched")", .statusFilter))
        }
        if rules.onlyMarked != nil { parts.append(StyledText("marked only", .statusFilter)) }
        if !state.marks.isEmpty { parts.append(StyledText("\(state.marks.count) marked", .marked)) }
        if rules.sort != .arrival || rules.isReversed {
            let sign = rules.isReversed ? format.glyphs.arrowUp : format.glyphs.arrowDown
            let sort = rules.sort == .arrival ? "oldest first" : "by \(rules.sort.rawValue) \(sign)"
            parts.append(StyledText(sort, .sortMark))
        }
        parts += source + search + news
        let noise = context.history.totals.noise
        if noise > 0 {
            let text = rules.showsNoise ? "\(noise) of noise shown" : "\(noise) hidden (static, health)"
            parts.append(StyledText(text, .textDim) + hiddenMatches)
        }
        return parts
    }

    /// Where the timeline's selected row began in the source: the row itself has no room for it.
    private var source: [StyledText] {
        let hasNoRoom = state.view == .compare || state.scope == .panel && state.detail.panel == .timeline
        guard hasNoRoom, let frame = state.content(context)?.source(state.cursorIndex)
        else { return [] }
        var text = StyledText("o ", .keyHint)
        text.append(frame.place, .link)
        if !frame.function.isEmpty { text.append("  " + frame.function, .textDim) }
        return [text]
    }

    /// Of what is hidden, how many the filter would find.
    private var hiddenMatches: StyledText {
        let count = state.list.index.hiddenMatches.count
        guard count > 0, !state.list.index.rules.showsNoise else { return StyledText() }
        return StyledText(", \(format.count(count)) \(count == 1 ? "matches" : "match"): ", .textDim)
            + StyledText("a", .keyHint)
    }

    private var news: [StyledText] {
        let text = BuildNewsText.styled(state.builds, context.history, now: state.clock(context), format)
        return text.isEmpty ? [] : [text]
    }

    private var search: [StyledText] {
        state.search.isActive ? [StyledText("/" + state.search.text, .searchHit)] : []
    }

    /// Why these two: here where the title that says so has no room.
    private var compared: [StyledText] {
        guard CompareHead.isUntitled(context.size) else { return [] }
        let why = CompareHead.words(state.comparison.reason, isSwapped: state.comparison.isSwapped)
        return [StyledText("compared " + why, .statusBar)]
    }

    private var routes: StyledText {
        if state.routes.showsShapes {
            let shapes = format.count(context.history.shapes.count, "shape of query", "shapes of queries")
            return StyledText(shapes + ", by " + state.routes.shapeSort.rawValue, .statusBar)
        }
        let aside = state.list.index.rules.match.isEmpty ? "" : ", whatever the list's filter"
        return StyledText(
            format.count(context.history.routes.count, "route", "routes") + ", by " + state.routes.sort.rawValue
                + aside, .statusBar)
    }

    /// A child that is built or has ended is worth knowing of wherever one looks.
    private var child: [StyledText] {
        let environment = context.environment
        guard let phase = environment.childPhase, phase != .serving else { return [] }
        var text = ChildText.phase(environment, now: context.now, format: format, isBrief: true)
        if !phase.hasClock { text.append(": 9 shows its output, B restarts", .error) }
        return [text]
    }

    /// Which of the build's errors is selected.
    private var errorPlace: [StyledText] {
        guard let content = state.content(context) else { return [] }
        let errors = content.stops.filter { content.copy($0)?.what == BuildView.errorName }
        guard let place = errors.lastIndex(where: { $0 <= state.cursorIndex }) else { return [] }
        return [StyledText("error \(place + 1) of \(errors.count)", .statusBar)]
    }

    private func source(space: Int) -> StyledText {
        let environment = context.environment
        let dropped = context.history.totals.droppedRequests &+ environment.hubDropped
        var text = StyledText()
        let drops = "\(format.count(dropped)) dropped"
        let separator = " \(format.glyphs.separator) "
        let room = space - drops.utf8.count - separator.count
        let refusal = environment.freshRefusal(at: context.now)
        if let notice = refusal?.text ?? environment.notices.last, room > 16 {
            text.append(said(notice, of: refusal == nil ? environment.notices.count : 1, room: room), .warning)
            text.append(separator + drops, dropped > 0 ? .warning : .textDim)
            return text
        }
        let place = place(room: room)
        if !place.isEmpty { text.append(place + separator, .textDim) }
        if dropped > 0 || room > 0 { text.append(drops, dropped > 0 ? .warning : .textDim) }
        return text
    }

    /// A notice, and where to read the rest of it or of them.
    private func said(_ notice: String, of count: Int, room: Int) -> String {
        let more = count > 1 ? "  9 shows all \(count)" : "  9 shows it"
        let isWhole = TextWidth.width(of: notice, glyphs: format.glyphs) <= room
        guard count > 1 || !isWhole, room > more.utf8.count + 12 else { return format.middle(notice, width: room) }
        return format.end(Self.withoutFolder(notice), width: room - more.utf8.count) + more
    }

    /// `config.yaml:3: …` of a notice that begins with a path: what is wrong needs the room.
    private static func withoutFolder(_ notice: String) -> String {
        let place = notice.prefix { $0 != " " }
        guard place.hasSuffix(":"), let slash = place.lastIndex(of: "/") else { return notice }
        return String(notice[notice.index(after: slash)...])
    }

    private func place(room: Int) -> String {
        let environment = context.environment
        if case .file(let name) = environment.hub { return room > 8 ? format.middle(name, width: min(room, 40)) : "" }
        let role = environment.hub == .reading ? "reader" : "hub"
        let path = SourceText.shortened(environment.socketPath, home: environment.homeDirectory)
        let space = min(room - role.count - 1, 44)
        if space >= 12, !path.isEmpty { return role + " " + format.middle(path, width: space) }
        return room > role.count ? role : ""
    }
}
