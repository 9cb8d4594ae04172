import PeriscopeInsight
import Screen

/// A histogram of times on a logarithmic scale, with its percentiles below.
struct LatencyGraph {
    let spread: LatencySpread
    let format: Format
    let width: Int
    /// The time that is pointed out among the others.
    var mark: UInt64?

    private static let percentiles = [50, 95, 99]
    /// Wider ones would be drawn of single requests.
    private static let widest = 72

    /// The columns, with the shortest and the longest time at their ends; below them where the percentiles are.
    func lines(indent: Int) -> [Line] {
        guard spread.count > 0 else { return [] }
        let low = format.roughDuration(spread.sorted.first)
        let high = format.roughDuration(spread.sorted.last)
        let ends = TextWidth.width(of: low, glyphs: format.glyphs) + TextWidth.width(of: high, glyphs: format.glyphs)
        let figures = figures
        let room = width - indent - ends - 4
        let hasFigures = room - figures.width >= 24
        let columns = spread.columns(min(Self.widest, max(4, room - (hasFigures ? figures.width + 2 : 0))))
        var graph = Line()
        graph.gap(indent)
        graph.add(low + " ", .textDim)
        let start = graph.cursor
        // A single slow request must be seen beside hundreds of quick ones.
        let heights = columns.counts.map { $0 == 0 ? 0 : Double($0).squareRoot() }
        graph.column(format.glyphs.sparkline(heights), columns.counts.count, .chart)
        graph.add(" " + high, .textDim)
        if hasFigures {
            graph.gap(2)
            graph.add(figures)
        }
        return [graph, ticks(columns, from: start)]
    }

    private var figures: StyledText {
        var text = StyledText()
        for percent in Self.percentiles {
            if !text.isEmpty { text.append("  ") }
            text.append("p\(percent) ", .textDim)
            text.append(format.roughDuration(spread.percentile(percent)))
        }
        return text
    }

    /// The marked time goes before the percentiles, where they are too near to each other.
    private func ticks(_ columns: LatencySpread.Columns, from start: Int) -> Line {
        var ticks: [(column: Int, text: String, role: Role)] = []
        if let mark { ticks.append((columns.column(of: mark), format.glyphs.sortAscending + "this one", .marked)) }
        for percent in Self.percentiles {
            let column = columns.column(of: spread.percentile(percent))
            ticks.append((column, format.glyphs.arrowUp + "p\(percent)", .axis))
        }
        var taken: [Range<Int>] = []
        var kept: [(column: Int, text: String, role: Role)] = []
        for tick in ticks {
            let range = tick.column..<tick.column + tick.text.count + 1
            guard !taken.contains(where: { $0.overlaps(range) }), start + range.upperBound <= width else { continue }
            taken.append(range)
            kept.append(tick)
        }
        var line = Line()
        for tick in kept.sorted(by: { $0.column < $1.column }) {
            line.move(to: start + tick.column)
            line.add(tick.text, tick.role)
        }
        return line
    }
}
