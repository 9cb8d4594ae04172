import PeriscopeHistory
import PeriscopeSQL
import Screen

/// The queries of both, by shape: what differs first, the rest folded.
struct CompareQueries {
    let diff: RequestDiff
    let showsSame: Bool
    let style: CompareStyle

    private var format: Format { style.format }
    private var queries: QueryDiff { diff.queries }
    private var table: CompareTable { CompareTable(style: style, title: "SHAPE") }

    func add(to rows: inout CompareRows) {
        guard !queries.shapes.isEmpty || !queries.onlyCounted.isEqual else { return }
        rows.heading("QUERIES", note)
        if !queries.differing.isEmpty || showsSame { rows.add(table.head) }
        for shape in queries.differing { add(shape, to: &rows) }
        addSame(to: &rows)
        for side in CompareSide.allCases where queries.onlyCounted[side] > 0 {
            let text = format.count(queries.onlyCounted[side], "more query was", "more queries were") + " only counted"
            rows.add(Line(StyledText("   ") + style.sign(side) + StyledText(" " + text, .warning)))
        }
    }

    private var note: StyledText {
        var text = style.counts(queries.count)
        if style.hasTimes {
            text.append("  ")
            let times = style.times(queries.duration)
            text.append(times)
            // Queries that ran at once took less of the request's time than each for itself.
            if times.text != style.times(diff.phases.map { $0[.sql] }).text { text.append(" added up", .textDim) }
        }
        guard !style.isNarrow else { return text }
        var counts: [CompareChange: Int] = [:]
        for shape in queries.shapes { counts[shape.change, default: 0] += 1 }
        let words: [(CompareChange, String)] = [
            (.gone, "gone"), (.new, "new"), (.more, "more often"), (.fewer, "less often"),
            (.differs, "with other values"),
        ]
        let parts = words.compactMap { change, word in counts[change].map { "\($0) " + word } }
        text.append(parts.isEmpty ? "  the same shapes" : "  " + parts.joined(separator: ", "), .textDim)
        return text
    }

    private func add(_ shape: QueryDiff.Shape, to rows: inout CompareRows) {
        let word = shape.example.map { $0.haveValuesChanged ? "values" : "rows" } ?? "differs"
        let sql = shape.fingerprint.text
        let site = shape.site.other ?? shape.site.base
        let figures = CompareTable.Figures(
            change: style.change(shape.change, differs: word), count: shape.count, time: shape.duration,
            name: StyledText(), note: site?.place ?? "", noteRole: .link)
        var whole = figures
        // Highlighted when it is drawn: of thousands of shapes a screen has forty.
        let lines = shape.example == nil ? 1 : 2
        let stop = CompareRows.Stop(
            key: .shape(shape.fingerprint.hash), extent: lines + (style.isNarrow ? 1 : 0), target: target(shape),
            source: site)
        let table = table
        let count = style.isNarrow ? 2 : 1
        for index in 0..<count {
            rows.add(index == 0 ? sql : "", index == 0 ? stop : nil) {
                whole.name = SQLText.highlighted(SpanLabel.oneLine(sql))
                return table.lines(whole)[index]()
            }
        }
        if let example = shape.example { rows.add(line(example, of: shape)) }
    }

    /// In the request that has it: the other one, where both do.
    private func target(_ shape: QueryDiff.Shape) -> CompareTarget? {
        let side: CompareSide = shape.first.other == nil ? .base : .other
        guard let span = shape.first[side] else { return nil }
        return CompareTarget(
            request: diff.requests[side].id, panel: .sql,
            opened: shape.count[side] > 1 ? .group(span) : .span(span))
    }

    private func addSame(to rows: inout CompareRows) {
        let same = queries.same
        guard !same.isEmpty else { return }
        let count = same.reduce(0) { $0 &+ $1.count.other }
        let time = same.reduce(Pair<UInt64>(0, 0)) {
            Pair($0.base &+ $1.duration.base, $0.other &+ $1.duration.other)
        }
        let hasFold = !showsSame
        let (style, format) = (style, format)
        rows.add("same", CompareRows.Stop(key: .fold(1), isFold: true)) {
            var line = Line(" ")
            line.add((hasFold ? style.glyphs.closed : style.glyphs.open) + " ", .tree)
            line.column(style.change(.same), 9)
            line.add(
                format.count(same.count, "shape", "shapes") + ", " + format.count(count, "query", "queries"), .textDim)
            if style.hasTimes {
                line.gap(2)
                line.add(style.times(time))
            }
            return line
        }
        if showsSame { for shape in same { add(shape, to: &rows) } }
    }

    // MARK: Values

    /// `?1 12 → 13`: the values that differ in the first run that does, or the rows.
    private func line(_ example: QueryDiff.Example, of shape: QueryDiff.Shape) -> Line {
        var line = Line()
        line.gap(style.isNarrow ? 4 : 12)
        if shape.count.other > 1 { line.add("run \(format.count(example.place)): ", .textDim) }
        let arrow = " " + style.glyphs.arrowRight + " "
        guard example.haveValuesChanged else {
            line.add("rows ", .textDim)
            line.add(format.count(example.rows.base) + arrow + format.count(example.rows.other))
            return line
        }
        let (old, new) = (example.values.base, example.values.other)
        let places = (0..<max(old.count, new.count)).filter { place in
            !old.indices.contains(place) || !new.indices.contains(place) || old[place] != new[place]
        }
        if places.isEmpty { line.add("other literals in its text", .textDim) }
        for place in places.prefix(4) {
            line.add("?\(place + 1) ", .sqlParameter)
            line.add(value(old, place))
            line.add(arrow, .textDim)
            line.add(value(new, place))
            line.gap(2)
        }
        if places.count > 4 { line.add("and \(places.count - 4) more", .textDim) }
        return line
    }

    private func value(_ values: [ValueRecord], _ place: Int) -> StyledText {
        guard values.indices.contains(place) else { return StyledText(format.unknown, .textDim) }
        let text = String(SQLText.literal(values[place]).prefix(200))
        return StyledText(format.end(text, width: max(8, style.width / 4)), SQLText.valueRole(values[place]))
    }
}
