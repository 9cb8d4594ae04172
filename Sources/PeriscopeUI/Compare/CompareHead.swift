import PeriscopeHistory
import PeriscopeWire
import Screen

/// The lines on top of a comparison: which two requests, of which builds, and why these.
struct CompareHead {
    private let requests: Pair<RequestRecord>
    private let apps: Pair<AppRecord?>
    private let state: CompareState
    private let clock: UnixNanoseconds
    private let environment: UIEnvironment
    private let style: CompareStyle
    private let isUntitled: Bool

    init(_ requests: Pair<RequestRecord>, _ state: UIState, _ context: UIContext, width: Int, glyphs: Glyphs) {
        self.requests = requests
        self.state = state.comparison
        apps = requests.map { context.history.app($0.id.app) }
        clock = state.clock(context)
        environment = context.environment
        let configurations = apps.map { $0?.configuration ?? .unspecified }
        style = CompareStyle(
            format: Format(glyphs: glyphs), width: width,
            hasTimes: requests.base.id.app == requests.other.id.app || configurations.isEqual)
        isUntitled = Self.isUntitled(context.size)
    }

    private var format: Format { style.format }

    /// Whether the screen has no row for the title.
    static func isUntitled(_ size: ScreenSize) -> Bool { size.rows < 12 && size.columns < CompareStyle.wide }

    func lines() -> [Line] {
        if style.isWide { return [title, beside(what), beside(whose), Line()] }
        let both = [under(.base), under(.other)]
        if isUntitled { return both }
        return style.isNarrow ? [title] + both : [title] + both + [Line()]
    }

    /// Why these two.
    static func words(_ reason: ComparePartner.Reason?, isSwapped: Bool) -> String {
        let why: String
        switch reason {
        case .marked(of: 1): why = "with the marked request"
        case .marked(let count): why = "with the one marked last, of \(count) marked"
        case .previousBuild(let build): why = "with the newest of build \(build)"
        case .earlier: why = "with an earlier request: no earlier build has this route"
        case nil: why = ""
        }
        return isSwapped ? why + ", sides swapped" : why
    }

    private var title: Line {
        var line = Line(" ")
        line.add("COMPARE", .titleFocus)
        line.gap(2)
        let why = Self.words(state.reason, isSwapped: state.isSwapped)
        let place = state.partners.count > 1 ? "d \(state.partner + 1)/\(state.partners.count)" : ""
        let room = style.width - line.cursor - 2 - (place.isEmpty ? 0 : place.utf8.count + 2)
        line.add(format.end(why, width: max(0, room)), .textDim)
        line.addRight(StyledText(place, .keyHint), end: style.width - 1)
        return line
    }

    // MARK: Side by side

    private func beside(_ text: (CompareSide, Int) -> StyledText) -> Line {
        var line = Line()
        let half = style.width / 2
        for (index, side) in CompareSide.allCases.enumerated() {
            line.move(to: index * half)
            line.column(text(side, half - 2), half - 1)
        }
        return line
    }

    private func what(_ side: CompareSide, _ room: Int) -> StyledText {
        var text = StyledText(" ") + style.sign(side) + StyledText(" ")
        let request = requests[side]
        let result = result(side)
        text.append(request.method + " ", RequestRole.method(request.method))
        let path = request.query.isEmpty ? request.path : request.path + "?" + request.query
        text.append(
            format.middle(String(path.prefix(1_024)), width: max(4, room - text.width - result.width - 3)), .title)
        text.append(" " + style.glyphs.arrowRight + " ", .textDim)
        return text + result
    }

    private func result(_ side: CompareSide) -> StyledText {
        let request = requests[side]
        var text = StyledText(
            request.state == .lost ? "lost" : request.status.map(String.init) ?? format.unknown,
            RequestRole.status(request))
        guard style.hasTimes, let duration = request.duration else { return text }
        text.append("  " + format.duration(duration), .textStrong)
        return text
    }

    private func whose(_ side: CompareSide, _ room: Int) -> StyledText {
        var text = StyledText("   ")
        if let app = apps[side] {
            text.append("\(app.name) \(app.pid) ", .textDim)
            text.append(build(app), .text)
            if !app.buildID.isEmpty { text.append(" (" + app.buildID.prefix(8) + ")", .textDim) }
        }
        text.append("  " + age(side), .textDim)
        let clock = ", " + time(side)
        if text.width + clock.utf8.count <= room { text.append(clock, .textDim) }
        return text
    }

    private func build(_ app: AppRecord) -> String {
        let configuration = AppText.configuration(app)
        return (configuration.isEmpty ? "" : configuration + ", ") + "build \(app.buildNumber)"
    }

    private func time(_ side: CompareSide) -> String {
        format.timeOfDay(requests[side].startedAt, utcOffsetSeconds: environment.utcOffsetSeconds)
    }

    private func age(_ side: CompareSide) -> String {
        let (age, isOver) = clock.subtractingReportingOverflow(requests[side].startedAt)
        return format.age(isOver ? 0 : age) + " ago"
    }

    // MARK: One below the other

    private func under(_ side: CompareSide) -> Line {
        var line = Line()
        var right = StyledText()
        if let app = apps[side] { right.append(style.isNarrow ? "build \(app.buildNumber)" : build(app), .textDim) }
        if style.width >= 72 { right.append("  " + age(side), .textDim) }
        line.add(what(side, style.width - right.width - 3))
        line.addRight(right, end: style.width - 1)
        return line
    }
}
