import CNcurses
import Screen

extension Key {
    /// From a key of the C room; nil for one that the toolbar does not know.
    init?(library value: Int) {
        if value > PC_KEY_FUNCTION && value <= PC_KEY_FUNCTION + 63 {
            self = .function(value - PC_KEY_FUNCTION)
            return
        }
        guard let key = Self.libraryKeys[value] else { return nil }
        self = key
    }

    private static let libraryKeys: [Int: Key] = [
        PC_KEY_UP: .up, PC_KEY_DOWN: .down, PC_KEY_LEFT: .left,
        PC_KEY_RIGHT: .right, PC_KEY_HOME: .home, PC_KEY_END: .end,
        PC_KEY_PAGE_UP: .pageUp, PC_KEY_PAGE_DOWN: .pageDown, PC_KEY_INSERT: .insert,
        PC_KEY_DELETE: .delete, PC_KEY_BACKSPACE: .backspace, PC_KEY_ENTER: .enter,
        PC_KEY_BACK_TAB: .backTab, PC_KEY_SHIFT_UP: .shiftUp,
        PC_KEY_SHIFT_DOWN: .shiftDown, PC_KEY_SHIFT_LEFT: .shiftLeft,
        PC_KEY_SHIFT_RIGHT: .shiftRight, PC_KEY_CONTROL_UP: .controlUp,
        PC_KEY_CONTROL_DOWN: .controlDown, PC_KEY_CONTROL_LEFT: .controlLeft,
        PC_KEY_CONTROL_RIGHT: .controlRight,
    ]
}
