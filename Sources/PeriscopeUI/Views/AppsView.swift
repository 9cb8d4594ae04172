import PeriscopeHistory
import PeriscopeWire
import Screen

/// View 9: the processes, what they cost, and what they did outside of requests.
struct AppsView {
    private let history: History
    private let environment: UIEnvironment
    private let clock: UnixNanoseconds
    private let width: Int
    private let isWrapping: Bool
    private let format: Format

    /// Of each kind of work outside of requests, the newest.
    private static let outsideLines = 20
    private static let outputLines = 500
    /// Of the child's output, as much stands above the processes while it runs, and after it has ended.
    private static let newestWhileRunning = 6
    private static let newestAfterEnd = 40
    private static let shownErrors = 5

    init(
        history: History, environment: UIEnvironment, clock: UnixNanoseconds, width: Int, isWrapping: Bool,
        glyphs: Glyphs
    ) {
        self.history = history
        self.environment = environment
        self.clock = clock
        self.width = width
        self.isWrapping = isWrapping
        format = Format(glyphs: glyphs)
    }

    private var separator: String { "  " + format.glyphs.separator + "  " }

    func content() -> PanelContent {
        var lines: [Line] = []
        lines += child()
        for (place, app) in history.apps.enumerated().reversed() {
            if !lines.isEmpty { lines.append(Line()) }
            lines += describe(app, place: place)
        }
        if history.apps.isEmpty { lines.append(Line(" No server has connected yet.", .textDim)) }
        lines += viewer()
        lines += allOutput()
        let text = lines.map(\.text).joined(separator: "\n") + "\n"
        return PanelContent(lines: lines, copy: .init(what: "this view", text: text), value: text)
    }

    // MARK: The child of `run`

    private func child() -> [Line] {
        guard let child = environment.child else { return [] }
        var line = Line(" ")
        line.add(child.command, .title)
        line.add("  \(child.pid)  ", .textDim)
        if child.isRunning, environment.childPhase == .serving {
            line.add(ChildText.state(child), .ok)
        } else {
            line.add(ChildText.phase(environment, now: clock, format: format))
        }
        line.add(separator + "B restarts it", .textDim)
        let limit = child.isRunning ? Self.newestWhileRunning : Self.newestAfterEnd
        return [line] + errors() + newestOutput(limit, isWrapped: isWrapping && !child.isRunning)
    }

    /// What the build said, in a line each.
    private func errors() -> [Line] {
        let build = environment.build
        let errors = build.diagnostics.filter { $0.severity == .error }
        guard build.isFinished == false, !errors.isEmpty else { return [] }
        var head = Line(" " + format.count(build.shownErrors, "ERROR", "ERRORS"), .header)
        head.add("  Enter shows them whole", .textDim)
        return [head]
            + errors.prefix(Self.shownErrors).map { error in
                var line = Line("   ")
                if !error.path.isEmpty {
                    line.add(ChildText.shortened(error.path, environment) + ":\(error.line)  ", .link)
                }
                line.add(error.message, .error)
                return line
            } + [Line()]
    }

    /// The end of what the child wrote, where its errors are.
    ///
    /// While it runs, each line has one row, so that the processes stay in sight.
    private func newestOutput(_ limit: Int, isWrapped: Bool) -> [Line] {
        let all = environment.childOutput
        guard !all.isEmpty else { return [Line("   has written nothing so far", .textDim)] }
        let shown = all.suffix(limit)
        var head = Line(" OUTPUT", .header)
        if shown.count < all.count {
            head.add("  newest \(shown.count) of \(format.count(all.count)) lines, G shows more", .textDim)
        }
        return [head] + shown.flatMap { rows($0, isWrapped: isWrapped) }
    }

    private func allOutput() -> [Line] {
        let all = environment.childOutput
        guard let child = environment.child else { return [] }
        guard all.count > (child.isRunning ? Self.newestWhileRunning : Self.newestAfterEnd) else { return [] }
        let shown = all.suffix(Self.outputLines)
        var lines = [Line(), Line(" ALL OUTPUT", .header)]
        if shown.count < all.count { lines.append(Line("   \(all.count - shown.count) lines before", .textDim)) }
        return lines + shown.flatMap { rows($0, isWrapped: isWrapping) }
    }

    private func rows(_ entry: UIEnvironment.ChildLine, isWrapped: Bool) -> [Line] {
        TextBlock(entry.text, wrappedTo: isWrapped ? max(8, width - 4) : nil).rows
            .map { Line("   " + $0.text, entry.isError ? .warning : .text) }
    }

    // MARK: One process

