import PeriscopeHistory
import Screen

/// How a comparison's figures are written: signs that are read without colour, and three widths.
struct CompareStyle {
    let format: Format
    let width: Int
    /// Times of a debug and of a release build are not held against each other.
    let hasTimes: Bool

    var glyphs: Glyphs { format.glyphs }
    /// Both sides in columns of their own.
    var isWide: Bool { width >= Self.wide }
    static let wide = 120
    /// A row takes two lines.
    var isNarrow: Bool { width < 60 }

    /// `- gone`, `+ new`: a sign, and a word for it.
    func change(_ change: CompareChange, differs: String = "differs") -> StyledText {
        switch change {
        case .gone: StyledText(glyphs.minus + " gone", .diffDelete)
        case .new: StyledText("+ new", .diffAdd)
        case .more: StyledText(glyphs.arrowUp + " more", .worse)
        case .fewer: StyledText(glyphs.arrowDown + " fewer", .better)
        case .differs: StyledText((glyphs.isASCII ? "~ " : glyphs.delta + " ") + differs, .info)
        case .same: StyledText("= same", .unchanged)
        }
    }

    /// A count of something of which fewer is better.
    func role(_ count: Pair<Int>) -> Role {
        count.isEqual ? .unchanged : count.other < count.base ? .better : .worse
    }

    func role(_ time: Pair<UInt64>) -> Role {
        guard RequestDiff.isTimeNews(time) else { return .unchanged }
        return time.other < time.base ? .better : .worse
    }

    func counts(_ count: Pair<Int>) -> StyledText {
        let role = role(count)
        guard !count.isEqual else { return StyledText(format.count(count.other), role) }
        return StyledText(format.count(count.base) + glyphs.arrowRight + format.count(count.other), role)
    }

    func times(_ time: Pair<UInt64>) -> StyledText {
        StyledText(format.transition(from: time.base, to: time.other), role(time))
    }

    /// By how much, with its sign.
    func difference(_ time: Pair<UInt64>) -> StyledText {
        guard !time.isEqual else { return StyledText("=", .unchanged) }
        return StyledText(format.change(from: time.base, to: time.other), role(time))
    }

    func difference(_ count: Pair<Int>) -> StyledText {
        guard !count.isEqual else { return StyledText("=", .unchanged) }
        let (low, high) = (min(count.base, count.other), max(count.base, count.other))
        return StyledText((count.other > count.base ? "+" : glyphs.minus) + format.count(high &- low), role(count))
    }

    func bytes(_ size: Pair<UInt64>) -> StyledText {
        guard !size.isEqual else { return StyledText(size.other > 0 ? format.bytes(size.other) : "", .unchanged) }
        let (low, high) = (min(size.base, size.other), max(size.base, size.other))
        if format.bytes(low) == format.bytes(high) {
            let sign = size.other > size.base ? "+" : glyphs.minus
            return StyledText(format.bytes(size.other) + " (" + sign + format.bytes(high - low) + ")", .info)
        }
        return StyledText(format.bytes(size.base) + glyphs.arrowRight + format.bytes(size.other), .info)
    }

    /// The sign of a side, alone.
    func sign(_ side: CompareSide) -> StyledText {
        side == .base ? StyledText(glyphs.minus, .diffDelete) : StyledText("+", .diffAdd)
    }
}
