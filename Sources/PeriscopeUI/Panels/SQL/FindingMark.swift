import PeriscopeInsight
import Screen

/// The mark in a row's margin: something was found that the row is part of.
enum FindingMark {
    static func text(_ finding: Finding?, _ glyphs: Glyphs) -> StyledText {
        guard let finding else { return StyledText() }
        return text(finding.severity, glyphs)
    }

    /// Full for what is bad, hollow for what is not yet.
    static func text(_ severity: Severity, _ glyphs: Glyphs) -> StyledText {
        switch severity {
        case .bad: StyledText(glyphs.bullet, .error)
        case .warn: StyledText(glyphs.hollowBullet, .warning)
        case .none: StyledText()
        }
    }
}
