import PeriscopeHistory
import PeriscopeInsight
import PeriscopeSQL
import Screen

/// The named spans: counted and timed exactly, with the CPU time that was sampled in them.
struct SpanTimeList {
    private let input: ProfileInput
    private let times: [SpanTime]
    /// Of each row, the first such span; of one request only.
    private let firsts: [UInt64: UInt64]
    private let greatest: UInt64

    private var format: Format { input.format }

    static let sorts = ["own time", "total time", "CPU time", "span"]

    init(_ input: ProfileInput) {
        self.input = input
        times = Self.sorted(input.facts.spanTimes(input.history), input.state)
        greatest = times.reduce(1) { max($0, $1.impact) }
        firsts = Self.firsts(input)
    }

    private static func firsts(_ input: ProfileInput) -> [UInt64: UInt64] {
        guard case .request(let id, _) = input.facts.subject, let request = input.history.request(id) else {
            return [:]
        }
        // Queries are told apart by their text, whatever their spans are called.
        let spans = request.spans.flatMap { span -> [(UInt64, UInt64)] in
            let kind = SpanLabel.kind(span.kind)
            return [(hash(kind, span.name), span.id)] + (span.query.map { [(hash(kind, $0.sql), span.id)] } ?? [])
        }
        return Dictionary(spans, uniquingKeysWith: { first, _ in first })
    }

    private static func sorted(_ times: [SpanTime], _ state: ProfileState) -> [SpanTime] {
        let isAscending = state.order.isDescending == state.isReversed
        return times.enumerated().sorted { left, right in
            let (first, second) = isAscending ? (left.element, right.element) : (right.element, left.element)
            if precedes(first, second, state.order) { return true }
            return precedes(second, first, state.order) ? false : left.offset < right.offset
        }.map(\.element)
    }

    private static func precedes(_ left: SpanTime, _ right: SpanTime, _ order: ProfileOrder) -> Bool {
        switch order {
        case .own: left.impact < right.impact
        case .total: left.wall < right.wall
        case .itself: left.cpu < right.cpu
        case .name: left.name < right.name
        }
    }

    private static func hash(_ kind: String, _ name: String) -> UInt64 {
        var hash = TextHash()
        hash.add(kind)
        hash.add(name)
        return hash.value
    }

    func content() -> PanelContent {
        var content = PanelContent()
        var head = input.title.isEmpty ? [] : [Line(" " + input.title, .title)]
        if !times.isEmpty { head += [summary(), heads()] }
        content.head = head
        content.count = times.count
        content.key = { times.indices.contains($0) ? .spans(key(times[$0])) : .line($0) }
        content.line = { times.indices.contains($0) ? line(times[$0]) : Line() }
        content.jumps = { index in
            guard times.indices.contains(index), let span = firsts[key(times[index])] else { return nil }
            return .init(panel: .timeline, key: .span(span))
        }
        content.copy = { times.indices.contains($0) ? .init(what: "span", text: times[$0].name) : nil }
        content.text = { times.indices.contains($0) ? times[$0].name : "" }
        content.value = { _ in times.map(describe).joined(separator: "\n") + "\n" }
        content.sorts = .init(
            names: Self.sorts, current: input.state.order.rawValue, isReversed: input.state.isReversed)
        content.empty = empty
        return content
    }

    private var empty: [String] {
        if case .outside = input.facts.subject {
            return ["Spans outside of requests stand in view 9.", "Here is the CPU time: t shows the functions."]
        }
        if !input.isOneRequest, input.facts.extent.requests.isEmpty { return input.reasons }
        return [
            "No span in this request.", "", "Name a piece of work, and it is counted and timed here:",
            "probe.span(\"price list\") { ... }", "withSpan(\"price list\") { _ in ... }",
        ]
    }

    private func key(_ time: SpanTime) -> UInt64 { Self.hash(SpanTimeText.kind(time.kind), time.name) }

    private func summary() -> Line {
        var line = Line(" ")
        let calls = times.reduce(0) { $0 &+ $1.calls }
        line.add(format.count(calls, "span", "spans"), .textStrong)
        line.add(" of " + format.count(times.count, "name", "names"))
        if input.facts.samples > 0 {
            line.add(input.separator + "counts and times are exact, CPU by ", .textDim)
            line.add(format.count(input.facts.samples, "sample", "samples"), .textDim)
        } else {
            line.add(input.separator + "counts and times are exact; no CPU samples", .textDim)
        }
        return line
    }

    // MARK: Drawing

    private var isNarrow: Bool { input.width < 60 }
    private var isWide: Bool { input.width >= 66 }
    private var bar: Int { input.width >= 110 ? 12 : 0 }
    private var hasCPU: Bool { input.facts.samples > 0 }

    private func heads() -> Line {
        var line = Line()
        line.gap(1)
        line.column(head("OWN", .own), 9, .right)
        if bar > 0 { line.gap(bar + 1) }
        if !isNarrow { line.column(head("TOTAL", .total), 10, .right) }
        line.column("SPANS", 7, .header, .right)
        if isWide, hasCPU {
            line.column(head("CPU", .itself), 10, .right)
            line.column("WAITING", 10, .header, .right)
        }
        line.gap(2)
        line.add(head("SPAN", .name))
        return line
    }

    private func head(_ title: String, _ order: ProfileOrder) -> StyledText {
        guard order == input.state.order else { return StyledText(title, .header) }
        let isAscending = order.isDescending == input.state.isReversed
        return StyledText(title + (isAscending ? input.glyphs.sortAscending : input.glyphs.sortDescending), .sortMark)
    }

    private func line(_ time: SpanTime) -> Line {
        var line = Line()
        line.gap(1)
        line.column(format.duration(time.ownWall), 9, .textStrong, .right)
        if bar > 0 {
            line.gap(1)
            let share = Double(time.impact) / Double(greatest)
            line.column(input.glyphs.bar(fraction: share, width: bar), bar, SpanTimeText.role(time.kind))
        }
        if !isNarrow { line.column(format.duration(time.wall), 10, .text, .right) }
        line.column(format.count(time.calls), 7, time.calls > 1 ? .textStrong : .text, .right)
        if isWide, hasCPU {
            // Of what is over before a sample could fall into it, nobody knows whether it waited.
            let waits = WaitShare(wall: time.wall, samples: time.samples, period: input.facts.profile.period)
            let isKnown = waits.verdict != .unknown
            line.column(isKnown || time.samples > 0 ? format.duration(time.cpu) : "", 10, .text, .right)
            line.column(isKnown ? format.duration(time.waiting) : "", 10, .textDim, .right)
        }
        line.gap(2)
        var name = StyledText(SpanTimeText.kind(time.kind) + " ", SpanTimeText.role(time.kind))
        // Adapters call all queries alike.
        name.append(time.name == SpanTimeText.kind(time.kind) ? "" : SpanLabel.oneLine(time.name))
        line.column(name, max(8, input.width - line.cursor - 1))
        return line
    }

    private func describe(_ time: SpanTime) -> String {
        "own " + format.duration(time.ownWall) + "  total " + format.duration(time.wall) + "  "
            + format.count(time.calls, "span", "spans") + "  CPU " + format.duration(time.cpu) + "  waiting "
            + format.duration(time.waiting) + "  " + SpanTimeText.kind(time.kind) + " " + time.name
    }
}
