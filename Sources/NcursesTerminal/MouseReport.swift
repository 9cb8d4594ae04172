import Screen

/// One report of the mouse, as the terminal wrote it.
struct MouseReport: Equatable {
    let code: Int
    let column: Int
    let row: Int
    let isRelease: Bool

    /// What it means: wheel, press, or a second press; nil for releases, other buttons and movement.
    func event(clicks: inout ClickCounter, now: UInt64) -> MouseEvent? {
        guard !isRelease, column >= 0, row >= 0 else { return nil }
        let point = ScreenPoint(x: column, y: row)
        switch code & ~Self.modifiers {
        case 0: return clicks.press(at: point, now: now)
        case 64: return .wheelUp(point)
        case 65: return .wheelDown(point)
        default: return nil
        }
    }

    /// Shift, alt and control.
    private static let modifiers = 4 | 8 | 16
}
