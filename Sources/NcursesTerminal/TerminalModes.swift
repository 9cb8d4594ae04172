/// The modes that ncurses does not know: pastes in brackets, mouse reports, frames that appear at once.
package struct TerminalModes: Equatable, Sendable {
    /// Whether the terminal understands `ESC [` at all; else nothing is sent.
    private let isANSI: Bool
    package var isMouseOn: Bool
    /// Whether the terminal is to say when its background turns dark or light.
    package var isBackgroundWatched = false

    package init(isANSI: Bool, isMouseOn: Bool) {
        self.isANSI = isANSI
        self.isMouseOn = isMouseOn
    }

    /// What switches them on.
    package var enter: String {
        guard isANSI else { return "" }
        return Self.pasteOn + (isMouseOn ? Self.mouseOn : "") + (isBackgroundWatched ? Self.backgroundOn : "")
    }

    /// What switches them off, whatever is on.
    package var leave: String {
        isANSI ? Self.frameEnd + Self.pasteOff + Self.mouseOff + Self.backgroundOff : ""
    }

    package var mouse: String {
        guard isANSI else { return "" }
        return isMouseOn ? Self.mouseOn : Self.mouseOff
    }

    /// The question for the background's colour, and the wish to be told when it changes; empty where nobody would
    /// answer.
    ///
    /// Ended by `ESC \`, which a terminal that knows no such command skips too.
    package func backgroundQuestion(term: String) -> String {
        canAskBackground(term: term) ? Self.backgroundQuestion + Self.backgroundOn : ""
    }

    package func canAskBackground(term: String) -> Bool {
        isANSI && !Self.silentTerminals.contains(term)
    }

    static let backgroundQuestion = "\u{1B}]11;?\u{1B}\\"

    package var frameStart: String? { isANSI ? Self.frameStart : nil }
    package var frameEnd: String? { isANSI ? Self.frameEnd : nil }

    /// Those that print what they do not know, or stay silent.
    private static let silentTerminals: Set<String> = [
        "dumb", "linux", "vt52", "vt100", "vt102", "vt220", "ansi", "cons25", "cygwin",
    ]
    // Mode 2031 reports a change of the colour scheme (contour's, kitty's, ghostty's; others ignore it).
    private static let backgroundOn = "\u{1B}[?2031h"
    private static let backgroundOff = "\u{1B}[?2031l"
    private static let pasteOn = "\u{1B}[?2004h"
    private static let pasteOff = "\u{1B}[?2004l"
    // Presses and the wheel (1000), in a form without a limit on columns (1006).
    private static let mouseOn = "\u{1B}[?1000h\u{1B}[?1006h"
    private static let mouseOff = "\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l"
    // Mode 2026: the terminal shows what lies between at once. Unknown to some, and then ignored.
    private static let frameStart = "\u{1B}[?2026h"
    private static let frameEnd = "\u{1B}[?2026l"
}
