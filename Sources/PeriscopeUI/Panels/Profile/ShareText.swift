import PeriscopeInsight
import Screen

/// A part of the samples in words: `62 % ±15`.
struct ShareText {
    /// Whole percents to either side, as far as the truth can be off to one of them; 0 where they are too few to be
    /// worth saying.
    let margin: Int
    let share: Double

    /// Below so many points nobody would decide otherwise.
    private static let leastMargin = 3.0

    /// - Parameter isExact: The whole itself, say: nothing about it was found by sampling.
    init(_ count: UInt64, of whole: UInt64, isExact: Bool = false) {
        let sample = SampleShare(count: count, of: whole)
        share = sample.share
        // Near 0 and 1 the truth can only be off to one side, and farther than half of what lies between the bounds.
        let reach = max(sample.high - sample.share, sample.share - sample.low) * 100
        margin = count > 0 && !isExact && reach >= Self.leastMargin ? Int(reach.rounded(.up)) : 0
    }

    func text(_ format: Format) -> String {
        format.percent(share) + (margin > 0 ? " " + format.glyphs.plusMinus + "\(margin)" : "")
    }

    /// In two columns of fixed width, so that a list of them lines up: 5 and, with a margin, 4.
    func styled(_ format: Format, hasMargins: Bool) -> StyledText {
        let percent = format.percent(share)
        var text = StyledText(String(repeating: " ", count: max(0, 5 - percent.utf8.count)) + percent)
        guard hasMargins else { return text }
        let margin = margin > 0 ? format.glyphs.plusMinus + "\(margin)" : ""
        text.append(" " + margin, .textDim)
        text.append(String(repeating: " ", count: max(0, Self.marginWidth(format) - 1 - margin.count)))
        return text
    }

    static func marginWidth(_ format: Format) -> Int { format.glyphs.plusMinus.count + 3 }
}