    private func describe(_ app: AppRecord, place: Int) -> [Line] {
        var lines = [title(app, place: place)]
        lines += figures(app)
        lines.append(counts(app))
        // A file does not say which adapters there were.
        if !environment.hub.isFile || !app.adapters.isEmpty { lines.append(pair("adapters", adapters(app))) }
        if !app.executable.isEmpty { lines.append(pair("executable", app.executable)) }
        if !app.arguments.isEmpty { lines.append(pair("arguments", app.arguments.joined(separator: " "))) }
        if !app.workingDirectory.isEmpty { lines.append(pair("folder", app.workingDirectory)) }
        lines += outside(app)
        lines += attributes("VERSIONS", app.versions)
        lines += attributes("ENVIRONMENT", app.environment)
        return lines
    }

    private func title(_ app: AppRecord, place: Int) -> Line {
        var line = Line(" ")
        line.add(app.name + " \(app.pid)", RequestRole.app(place))
        line.add("  " + AppText.configuration(app), .textStrong)
        let build = app.buildID.isEmpty ? "" : " (\(app.buildID.prefix(12)))"
        line.add(separator + "build \(app.buildNumber)" + build, .textDim)
        line.add(separator)
        switch app.connection {
        case .connected:
            line.add("connected", .ok)
            line.add(" for " + format.age(clock &- app.connectedAt), .textDim)
        case .ended(let reason) where environment.hub.isFile: line.add(reason, .textDim)
        case .ended(let reason): line.add("ended" + (reason.isEmpty ? "" : ": " + reason), .textDim)
        case .lost(let reason): line.add("lost" + (reason.isEmpty ? "" : ": " + reason), .error)
        }
        if app.reconnects > 0 { line.add(separator + "\(app.reconnects) reconnects", .textDim) }
        return line
    }

    private func figures(_ app: AppRecord) -> [Line] {
        let figures = ProcessFigures(app.samples)
        guard let latest = figures.latest else {
            return environment.hub.isFile ? [] : [Line("   no figures of the process yet", .textDim)]
        }
        let graph = max(0, min(40, width - 40))
        var cpu = Line("   ")
        cpu.column("CPU", 14, .textDim)
        cpu.column(figures.cpu.last.map(format.percent) ?? format.unknown, 11, .textStrong, .right)
        cpu.gap(2)
        cpu.add(format.glyphs.sparkline(figures.cpu.suffix(graph).map { $0 }), .chart)
        var memory = Line("   ")
        memory.column("memory", 14, .textDim)
        memory.column(format.bytes(latest.residentBytes), 11, .textStrong, .right)
        memory.gap(2)
        memory.add(format.glyphs.sparkline(Array(figures.resident.suffix(graph))), .chart)
        var rest = Line("   ")
        rest.column("process", 14, .textDim)
        rest.gap(1)
        rest.add(
            [
                format.count(latest.threads, "thread", "threads"),
                format.count(latest.descriptors, "descriptor", "descriptors"),
                "up " + format.long(seconds: latest.uptimeNs / 1_000_000_000),
            ].joined(separator: separator))
        return [cpu, memory, rest, probe(latest, figures.uplink)] + profiler(app)
    }

    private func probe(_ sample: WireProcessSample, _ share: Double?) -> Line {
        var line = Line("   ")
        line.column("probe", 14, .textDim)
        line.gap(1)
        let cost = share.map { format.rate($0 * 100) + " % CPU" } ?? format.unknown
        line.add(
            [cost, format.bytes(sample.sentBytes) + " sent", format.count(sample.recordedEvents, "event", "events")]
                .joined(separator: separator))
        if sample.droppedRequests > 0 || sample.droppedEvents > 0 {
            line.add(separator)
            line.add(
                "dropped \(format.count(sample.droppedRequests, "request", "requests")), "
                    + format.count(sample.droppedEvents, "event", "events"), .warning)
        }
        return line
    }

    /// Whether it samples, and what that costs the server; nothing where its probe has no profiler.
    private func profiler(_ app: AppRecord) -> [Line] {
        guard let profiler = app.profiler else { return [] }
        var line = Line("   ")
        line.column("profiler", 14, .textDim)
        line.gap(1)
        guard profiler.problem.isEmpty else {
            line.add("cannot be on: " + profiler.problem, .warning)
            return [line]
        }
        line.add(profiler.isOn ? "on" : "off", profiler.isOn ? .ok : .textDim)
        if profiler.isOn {
            line.add(profiler.isByEnvironment ? ", by PERISCOPE_PROFILE" : ", P turns it off", .textDim)
            line.add(separator + "every \(format.roughDuration(profiler.period)) of CPU time of ")
            line.add(format.count(profiler.threads, "thread", "threads"))
        } else {
            line.add(separator + "P turns it on", .textDim)
        }
        guard profiler.samples > 0 else { return [line] }
        return [line, samples(profiler)]
    }

