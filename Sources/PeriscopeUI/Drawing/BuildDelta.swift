import PeriscopeHistory
import Screen

/// What changed against the build before, in as many words as there is room for.
///
/// Fewer queries and less time are better, more of them worse; what is as it was is not said.
struct BuildDelta {
    /// A time that differs by less is the clock's noise, even where the middle half of the others is narrower: a tenth
    /// of what it was, and half a millisecond.
    private static let leastPart: UInt64 = 10
    private static let leastTime: UInt64 = 500_000

    let comparison: BuildComparison
    private let format: Format

    init(_ comparison: BuildComparison, format: Format) {
        self.comparison = comparison
        self.format = format
    }

    var hasQueryNews: Bool { comparison.queries != comparison.previousQueries }

    var hasTimeNews: Bool {
        let (before, now) = (comparison.previousDuration, comparison.duration)
        let difference = max(before, now) - min(before, now)
        return !comparison.usual.contains(now) && difference >= max(Self.leastTime, before / Self.leastPart)
    }

    var hasShapeNews: Bool { !comparison.newShapes.isEmpty || !comparison.goneShapes.isEmpty }

    /// Whether there is anything that a person would call news.
    var isNews: Bool { comparison.isNews && (hasQueryNews || hasTimeNews || hasShapeNews) }

    /// How great the change is, to put the greatest first: queries count more than any time.
    var weight: (queries: Int, time: UInt64) {
        let time = hasTimeNews
            ? max(comparison.duration, comparison.previousDuration) - min(
                comparison.duration, comparison.previousDuration) : 0
        return (abs(comparison.queries - comparison.previousQueries), time)
    }

    // MARK: In a column

    /// The longest of `51→2 q  −45 ms`, `−49 q  −45 ms`, `51→2 q` and `−49 q` that fits; empty where nothing is news.
    func styled(width: Int) -> StyledText {
        guard isNews else { return StyledText() }
        let candidates: [StyledText]
        switch (hasQueryNews, hasTimeNews) {
        case (true, true): candidates = [both(fullQueries), both(shortQueries), fullQueries, shortQueries]
        case (true, false): candidates = [fullQueries, shortQueries]
        case (false, true): candidates = [time]
        case (false, false): candidates = [StyledText("new SQL", .info), StyledText("SQL", .info)]
        }
        return candidates.first { $0.width(glyphs: format.glyphs) <= width } ?? candidates.last ?? StyledText()
    }

    private func both(_ queries: StyledText) -> StyledText {
        queries + StyledText(" ") + time
    }

    private var fullQueries: StyledText {
        let arrow = format.glyphs.arrowRight
        return StyledText(
            format.count(comparison.previousQueries) + arrow + format.count(comparison.queries) + " q", queryRole)
    }

    private var shortQueries: StyledText {
        let change = comparison.queries - comparison.previousQueries
        return StyledText(sign(change > 0) + format.count(abs(change)) + " q", queryRole)
    }

    private var time: StyledText {
        StyledText(format.change(from: comparison.previousDuration, to: comparison.duration), timeRole)
    }

    var queryRole: Role {
        if comparison.queries == comparison.previousQueries { return .unchanged }
        return comparison.queries < comparison.previousQueries ? .better : .worse
    }

    var timeRole: Role {
        guard hasTimeNews else { return .unchanged }
        return comparison.duration < comparison.previousDuration ? .better : .worse
    }

    private func sign(_ isMore: Bool) -> String {
        isMore ? "+" : format.glyphs.minus
    }

    // MARK: In a sentence

    /// `51→2 queries, 48→3 ms`.
    var sentence: StyledText {
        var parts: [StyledText] = []
        let arrow = format.glyphs.arrowRight
        if hasQueryNews {
            parts.append(
                StyledText(
                    format.count(comparison.previousQueries) + arrow
                        + format.count(comparison.queries, "query", "queries"), queryRole))
        }
        if hasTimeNews {
            let text = format.transition(from: comparison.previousDuration, to: comparison.duration)
            parts.append(StyledText(text, timeRole))
        }
        if parts.isEmpty, hasShapeNews { parts.append(StyledText("other queries than before", .info)) }
        var text = StyledText()
        for (index, part) in parts.enumerated() {
            if index > 0 { text.append(", ", .textDim) }
            text.append(part)
        }
        return text
    }
}
