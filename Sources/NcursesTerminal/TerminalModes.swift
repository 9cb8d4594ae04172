/// The modes that ncurses does not know: pastes in brackets, mouse reports, frames that appear at once.
package struct TerminalModes: Equatable, Sendable {
    /// Whether the terminal understands `ESC [` at all; else nothing is sent.
    private let isANSI: Bool
    package var isMouseOn: Bool

    package init(isANSI: Bool, isMouseOn: Bool) {
        self.isANSI = isANSI
        self.isMouseOn = isMouseOn
    }

    /// What switches them on.
    package var enter: String {
        isANSI ? Self.pasteOn + (isMouseOn ? Self.mouseOn : "") : ""
    }

    /// What switches them off, whatever is on.
    package var leave: String {
        isANSI ? Self.frameEnd + Self.pasteOff + Self.mouseOff : ""
    }

    package var mouse: String {
        guard isANSI else { return "" }
        return isMouseOn ? Self.mouseOn : Self.mouseOff
    }

    package var frameStart: String? { isANSI ? Self.frameStart : nil }
    package var frameEnd: String? { isANSI ? Self.frameEnd : nil }

    private static let pasteOn = "\u{1B}[?2004h"
    private static let pasteOff = "\u{1B}[?2004l"
    // Presses and the wheel (1000), in a form without a limit on columns (1006).
    private static let mouseOn = "\u{1B}[?1000h\u{1B}[?1006h"
    private static let mouseOff = "\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l"
    // Mode 2026: the terminal shows what lies between at once. Unknown to some, and then ignored.
    private static let frameStart = "\u{1B}[?2026h"
    private static let frameEnd = "\u{1B}[?2026l"
}
