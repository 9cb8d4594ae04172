import PeriscopeHistory
import PeriscopeSQL
import PeriscopeWire
import Screen

/// The overview's part about the build before: figures, and the shapes that came and went.
struct OverviewBuilds {
    let input: PanelInput

    /// Of more shapes only the number is said.
    private static let maximumShapes = 12

    private var format: Format { input.format }

    func add(to page: inout OverviewPage) {
        guard let comparison = input.history.comparison(of: input.request) else { return }
        let note = "(median of \(format.count(comparison.previousCount)))"
            + (input.app?.configuration == .debug ? "   times of a debug build" : "")
        page.heading("AGAINST BUILD \(comparison.previousBuild)", note)
        page.add(figures(comparison))
        let places = places(of: comparison.newShapes)
        for shape in comparison.newShapes.prefix(Self.maximumShapes) {
            page.add(stop(shape, span: places[shape.hash]))
        }
        addRest(comparison.newShapes.count, "new", to: &page)
        for shape in comparison.goneShapes.prefix(Self.maximumShapes) {
            page.add(line(input.glyphs.minus, "gone", .diffDelete, shape))
        }
        addRest(comparison.goneShapes.count, "gone", to: &page)
    }

    private func figures(_ comparison: BuildComparison) -> [Line] {
        let delta = BuildDelta(comparison, format: format)
        let arrow = " " + input.glyphs.arrowRight + " "
        let queries = format.count(comparison.previousQueries) + arrow + format.count(comparison.queries)
        var parts = [
            pair("queries", queries, delta.hasQueryNews ? delta.queryRole : .text),
            pair("time", times(comparison.previousDuration, comparison.duration), delta.hasTimeNews ? delta.timeRole : .text),
        ]
        if comparison.previousQueryDuration > 0 || comparison.queryDuration > 0 {
            parts.append(
                pair("SQL time", times(comparison.previousQueryDuration, comparison.queryDuration), .text))
        }
        let isNew = !comparison.newShapes.isEmpty || !comparison.goneShapes.isEmpty
        var shapes = StyledText("shapes ", .textDim)
        shapes.append("\(comparison.newShapes.count) new, \(comparison.goneShapes.count) gone", isNew ? .info : .text)
        parts.append(shapes)
        return flowed(parts)
    }

    private func pair(_ name: String, _ value: String, _ role: Role) -> StyledText {
        StyledText(name + " ", .textDim) + StyledText(value, role)
    }

    /// `51.0 → 48.2 ms`.
    private func times(_ before: UInt64, _ now: UInt64) -> String {
        let (old, new) = (format.duration(before), format.duration(now))
        let (oldParts, newParts) = (old.split(separator: " "), new.split(separator: " "))
        let arrow = " " + input.glyphs.arrowRight + " "
        guard oldParts.count == 2, newParts.count == 2, oldParts[1] == newParts[1] else { return old + arrow + new }
        return oldParts[0] + arrow + new
    }

    private func flowed(_ parts: [StyledText]) -> [Line] {
        var lines: [Line] = []
        var line = Line("   ")
        for part in parts {
            if line.cursor > 3, line.cursor + part.width > input.width - 1 {
                lines.append(line)
                line = Line("   ")
            }
            line.add(part)
            line.gap(4)
        }
        return lines + [line]
    }

    // MARK: Shapes

    /// The first query of each new shape.
    private func places(of shapes: [SQLFingerprint]) -> [UInt64: UInt64] {
        var wanted = Set(shapes.prefix(Self.maximumShapes).map(\.hash))
        var places: [UInt64: UInt64] = [:]
        var seen: Set<String> = []
        for span in input.spans where !wanted.isEmpty {
            guard let query = span.query, seen.insert(query.sql).inserted else { continue }
            let hash = input.history.fingerprint(of: query.sql).hash
            if wanted.remove(hash) != nil { places[hash] = span.id }
        }
        return places
    }

    private func stop(_ shape: SQLFingerprint, span: UInt64?) -> OverviewPage.Stop {
        var stop = OverviewPage.Stop(key: .shape(shape.hash), lines: [line("+", "new", .diffAdd, shape)])
        stop.opens = span.map { .span($0) }
        stop.source = span.flatMap { input.facts.place(of: $0) }.flatMap { input.callSite(input.spans[$0].stack) }
        stop.copy = .init(what: "SQL", text: shape.text)
        return stop
    }

    private func line(_ sign: String, _ word: String, _ role: Role, _ shape: SQLFingerprint) -> Line {
        var line = Line("   ")
        line.column(sign + " " + word, 7, role)
        line.gap(1)
        line.column(SQLText.highlighted(SpanLabel.oneLine(shape.text)), max(8, input.width - line.cursor - 1))
        return line
    }

    private func addRest(_ count: Int, _ word: String, to page: inout OverviewPage) {
        guard count > Self.maximumShapes else { return }
        page.add(Line("     and \(format.count(count - Self.maximumShapes)) more \(word)", .textDim))
    }
}
