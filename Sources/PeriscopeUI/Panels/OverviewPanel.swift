import PeriscopeHistory
import PeriscopeInsight
import PeriscopeWire
import Screen

/// Panel 1: what happened, where the time went, and what went wrong.
struct OverviewPanel {
    let input: PanelInput

    private var request: RequestRecord { input.request }
    private var format: Format { input.format }
    private var separator: String { "  " + input.glyphs.separator + "  " }

    func content() -> PanelContent {
        var page = OverviewPage()
        // A request that ended as it should have needs no line of its own.
        let isPlain = request.state == .finished && !request.isAborted && request.dropped == 0
        if !isPlain { page.add(Line(StyledText(" ") + state)) }
        page.heading("FINDINGS", right: isPlain ? state : StyledText(), width: input.width)
        OverviewFindings(input: input).add(to: &page)
        addFailure(to: &page)
        OverviewBuilds(input: input).add(to: &page)
        OverviewSending(input: input).add(to: &page)
        page.heading("WHERE THE TIME WENT")
        page.add(time())
        OverviewStanding(input: input).add(to: &page)
        OverviewHotSpots(input: input).add(to: &page)
        page.add(OverviewCPU(input: input).lines())
        page.heading("COUNTS")
        page.add(counts())
        page.heading("REQUEST")
        page.add(facts())
        return page.content(
            copy: .init(what: "URL", text: RequestText.url(request)), value: RequestText.whole(request))
    }

    private var state: StyledText {
        var line = StyledText()
        switch request.state {
        case .open:
            line.append(request.isStreamed ? "streaming" : "still running", .running)
            line.append(", for " + format.clock(input.elapsed), .running)
            if !request.isStreamed { line.append(separator + RequestFlags.waiting(request), .running) }
        case .finished:
            line.append("finished", .ok)
            if request.isStreamed { line.append(", streamed", .info) }
        case .failed: line.append("failed: an error that nothing turned into a response", .error)
        case .lost: line.append("lost: the server went away before it had answered", .error)
        }
        if request.isAborted { line.append(separator + "the client went away before the last byte", .warning) }
        if request.dropped > 0 {
            line.append(
                separator + format.count(request.dropped, "event was", "events were") + " not recorded", .warning)
        }
        return line
    }

    private func addFailure(to page: inout OverviewPage) {
        let failed = input.spans.filter { $0.failure != nil }
        guard request.failure != nil || !failed.isEmpty else { return }
        page.heading("ERROR")
        if let failure = request.failure { page.add(describe(failure, role: .error)) }
        for span in failed.prefix(5) {
            guard let failure = span.failure, failure != request.failure else { continue }
            page.add(Line("   in \(SpanLabel.text(span))", .textDim))
            page.add(describe(failure, role: .warning))
        }
    }

    private func describe(_ failure: FailureRecord, role: Role) -> [Line] {
        var lines = [Line(" " + input.glyphs.bullet + " " + failure.type, role)]
        for row in TextBlock(failure.message, wrappedTo: max(10, input.width - 4)).rows.prefix(40) {
            lines.append(Line("   " + row.text, .textStrong))
        }
        lines += failure.stack.prefix(100).map { Line("     " + $0, .textDim) }
        return lines
    }

    private func time() -> [Line] {
        let phases = Phases(input)
        guard input.elapsed > 0 else { return [Line(" not measured", .textDim)] }
        var lines = [phases.bar(width: max(4, input.width - 2), glyphs: input.glyphs)]
        var legend = Line(" ")
        for (phase, percent) in phases.shares {
            var text = StyledText(input.glyphs.isASCII ? phases.letter(phase) + " " : "■ ", phase.role)
            text.append(phase.name + " ")
            text.append(format.duration(phase.time), .textStrong)
            text.append(" (" + format.percent(whole: percent) + ")  ", .textDim)
            if legend.cursor > 1, legend.cursor + text.width > input.width {
                lines.append(legend)
                legend = Line(" ")
            }
            legend.add(text)
        }
        return lines + [legend]
    }

