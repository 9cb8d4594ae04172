import PeriscopeHistory
import Screen

/// What changed against the build before, in as many words as there is room for.
///
/// Fewer queries and less time are better, more of them worse; what is as it was is not said.
struct BuildDelta {
    let comparison: BuildComparison
    private let format: Format

    init(_ comparison: BuildComparison, format: Format) {
        self.comparison = comparison
        self.format = format
    }

    var hasQueryNews: Bool { comparison.isQueryNews }

    /// What is usual is wide enough around the time before that no clock's noise lies outside of it.
    var hasTimeNews: Bool { comparison.isTimeNews }

    var hasShapeNews: Bool { !comparison.newShapes.isEmpty || !comparison.goneShapes.isEmpty }

    /// Whether there is anything that a person would call news.
    var isNews: Bool { comparison.isNews }

    /// How great the change is, to put the greatest first: queries count more than any time.
    var weight: (queries: UInt, time: UInt64) {
        let (before, now) = (comparison.previousDuration, comparison.duration)
        return (queryChange, hasTimeNews ? max(before, now) - min(before, now) : 0)
    }

    /// How many queries more or fewer.
    ///
    /// Counts are what the wire said, and those of a hostile one may be any: the difference wraps to what it is, since
    /// two numbers are never further apart than the unsigned ones reach.
    private var queryChange: UInt {
        let (before, now) = (comparison.previousQueries, comparison.queries)
        return UInt(bitPattern: max(before, now) &- min(before, now))
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
        let isMore = comparison.queries > comparison.previousQueries
        return StyledText(sign(isMore) + format.count(queryChange) + " q", queryRole)
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
