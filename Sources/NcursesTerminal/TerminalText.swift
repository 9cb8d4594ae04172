import Themes

/// A text that a terminal sends, from `ESC ]`, `ESC P`, `ESC X`, `ESC ^` or `ESC _` to `ESC \` or, for `ESC ]`, a bell.
///
/// It is swallowed whole, however long it is; only the start of a command is kept, to read an answer from.
struct TerminalText: Equatable {
    enum Step: Equatable {
        case goesOn
        case ended
        /// By an interrupt, or by an escape after which the character is to be read.
        case brokenOff(byKey: Bool)
    }

    /// Whether it began with `ESC ]`.
    let isCommand: Bool
    private(set) var sawEscape = false
    private var start = ""
    private var count = 0

    init(isCommand: Bool) {
        self.isCommand = isCommand
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Step {
        if sawEscape { return scalar == "\\" ? .ended : .brokenOff(byKey: false) }
        count += 1
        switch scalar.value {
        case 0x07 where isCommand, 0x9C: return .ended
        case 0x1B: sawEscape = true
        // ^c, and the two controls that cancel a sequence (ECMA-48).
        case 0x03, 0x18, 0x1A: return .brokenOff(byKey: true)
        default: if start.utf8.count < Self.kept { start.unicodeScalars.append(scalar) }
        }
        return count < Self.longest ? .goesOn : .ended
    }

    /// What an answer to the question for the background says; nil for any other text.
    var isDarkAnswer: Bool? {
        guard isCommand, start.hasPrefix("11;") else { return nil }
        return RGB(answer: start.dropFirst(3))?.isDark
    }

    private static let kept = 64
    /// Characters, 4 Mi: nothing that a terminal has to say is longer.
    private static let longest = 4_194_304
}