    private func counts() -> [Line] {
        var lines: [Line] = []
        let queries = input.thresholds.queriesInRequest.severity(of: UInt64(max(0, request.queryCount)))
        lines.append(
            pair("queries", format.count(request.queryCount), queries.role, queryNote))
        lines.append(
            pair(
                "templates", format.count(request.renderCount), .text,
                request.renderCount > 0 ? format.duration(request.renderDuration) : ""))
        lines.append(pair("calls", format.count(request.callCount), .text, ""))
        let warnings = format.count(request.warningCount, "warning or worse", "warnings or worse")
        lines.append(
            pair("log lines", format.count(input.logs.count), .text, request.warningCount > 0 ? warnings : ""))
        if request.countedQueries > 0 {
            lines.append(
                Line(
                    "   \(format.count(request.countedQueries, "query was", "queries were")) only counted: "
                        + "past the limit of detail, " + format.duration(request.countedQueriesDuration), .warning))
        }
        return lines
    }

    /// What the database's library ran for itself has a part of its own above, and is in no count.
    private var queryNote: String {
        let time = format.duration(request.queryDuration)
        // Queries that ran at once took less of the request's time than each for itself.
        let isSame = request.state == .open || time == format.duration(Phases(input).sql)
        var notes = request.queryCount > 0 ? [isSame ? time : time + " added up"] : []
        let housekeeping = input.spans.count { $0.query?.isHousekeeping ?? false }
        if housekeeping > 0 { notes.append("and \(format.count(housekeeping)) of housekeeping") }
        return notes.joined(separator: "  ")
    }

    private func pair(_ name: String, _ value: String, _ role: Role, _ more: String) -> Line {
        var line = Line()
        line.gap(3)
        line.column(name, 14, .textDim)
        line.column(value, 8, role, .right)
        line.gap(2)
        line.add(more, .textDim)
        return line
    }

    private func facts() -> [Line] {
        var lines: [Line] = []
        lines.append(fact("route", request.route ?? "nothing matched"))
        for parameter in request.parameters { lines.append(fact("  " + parameter.key, parameter.value)) }
        if let handler = input.spans.first(where: { $0.kind == .handler }) {
            lines.append(fact("handler", handler.name))
        }
        lines.append(fact("began", beginning))
        // Only where the two differ: a stream, or a body that took its time.
        if let handled = request.handled, let end = request.end, end > handled, end - handled > 1_000_000 {
            lines.append(fact("handler returned", format.offset(input.offset(handled))))
        }
        lines.append(fact("duration", request.state == .lost ? format.unknown : format.duration(request.duration)))
        lines.append(fact("request body", body(request.requestBody)))
        lines.append(fact("response body", body(request.responseBody)))
        if let app = input.app { lines += appFacts(app) }
        if !request.traceID.isEmpty { lines.append(fact("trace", request.traceID)) }
        return lines
    }

    private func appFacts(_ app: AppRecord) -> [Line] {
        let configuration = AppText.configuration(app)
        let build = "\(app.buildNumber)" + (app.buildID.isEmpty ? "" : " (\(app.buildID.prefix(12)))")
        return [
            fact("app", "\(app.name) \(app.pid)"),
            fact("build", build + (configuration.isEmpty ? "" : ", " + configuration)),
        ]
    }

    private var beginning: String {
        format.timeOfDay(request.startedAt, utcOffsetSeconds: input.environment.utcOffsetSeconds)
    }

    private func body(_ body: BodyRecord?) -> String {
        guard let body else { return "none" }
        return format.bytes(body.bytes) + (body.contentType.isEmpty ? "" : "  " + body.contentType)
    }

    private func fact(_ name: String, _ value: String) -> Line {
        var line = Line()
        line.gap(3)
        line.column(name, 17, .textDim)
        line.gap(1)
        line.add(value, value == redacted ? .redacted : .text)
        return line
    }
}
