import PeriscopeHistory
import PeriscopeInsight
import PeriscopeWire
import Screen

/// The overview's part for slow requests: the work, and the gaps, that took the most time of their own.
struct OverviewHotSpots {
    let input: PanelInput

    private static let shown = 6

    /// Alike work: queries of one text, renders of one name, calls of one name.
    private struct Alike: Hashable {
        let kind: Int
        let name: String
    }

    private struct Spot {
        let key: RowKey
        let label: StyledText
        var time: UInt64
        var count = 1
        var span: SpanRecord?
        var jump: PanelContent.Jump?
    }

    private var format: Format { input.format }

    /// Nothing for a request that is not slow: there the bar says enough.
    func add(to page: inout OverviewPage) {
        let isSlow = input.findings.contains { [.slowRequest, .gap].contains($0.kind) }
        guard isSlow, input.elapsed > 0 else { return }
        let spots = (work() + gaps()).sorted { $0.time > $1.time }.prefix(Self.shown)
        guard !spots.isEmpty else { return }
        page.add(Line())
        for spot in spots { page.add(stop(spot)) }
    }

    /// Time in which no span inside of it ran.
    private func work() -> [Spot] {
        let tree = input.facts.tree
        let end = input.request.start &+ input.elapsed
        var places: [Alike: Int] = [:]
        var spots: [Spot] = []
        for (index, span) in input.spans.enumerated() where Coverage.isWork(span) {
            let bounds = (start: span.start, end: max(span.start, span.end ?? end))
            let inside = tree.children[index].map { (input.spans[$0].start, input.spans[$0].end ?? end) }
            let covered = inside.isEmpty ? 0 : Intervals(inside, within: bounds).length
            let own = bounds.end - bounds.start - covered
            let alike = Alike(kind: span.kind.rawValue, name: span.query?.sql ?? span.name)
            if let place = places[alike] {
                spots[place].time &+= own
                spots[place].count += 1
            } else {
                places[alike] = spots.count
                var label = StyledText(SpanLabel.kind(span.kind) + " ", RequestRole.layer(span.kind))
                label.append(SpanLabel.name(span))
                spots.append(Spot(key: .span(span.id), label: label, time: own, span: span))
            }
        }
        return spots
    }

    private func gaps() -> [Spot] {
        TimelineRows(input).gapRows.map { row in
            Spot(
                key: row.key, label: StyledText("own code, or waiting", .textDim), time: row.end - row.start,
                jump: PanelContent.Jump(panel: .timeline, key: row.key))
        }
    }

    private func stop(_ spot: Spot) -> OverviewPage.Stop {
        let share = Double(spot.time) / Double(max(1, input.elapsed))
        let site = spot.span.flatMap { input.callSite($0.stack) }
        var line = Line("   ")
        line.column(format.duration(spot.time), 9, .textStrong, .right)
        line.column(format.percent(share), 7, .textDim, .right)
        line.gap(2)
        if input.width >= 100 {
            line.column(input.glyphs.bar(fraction: share, width: 16), 16, bar(spot))
            line.gap(2)
        }
        var label = spot.label
        if spot.count > 1, let first = label.runs.first {
            label = StyledText(first.text, first.role)
            label.append(input.glyphs.times + format.count(spot.count) + " ", .textStrong)
            for run in spot.label.runs.dropFirst() { label.append(run.text, run.role) }
        }
        let place = site?.place ?? ""
        let right = place.isEmpty ? 0 : TextWidth.width(of: place) + 2
        line.column(label, max(8, input.width - line.cursor - right - 1))
        line.addRight(StyledText(place, .link), end: input.width - 1)
        var stop = OverviewPage.Stop(key: spot.key, lines: [line])
        stop.jump = spot.jump
        stop.source = site
        if let span = spot.span { stop.opens = spot.count > 1 && span.query != nil ? .group(span.id) : .span(span.id) }
        return stop
    }

    private func bar(_ spot: Spot) -> Role {
        switch spot.span?.kind {
        case .query: .barSQL
        case .render: .barTemplate
        case .client: .barIO
        case nil: .barApp
        default: .barOther
        }
    }
}
