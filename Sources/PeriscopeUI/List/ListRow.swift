import PeriscopeHistory
import PeriscopeInsight
import Screen

/// One request in the list.
struct ListRow {
    /// A running clock before this would only flicker: nanoseconds.
    static let clockFrom: Int64 = 250_000_000

    let request: RequestRecord
    let app: AppRecord?
    /// The app's place among the apps, for its colour.
    let appPlace: Int
    let clock: UnixNanoseconds
    let environment: UIEnvironment
    let showsClock: Bool
    let isSelected: Bool
    let isMarked: Bool
    /// What a full bar stands for, nanoseconds.
    let longest: UInt64
    /// Against the build before; nil where there is none, or no column for it.
    let delta: BuildDelta?
    let glyphs: Glyphs

    private var format: Format { Format(glyphs: glyphs) }

    /// How long it has run or took; nil where that is not known.
    private var time: UInt64? {
        request.elapsed(at: clock)
    }

    private var flags: RequestFlags {
        RequestFlags(request, clock: clock, glyphs: glyphs)
    }

    /// The one-line form.
    func line(_ columns: ListColumns) -> Line {
        var line = gutter
        for place in columns.places {
            line.move(to: place.x)
            line.column(
                text(of: place.column, width: place.width), place.width,
                ListHeads.isRight(place.column) ? .right : .left)
        }
        return line
    }

    /// The two-line form of narrow screens.
    func narrowLines(width: Int) -> (Line, Line) {
        var first = gutter
        first.move(to: ListColumns.gutter)
        first.column(text(of: .status, width: 4), 4)
        first.gap(1)
        first.column(text(of: .method, width: 6), 6)
        first.gap(1)
        let space = max(1, width - first.cursor)
        first.column(text(of: .path, width: space), space)
        var second = Line()
        second.move(to: ListColumns.gutter + 5)
        second.add(timeText.text, request.state == .open ? .running : .textDim)
        if request.queryCount > 0 {
            let queries = format.count(request.queryCount, "query", "queries")
            second.add("  " + queries + " " + format.duration(request.queryDuration), .textDim)
        }
        let change = delta?.styled(width: 15) ?? StyledText()
        if !change.isEmpty { second.gap(2) }
        second.add(change)
        second.gap(2)
        second.add(flags.styled(glyphs.separator))
        second.addRight(age, end: width - 1)
        return (first, second)
    }

    private var gutter: Line {
        var line = Line()
        if isSelected { line.add(glyphs.gutter, .cursor) } else { line.gap(1) }
        if isMarked { line.add(glyphs.mark, .marked) }
        return line
    }

    private func text(of column: ListColumns.Column, width: Int) -> StyledText {
        switch column {
        case .status: StyledText(status, RequestRole.status(request))
        case .method: StyledText(request.method, RequestRole.method(request.method))
        case .process: StyledText(processName, RequestRole.app(appPlace))
        case .path: path(width: width)
        case .time: timeText
        case .bar: bar(width: width)
        case .queries: queries
        case .sqlTime: sqlTime
        case .renders: request.renderCount == 0 ? StyledText() : StyledText(format.count(request.renderCount))
        case .flags: flags.styled(glyphs.separator)
        case .change: delta?.styled(width: width) ?? StyledText()
        case .size: StyledText(request.responseBody.map { format.bytes($0.bytes) } ?? "", .textDim)
        case .age: age
        }
    }

    private var status: String {
        switch request.state {
        case .open: glyphs.inFlight
        case .lost: "lost"
        case .failed, .finished: request.status.map(String.init) ?? format.unknown
        }
    }

    private var processName: String {
        guard let app else { return "?" }
        return app.name + " \(app.pid)"
    }

    private func path(width: Int) -> StyledText {
        let full = request.query.isEmpty ? request.path : request.path + "?" + request.query
        // Longer than any screen: no need to measure what cannot be seen.
        let text = format.middle(String(full.prefix(1_024)), width: width)
        guard let mark = text.firstIndex(of: "?") else { return StyledText(text) }
        return StyledText(String(text[..<mark])) + StyledText(String(text[mark...]), .textDim)
    }

    private var timeText: StyledText {
        guard request.state == .open else {
            let severity = environment.thresholds.request.severity(of: request.isStreamed ? 0 : request.duration ?? 0)
            return StyledText(format.duration(request.duration), severity.role)
        }
        guard let time, Int64(time) >= Self.clockFrom else { return StyledText() }
        return StyledText(format.clock(time), .running)
    }

    private func bar(width: Int) -> StyledText {
        guard let time, longest > 0, !request.isStreamed || request.state == .open else { return StyledText() }
        let role: Role
        if request.state == .open {
            guard Int64(time) >= Self.clockFrom else { return StyledText() }
            role = .running
        } else {
            role = environment.thresholds.request.severity(of: time).barRole
        }
        return StyledText(glyphs.openBar(fraction: Double(time) / Double(longest), width: width), role)
    }

    private var queries: StyledText {
        guard request.queryCount > 0 else { return StyledText() }
        let severity = environment.thresholds.queriesInRequest.severity(of: UInt64(clamping: request.queryCount))
        return StyledText(format.count(request.queryCount), severity.role)
    }

    /// Nothing where no query has ended yet.
    private var sqlTime: StyledText {
        guard request.queryCount > 0, request.queryDuration > 0 || request.state != .open else { return StyledText() }
        return StyledText(format.duration(request.queryDuration))
    }

    private var age: StyledText {
        if showsClock {
            return StyledText(
                format.timeOfDay(request.startedAt, utcOffsetSeconds: environment.utcOffsetSeconds), .textDim)
        }
        return StyledText(format.age(clock &- request.startedAt), .textDim)
    }
}