    private func samples(_ profiler: ProfilerRecord) -> Line {
        var line = Line("   ")
        line.gap(15)
        line.add(format.count(profiler.samples, "sample", "samples"))
        line.add(", \(format.count(profiler.outside)) outside of requests")
        line.add(", \(format.count(profiler.lost)) lost", profiler.lost > 0 ? .warning : .textDim)
        line.add(separator + format.duration(profiler.handlerTime / max(1, profiler.samples)) + " a sample")
        let cost = Double(profiler.handlerTime) + Double(profiler.sortingTime)
        let seen = Double(profiler.samples) * Double(profiler.period)
        if seen > 0 { line.add(separator + Self.share(cost / seen) + " of the CPU time") }
        return line
    }

    /// In hundredths of a percent, since it should be less than one.
    private static func share(_ part: Double) -> String {
        guard part.isFinite, part >= 0, part < 1e6 else { return "?" }
        let hundredths = Int((part * 10_000).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) %"
    }

    private func counts(_ app: AppRecord) -> Line {
        var line = Line("   ")
        line.column("requests", 14, .textDim)
        line.gap(1)
        line.add(format.count(app.requestCount))
        line.add(
            separator + format.count(app.droppedRequests) + " dropped",
            app.droppedRequests > 0 ? .warning : .textDim)
        return line
    }

    private func adapters(_ app: AppRecord) -> String {
        app.adapters.isEmpty ? "none; calls of the probe and tracing spans only" : app.adapters.joined(separator: ", ")
    }

    private func pair(_ name: String, _ value: String) -> Line {
        var line = Line("   ")
        line.column(name, 14, .textDim)
        line.gap(1)
        line.add(value, value == redacted ? .redacted : .text)
        return line
    }

    private func attributes(_ title: String, _ attributes: [AttributeRecord]) -> [Line] {
        guard !attributes.isEmpty else { return [] }
        return [Line("   " + title, .header)]
            + attributes.flatMap { TextLines.pair($0.key, $0.value, isMasked: $0.mask != 0, width: width) }
    }

    // MARK: Outside of requests

    private func outside(_ app: AppRecord) -> [Line] {
        let spans = app.outside.spans
        let logs = app.outside.logs
        guard !spans.isEmpty || !logs.isEmpty else { return [] }
        var head = Line("   ")
        head.add("OUTSIDE OF REQUESTS", .header)
        head.add(
            "  " + format.count(app.outside.queryCount, "query", "queries") + ", "
                + format.count(logs.count, "log line", "log lines"), .textDim)
        if app.outside.dropped > 0 { head.add("  \(app.outside.dropped) not recorded", .warning) }
        var lines = [head]
        for span in spans.suffix(Self.outsideLines) {
            var line = Line("   ")
            line.column(format.duration(span.duration), 10, .text, .right)
            line.gap(2)
            line.add(SpanLabel.kind(span.kind) + " ", RequestRole.layer(span.kind))
            line.add(span.query == nil ? StyledText(span.name) : SQLText.highlighted(SpanLabel.name(span)))
            lines.append(line)
        }
        for log in logs.suffix(Self.outsideLines) {
            var line = Line("   ")
            line.column(log.level.label, 10, log.level.role, .right)
            line.gap(2)
            line.add(log.label + ": ", .textDim)
            line.add(String(log.message.prefix(1_000)))
            lines.append(line)
        }
        return lines
    }

    // MARK: The viewer

    private func viewer() -> [Line] {
        let totals = history.totals
        var lines = [Line(), Line(" THIS VIEWER", .header)]
        lines.append(
            pair(
                "periscope",
                [environment.version, "theme " + environment.themeName]
                    .filter { !$0.isEmpty }.joined(separator: separator)))
        lines.append(source)
        lines.append(
            pair(
                "history",
                [
                    format.count(totals.held, "request", "requests"), format.bytes(UInt64(max(0, totals.bytes))),
                    format.count(totals.evicted) + " evicted", format.count(totals.pinned) + " kept by hand",
                ].joined(separator: separator)))
        if environment.hubDropped > 0 {
            lines.append(Line("   \(format.count(environment.hubDropped)) events were refused by the hub", .warning))
        }
        lines += environment.notices.flatMap { wrapped($0, after: Line("   ")) }
        return lines
            + environment.refusals.flatMap { refusal in
                var line = Line("   ")
                line.column(format.age(clock &- refusal.at) + " ago", 14, .textDim)
                line.gap(1)
                return wrapped(refusal.text, after: line)
            }
    }

    private var source: Line {
        if case .file(let name) = environment.hub { return pair("file", name) }
        return pair("socket", environment.socketPath + separator + SourceText.role(environment.hub))
    }

    /// Whatever has to be mended is there to be read whole; its further rows stand a little in.
    private func wrapped(_ text: String, after start: Line) -> [Line] {
        let indent = start.cursor
        return TextBlock(text, wrappedTo: max(10, width - indent - 3)).rows.map { row in
            var line = row.isContinued ? Line() : start
            if row.isContinued { line.gap(indent + 2) }
            line.add(String(row.text), .warning)
            return line
        }
    }
}
