/// Text in runs, each with a role.
///
/// Styles are never inside of the string, so no text can be taken for markup.
package struct StyledText: Equatable, Sendable {
    package struct Run: Equatable, Sendable {
        package let text: String
        package let role: Role
        package let isReversed: Bool
    }

    package private(set) var runs: [Run] = []

    package init() {}

    package init(_ text: String, _ role: Role = .text) {
        append(text, role)
    }

    package mutating func append(_ text: String, _ role: Role = .text, isReversed: Bool = false) {
        if text.isEmpty { return }
        runs.append(Run(text: text, role: role, isReversed: isReversed))
    }

    package mutating func append(_ other: StyledText) {
        runs.append(contentsOf: other.runs)
    }

    package static func + (left: StyledText, right: StyledText) -> StyledText {
        var result = left
        result.append(right)
        return result
    }

    package var isEmpty: Bool { runs.isEmpty }

    /// The text without its roles.
    package var text: String { runs.reduce(into: "") { $0 += $1.text } }

    /// The columns it takes in the Unicode glyph set.
    package var width: Int { width(glyphs: .unicode) }

    package func width(glyphs: Glyphs) -> Int {
        runs.reduce(0) { $0 + TextWidth.width(of: $1.text, glyphs: glyphs) }
    }

    /// The same text with one role throughout.
    package func with(role: Role) -> StyledText {
        var result = StyledText()
        for run in runs { result.append(run.text, role, isReversed: run.isReversed) }
        return result
    }
}
