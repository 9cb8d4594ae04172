import PeriscopeHistory
import PeriscopeInsight
import PeriscopeSQL
import PeriscopeWire

/// The sections of a report, as lines of Markdown.
struct ReportText {
    let input: PanelInput

    private var request: RequestRecord { input.request }
    private var format: Format { input.format }

    func lines() -> [String] {
        let sections = [title(), against(), error(), phases(), findings(), queries(), calls()]
        return sections.filter { !$0.isEmpty }.joined(separator: [""]).map(\.self)
    }

    private func title() -> [String] {
        let target = MarkdownText.code(request.method + " " + RequestText.target(request))
        var words = [request.status.map(String.init) ?? request.state.rawValue, format.duration(request.duration)]
        words.append(format.count(request.queryCount, "query", "queries"))
        var facts: [String] = []
        if let app = input.app {
            let build = app.buildID.isEmpty ? "" : " (" + MarkdownText.code(String(app.buildID.prefix(12))) + ")"
            facts.append(MarkdownText.plain(app.name) + ", build \(app.buildNumber)" + build)
            let configuration = AppText.configuration(app)
            if !configuration.isEmpty { facts.append(configuration) }
        }
        if let route = request.route { facts.append("route " + MarkdownText.code(route)) }
        facts.append(Self.date(request.startedAt))
        var lines = ["### " + target + " → " + words.joined(separator: ", "), "", facts.joined(separator: " · ")]
        if input.app?.configuration == .debug { lines += ["", "Times are of a debug build."] }
        return lines
    }

    private static func date(_ time: UnixNanoseconds) -> String {
        // `2026-01-01T00:00:00.000000Z`, without the fraction.
        let text = RequestJSON.timestamp(time)
        return text.prefix(10) + " " + text.dropFirst(11).prefix(8) + " UTC"
    }

    private func against() -> [String] {
        guard let comparison = input.history.comparison(of: request) else { return [] }
        let queries = "queries \(format.count(comparison.previousQueries)) → \(format.count(comparison.queries))"
        let time = format.duration(comparison.previousDuration) + " → " + format.duration(comparison.duration)
        let sql = format.duration(comparison.previousQueryDuration) + " → " + format.duration(comparison.queryDuration)
        let shapes = "\(comparison.newShapes.count) new shapes, \(comparison.goneShapes.count) gone"
        var lines = [
            "**Against build \(comparison.previousBuild)** (median of \(format.count(comparison.previousCount))): "
                + "\(queries), time \(time), SQL \(sql), \(shapes)"
        ]
        let new = comparison.newShapes.prefix(10).map { "- new: " + MarkdownText.code($0.text) }
        let gone = comparison.goneShapes.prefix(10).map { "- gone: " + MarkdownText.code($0.text) }
        if !new.isEmpty || !gone.isEmpty { lines += [""] + new + gone }
        return lines
    }

    private func error() -> [String] {
        guard let failure = request.failure else { return [] }
        let message = failure.message.isEmpty ? "" : ": " + MarkdownText.code(failure.message)
        return ["**Error** " + MarkdownText.code(failure.type) + message]
    }

    private func phases() -> [String] {
        guard input.elapsed > 0 else { return [] }
        let rows = Phases(input).shares.map { part, percent in
            [part.name, format.duration(part.time), format.percent(whole: percent)]
        }
        return MarkdownText.table(["where the time went", "time:", "share:"], rows)
    }

    private func findings() -> [String] {
        guard !input.findings.isEmpty else { return [] }
        let lines = input.findings.prefix(20).map { finding in
            var line = "- **" + MarkdownText.plain(finding.label) + "** "
            line += MarkdownText.plain(finding.title(callSite: nil))
            if let site = input.callSite(finding.stack) { line += ", from " + MarkdownText.code(site.place) }
            if !finding.fingerprint.isEmpty { line += ": " + MarkdownText.code(finding.fingerprint) }
            if let suggestion = finding.suggestion { line += ". " + MarkdownText.plain(suggestion) }
            return line
        }
        let more = input.findings.count > 20 ? ["- and \(input.findings.count - 20) more"] : []
        return ["**Findings**", ""] + lines + more
    }

    private func queries() -> [String] {
        let index = input.facts.queries
        guard index.numbered > 0 else { return [] }
        var rows: [(time: UInt64, cells: [String])] = []
        for shape in index.shapes(input.history) {
            let entries = shape.entries.filter { index.entries[$0].number > 0 }
            guard let first = entries.first else { continue }
            let times = entries.map { input.duration(input.spans[index.entries[$0].span]) }
            let total = times.reduce(UInt64(0)) { $0.addingReportingOverflow($1).partialValue }
            let site = input.callSite(input.spans[index.entries[first].span].stack)
            rows.append(
                (
                    total,
                    [
                        format.count(entries.count), format.duration(total), format.duration(times.max()),
                        MarkdownText.code(shape.fingerprint.text, inTable: true),
                        site.map { MarkdownText.code($0.place, inTable: true) } ?? "",
                    ]
                ))
        }
        rows.sort { $0.time > $1.time }
        let head = "**Queries** \(format.count(request.queryCount)), \(format.duration(request.queryDuration))"
        let shown = rows.prefix(MarkdownReport.maximumShapes).map(\.cells)
        var lines = [head, ""] + MarkdownText.table(["count:", "total:", "worst:", "shape", "from"], shown)
        if rows.count > shown.count { lines += ["", "and \(rows.count - shown.count) more shapes"] }
        return lines
    }

    private func calls() -> [String] {
        let calls = input.spans.filter { $0.kind == .client }
        guard !calls.isEmpty else { return [] }
        let rows = calls.prefix(20).map { span in
            [MarkdownText.code(SpanText.copied(span), inTable: true), format.duration(input.duration(span))]
        }
        let more = calls.count > 20 ? ["", "and \(calls.count - 20) more"] : []
        return ["**Calls**", ""] + MarkdownText.table(["call", "time:"], rows) + more
    }
}
